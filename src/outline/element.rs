//! Elements 公文要素: what single paragraphs are outside the text proper.
//!
//! Source: GB/T 9704—2012 §7 (版头、主体、版记). Each question looks at one normalised paragraph;
//! `parts` asks them in their order.

use super::titles::{HANDS, unquoted};
use super::words::{self, Words};
use crate::lexicon::Within;
use crate::text::Seek;
use regex::Regex;
use std::sync::LazyLock;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Page numbers, site words, repeated titles 页面附属文字.
    Furniture,
    /// 发文机关标志
    IssuerMark,
    /// 发文字号
    Number,
    /// 标题
    Title,
    /// 主送机关
    Addressees,
    /// 题注: （2021年7月29日…通过）
    Caption,
    /// 被印发文件标题
    EnclosedTitle,
    /// 附件说明: the attachments that are announced
    AttachmentNote,
    /// 附件标题
    AttachmentTitle,
    /// 署名
    Signature,
    /// 成文日期
    Date,
    /// 附注: （此件公开发布）
    Disclosure,
    /// 抄送机关
    CopiedTo,
    /// 印发机关和印发日期
    PrintedBy,
    /// 目录
    Contents,
    /// 正文: stands in a clause, or is the heading of a section
    Text,
}

fn regex(pattern: &str) -> Regex {
    // Patterns are constants and a test builds each of them.
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("a constant pattern")
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^（?[\p{Han}A-Za-z]{1,16}[〔（【\[](19|20)\d{2}[〕）】\]]第?\d{1,5}号?）?(签发人：.*)?$|^（?((19|20)\d{2}年)?第\d{1,4}号）?$",
    )
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^（?(\d{4}年\d{1,2}月\d{1,2}日|[一二][〇○Ｏ０Oo0零一二三四五六七八九1-9]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)）?$",
    )
});
static PRINTED: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{4}年\d{1,2}月\d{1,2}日(印发|印)$"));
static PRINTER: LazyLock<Regex> = LazyLock::new(|| regex(r"^[\p{Han}（）、]{0,60}$"));
static DISCLOSURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^（此件[^（）]{1,16}）$|^（?(此件|本件|信息公开选项|信息公开形式|公开属性|公开方式)[：，]?.{0,14}(公开|发布|刊登|传达|登报).{0,14}）?$",
    )
});
static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^（?(19|20)\d{2}年\d{1,2}月\d{1,2}日.{4,}(通过|批准|公布|发布|修订|修正|施行|废止)(）|$)|^（?(19|20)\d{2}年\d{1,2}月\d{1,2}日起?(施行|实施|生效)）?$|^（(印发稿|征求意见稿|送审稿|讨论稿|代拟稿|草案|本文有删减|有删减|节选|摘要)）$",
    )
});
/// ——2019年3月4日在某市第十五届人民代表大会第三次会议上
static SPOKEN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[（—－-]{0,4}(19|20)\d{2}年\d{1,2}月\d{1,2}日在.{4,80}(会议|大会)上）?$"));
/// 某市人民政府代市长某某, 总理某某: a body or none, a post, a name.
static POST: LazyLock<Regex> = LazyLock::new(|| {
    let posts = words::of("post").join("|");
    regex(&format!(r"^(.{{0,30}}?)代?(?:{posts})：?\p{{Han}}{{2,4}}$"))
});
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r"({}|[一二三四五六七八九十\d]+条)(（[^（）]{{1,24}}）){{0,3}}$", words::of("kind").join("|")))
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| regex(r"^附(件|表|录|图)[一二三四五六七八九十\d]{0,3}[：:.]?$"));
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^附(件|表|录|图)([一二三四五六七八九十]{1,3}|\d{1,2})?[：:.、]?(\d{1,2}[。.、])?[^，。；]{2,60}$")
});
static SITE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(【.{1,12}】|索引号|所属单位：|公开目录|文号\||文号 \||浏览量|信息名称|信息类别|文件类型：|公开发布日期|编译者：|来源专题：|生成日期|组配分类|内容分类|主题分类|发文机构|主题词|信息分类|分类：|体裁：|发布机构|发布机关|发布部门|颁布时间|颁布日期|颁布单位|发布单位|公开方式|公开责任部门|统一编号|政策级别|政策主题|发文部门|文 号 ?\||标 题 ?\||有 ?效 ?性|-{3}\||人工智能朗读|语音朗读|按回车键在新窗口|点赞$|收藏$|转发$|发文单位|发文机关：|发布日期|发文日期|成文日期：|公开日期|生效日期|文号：|发文字号：|文件编号：|文件名称：|文档类型：|名称：|标题：|来源：|信息来源|原文链接|浏览次数|点击数|[【\[〔（]?字体|字号|(?:图解|一图读懂|一图看懂|图文解读|视频解读) ?[|｜：:]|[【\[〔（]?打印|分享到|扫一扫|打开微信|使用.扫一扫|微博微信|微博$|微信$|当前位置|责任编辑|首页|时效性|效力|内容概述|文章来源|发布时间|更新时间|访问量|阅读次数|法宝引证码|发文时间|信息索引|公文种类|废止日期|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}( ?\d{1,2}[：:]\d{2}([：:]\d{2})?)?( *(?:浏览|阅读|点击|访问)(?:次数|量|数)?[：:]? ?\d*次?)?$|(?:相关)?(?:政策)?(?:与|和)?解读[：:]?$|相关(?:政策与解读|文件|链接|附件|阅读|新闻|政策)[：:]?$|排行榜$|分享：?$|[A-Za-z]{1,2}$|上一篇[：:]|下一篇[：:])",
    )
});

/// 沪府办发〔2023〕20号, also in brackets.
pub(super) fn is_number(text: &str) -> bool {
    // 川办发〔2011〕38: a copy may drop the 号.
    let ends = text.ends_with(|c: char| c.is_ascii_digit());
    text.len() < 120 && (ends || text.has('号')) && NUMBER.is_match(text)
}

/// （某局代章）, 某局（代章）: who seals a text in the place of the body that signs it.
pub(super) fn is_sealed(text: &str) -> bool {
    let by_name = || text.strip_suffix("（代章）").is_some_and(is_body_name);
    text.len() < 120 && (text.starts_with('（') && text.ends_with("代章）") || by_name())
}

/// A whole paragraph that is a date.
pub(super) fn is_date(text: &str) -> bool {
    text.len() < 60 && text.ends_with(['日', '）']) && DATE.is_match(text)
}

/// 甲县农业农村局2023年4月6日印发
pub(super) fn is_printed(text: &str) -> bool {
    // The date begins with the only digits of the line, so that the long name before it is read apart.
    text.len() < 240
        && text.ends_with(['发', '印'])
        && text
            .find(|c: char| c.is_ascii_digit())
            .is_some_and(|at| PRINTED.is_match(&text[at..]) && PRINTER.is_match(&text[..at]))
}

/// （此件公开发布）
pub(super) fn is_disclosure(text: &str) -> bool {
    text.len() < 120 && text.starts_with(['（', '此', '本', '信', '公']) && DISCLOSURE.is_match(text)
}

/// （联系人：某某；联系电话：12345678）: whom to ask, below the signature.
pub(super) fn is_contact(text: &str) -> bool {
    const ASKS: &[&str] = &["联系人", "联系电话", "联系方式", "咨询电话", "联系单位"];
    let words = text.strip_prefix('（').unwrap_or(text);
    let told = ASKS.iter().find_map(|w| words.strip_prefix(w)).is_some_and(|rest| rest.starts_with(['：', '及']));
    told && text.len() < 300 && !text.has('。')
}

/// （2021年7月29日某省第九届人民代表大会常务委员会第四次会议通过）
pub(super) fn is_caption(text: &str) -> bool {
    text.len() < 1200 && text.starts_with(['（', '1', '2']) && !text.has('。') && CAPTION.is_match(text)
}

/// ——2019年3月4日在某市第十五届人民代表大会第三次会议上
pub(super) fn is_spoken(text: &str) -> bool {
    text.len() < 400 && SPOKEN.is_match(text)
}

/// The body in whose name a person signs or speaks: empty for 总理某某; none where no post is named.
pub fn signed_for(text: &str) -> Option<&str> {
    if text.len() >= 150 || text.contains(['。', '，']) {
        return None;
    }
    static NAMED: LazyLock<Within> = LazyLock::new(|| Within::new(words::of("post")));
    // Nearly no line names a post, and to ask only that costs far less.
    let body = NAMED.is_in(text).then(|| POST.captures(text))??.get(1)?.as_str();
    (body.is_empty() || is_body_name(body)).then_some(body)
}

/// 2021年9月 on a line of its own, as on the title page of a plan.
pub(super) fn is_month(text: &str) -> bool {
    static MONTH: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[〇○零一二三四五六七八九ＯOo\d]{4}年[一二三四五六七八九十\d]{1,2}月$"));
    text.len() < 40 && MONTH.is_match(text)
}

/// Where the document number stands that runs on behind a title: `…方案的通知（甲府办发〔2021〕49号）`.
pub(super) fn trailing_number(text: &str) -> Option<usize> {
    static TRAILING: LazyLock<Regex> =
        LazyLock::new(|| regex(r"（?\p{Han}{1,12}[〔（【\[](?:19|20)\d{2}[〕）】\]]第?\d{1,5}号）?$"));
    if text.len() >= 500 || !text.ends_with(['号', '）']) {
        return None;
    }
    let found = TRAILING.find(text)?;
    // The title's last word may run into the number's first (通知甲府办发): the longest title counts.
    let ends = found.as_str().char_indices().map(|(n, _)| found.start() + n);
    let ends = ends.take_while(|end| !text[..*end].ends_with(['〔', '【', '[']));
    ends.filter(|end| *end > 0 && is_title(&text[..*end]) && is_number(&text[*end..])).last()
}

/// Where the number stands behind an order: `某省人民政府令第319号`.
pub(super) fn numbered_order(text: &str) -> Option<usize> {
    static ORDER: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[\p{Han}（）]{2,30}(?:令|公告)((?:20\d{2}年)?第\d{1,4}号)$"));
    if text.len() >= 200 || !text.ends_with('号') {
        return None;
    }
    ORDER.captures(text)?.get(1).map(|m| m.start())
}

/// 上海市人民政府办公厅文件
pub(super) fn is_issuer_mark(text: &str) -> bool {
    text.strip_suffix("文件").is_some_and(is_body_name)
        && text.chars().count() <= 40
        && !text.contains(['《', '>', '-'])
}

/// 抄送：…
pub(super) fn is_copied(text: &str) -> bool {
    ["抄送：", "抄报：", "分送：", "主送："].iter().any(|w| text.opens(w))
}

/// Words that web pages put around a document.
pub(super) fn is_site(text: &str) -> bool {
    // 06. [发文字号] 甲政发〔2024〕1号: a list that tells what a page holds
    let row = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | '、' | ' '));
    let labelled = row.strip_prefix('[').and_then(|r| r.split_once(']')).map(|(label, _)| label.trim());
    if super::page::is_label_line(text)
        || text.len() < 300 && labelled.is_some_and(|l| super::page::LABELS.contains(&l))
    {
        return true;
    }
    // 您现在的位置：首页>某市关于…的意见 holds the title.
    const WAYS: &[&str] = &["您现在的位置", "您当前的位置", "您的位置", "您所在的位置", "当前所在位置"];
    if text.len() < 600 && WAYS.iter().any(|w| text.opens(w)) && !holds_title(text) {
        return true;
    }
    // ## 政策全文: the head that a page gives its text
    const HEADS: &[&str] = &["政策全文", "政策原文", "政策正文", "文件全文", "文件正文", "文件原文", "正文内容"];
    if HEADS.contains(&text.trim_end_matches('：')) {
        return true;
    }
    // 来源：https://…: an address may be of any length.
    // 【支持研发】对企业研发投入给予10%补助。: a heading in brackets and its text
    let headed = text.starts_with('【') && text.ends_with(['。', '；']);
    let address = || text.split_once('：').is_some_and(|(_, rest)| rest.trim_start().starts_with("http"));
    (text.len() < 600 || address())
        && !headed
        && (SITE.is_match(text.trim_start_matches(['•', '·', '●', '■', ' ', '[']))
            || is_stamped(text)
            || text.has("®提示："))
}

/// Whether the way of a page ends in a title: 首页>政策法规>甲市关于…的意见, not 首页>专题专栏>宏观政策.
fn holds_title(way: &str) -> bool {
    let last = way.rsplit(['>', '：', ' ']).next().unwrap_or(way);
    is_title(last) && last.chars().count() >= 8
}

/// 某写字楼网- 2018/12/12 16:05:16, 某省门户网站www.gov.cn 发布时间：2019-02-20 11:02【字体：: the stamp of a page.
fn is_stamped(text: &str) -> bool {
    static STAMP: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[^。]{0,24}(?:19|20)\d{2}[-/.—]\d{1,2}[-/.—]\d{1,2} ?\d{1,2}[：:]\d{2}[：:]\d{2}$"));
    if text.len() >= 200 || text.has('。') {
        return false;
    }
    let named = || text.has("发布时间") && ["网站", "www"].iter().any(|w| text.has(w));
    text.ends_with(|c: char| c.is_ascii_digit()) && STAMP.is_match(text) || named()
}

/// A link to a file: …的通知.doc.
pub(super) fn is_file_link(text: &str) -> bool {
    // 某某布局图.pdf (pdf)
    let text = text
        .strip_suffix(')')
        .or(text.strip_suffix('）'))
        .and_then(|t| Some(t.rsplit_once(['(', '（'])?.0.trim_end()))
        .unwrap_or(text);
    if text.len() >= 400 || !text.ends_with(|c: char| c.is_ascii_alphabetic()) || text.has('。') {
        return false;
    }
    let name = text.to_ascii_lowercase();
    [".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".ofd", ".zip", ".rar"].iter().any(|e| name.closes(e))
}

/// The document number that opens a line of something else: `青政办发〔2022〕15号青禾市…的通知`.
pub(super) fn leading_number(text: &str) -> Option<usize> {
    static LEADING: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^（?\p{Han}{1,12}[〔（【\[](19|20)\d{2}[〕）】\]]第?\d{1,5}号"));
    LEADING.find(text).map(|m| m.end())
}

/// 附件1, 附件：, 附表 on a line of its own.
pub(super) fn is_label(text: &str) -> bool {
    text.starts_with('附') && LABEL.is_match(text)
}

/// 表2-1 规划指标表: the caption of a table, by its number.
pub(super) fn is_table_caption(text: &str) -> bool {
    static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^表 ?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:[-－—.．][0-9]{1,3})?[ ：:]*\p{Han}[^，。；]{1,38}$")
    });
    text.starts_with('表') && text.len() < 160 && CAPTION.is_match(text)
}

/// 附件1：某某任务分工表 on one line.
pub(super) fn is_labelled(text: &str) -> bool {
    text.len() < 240 && text.starts_with('附') && LABELLED.is_match(text) && !is_label(text)
}

/// 责任单位：市水利局: who answers for what stands above, or by when, on a line of its own.
pub(super) fn labels_duty(text: &str) -> bool {
    const LABELS: &[&str] = &["责任", "牵头", "配合", "主办", "协办", "完成时", "时限", "实施单位", "参加单位"];
    LABELS.iter().any(|w| text.opens(w)) && text.place('：').is_some_and(|at| at <= "完成时限及责任单位".len())
}

/// Whether words could be (a line of) a title: short, not a sentence.
pub(super) fn is_title_line(text: &str) -> bool {
    text.chars().count() <= 120 && !text.ends_with(['。', '；', '：', '！', '，', '、']) && !text.has('。')
}

/// Where the date stands that runs on behind a number: `甲府发〔2006〕29号二〇〇六年十二月十九日`.
pub(super) fn dated_number(text: &str) -> Option<usize> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:19|20)\d{2}[-－/.]\d{1,2}[-－/.]\d{1,2}$"));
    // The day closes the line, in figures or with 日.
    if text.len() >= 200 || !text.ends_with(|c: char| matches!(c, '日' | '）') || c.is_ascii_digit()) || !text.has('号')
    {
        return None;
    }
    let end = leading_number(text)?;
    let rest = text[end..].trim_start();
    (is_date(rest) || DAY.is_match(rest)).then_some(text.len() - rest.len())
}

/// Where the day stands that runs on behind a title: `甲市人民政府关于…的通知（2023年5月10日）`.
pub(super) fn dated_title(text: &str) -> Option<usize> {
    if text.len() >= 400 || !text.ends_with("日）") {
        return None;
    }
    let (title, day) = text.split_at(text.last_place("（")?);
    (is_date(day) && is_title(title) && is_title_line(title)).then_some(title.len())
}

/// Where the title begins that runs on behind a number: `甲政办发〔2017〕88号甲县人民政府办公室关于…的通知`.
pub(super) fn titled_number(text: &str) -> Option<usize> {
    let labelled = text.starts_with('【');
    if text.len() >= 500 || !(labelled || text.has('号')) {
        return None;
    }
    // 【通告】甲县人民政府禁牧通告: the page's own label before a title
    // • 甲政〔2011〕68号 甲市人民政府转发…的通知: a point of the page's list
    let bullet = text.len() - text.trim_start_matches(['•', '·', '●', ' ']).len();
    let end = if labelled {
        text.find('】').filter(|at| *at <= 36)? + '】'.len_utf8()
    } else {
        bullet + leading_number(&text[bullet..])?
    };
    let rest = text[end..].trim_start();
    let title = ["关于", "转发", "印发"].iter().any(|w| rest.has(w)) || labelled && rest.chars().count() >= 8;
    (title && is_title(rest)).then_some(text.len() - rest.len())
}

/// Whether a title is complete: brackets closed, last word a kind of document (文种).
pub(super) fn is_title(text: &str) -> bool {
    let text = unquoted(text);
    let closed = |open, close| text.matches(open).count() == text.matches(close).count();
    KIND.is_match(text) && closed('《', '》') && closed('（', '）') && closed('“', '”')
}

/// 文种 of a title: its last word without a bracket behind it.
pub fn kind_word(title: &str) -> Option<&str> {
    KIND.captures(unquoted(title)).and_then(|c| c.get(1)).map(|m| m.as_str())
}

/// A title that hands on another text: …关于印发《…》的通知.
pub(super) fn hands_on(title: &str) -> bool {
    // 某省人民政府令: an order only proclaims what stands below it.
    if title.ends_with("政府令") || title.ends_with("国务院令") || title.ends_with("主席令") {
        return true;
    }
    HANDS.iter().any(|w| title.has(w))
        && ["通知", "令", "公告", "函", "通告", "决定"]
            .iter()
            .any(|w| title.trim_end_matches('》').closes(w) || title.closes(w))
}

/// 主送机关: a list of bodies that ends in a colon.
pub(super) fn is_addressees(text: &str) -> bool {
    static ADDRESSED: Words = Words::new(|| words::of("addressee"));
    text.ends_with('：')
        && text.chars().count() <= 400
        && !text.contains(['。', '“', '《'])
        // 各县级市人民政府；市各委办局：
        && (!text.contains('；') || text.starts_with('各') && text.chars().count() <= 120)
        // 经甲市人民代表大会投票表决，以下项目为…： speaks to nobody
        && !["以下", "表决", "次会议", "发布时间", "分别是"].iter().any(|w| text.has(w))
        && ADDRESSED.iter().any(|w| text.has(w))
        && !["如下：", "以下：", "下：", "包括：", "意见：", "措施：", "工作：", "任务："].iter().any(|w| text.closes(w))
        // 2020年是收官之年，县农业农村局将抓好以下几项工作：
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// 日前，某市印发《甲方案》。全文如下：: what a page tells before the text itself.
pub(super) fn is_news(text: &str) -> bool {
    const DAYS: &[&str] = &["日前，", "近日，", "近期，"];
    const ISSUES: &[&str] = &["印发", "发布", "出台", "公布", "下发"];
    let words = text.trim_start_matches(['•', '·', '●', '■', ' ']);
    let whole = ["全文如下：", "全文如下", "内容如下：", "原文如下："].iter().any(|w| words.closes(w));
    let told = DAYS.iter().any(|w| words.opens(w)) && (whole || words.ends_with("》。"));
    words.chars().count() <= 120 && words.has('《') && ISSUES.iter().any(|w| words.has(w)) && (told || whole)
}

/// （市教育局）, （市农林局2008年11月）: who wrote the text below a title.
pub(super) fn is_author(text: &str) -> bool {
    let inner = text.strip_prefix('（').and_then(|t| t.strip_suffix('）')).filter(|t| t.len() < 120);
    let name = |t: &str| t.find(|c: char| c.is_ascii_digit()).unwrap_or(t.len());
    inner.is_some_and(|t| {
        let at = name(t);
        is_body_name(t[..at].trim_end()) && (at == t.len() || is_month(&t[at..]) || is_date(&t[at..]))
    })
}

/// The document number behind its label in the words of a page: 发布机构甲县政府办公室文号甲政办〔2024〕6号.
pub(super) fn labelled_number(text: &str) -> Option<std::ops::Range<usize>> {
    static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?:文号|发文字号)[：|\]\s]*(\p{Han}{1,12}[〔（【\[](?:19|20)\d{2}[〕）】\]]第?\d{1,5}号)")
    });
    if text.len() >= 600 || !text.has("号") {
        return None;
    }
    LABELLED.captures(text)?.get(1).map(|m| m.range())
}

/// The body that the words of a page name as the one that issued it: 颁布时间：2011-01-28 发文单位：甲市人民政府.
pub fn labelled_issuer(text: &str) -> Option<&str> {
    static LABELLED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?:发文单位|发文机关|颁布单位|制定机关)[ \u{3000}：:|]*(\p{Han}{3,24})"));
    let near = text.get(..text.floor_char_boundary(3000))?;
    LABELLED.captures_iter(near).filter_map(|c| c.get(1)).map(|m| m.as_str()).find(|name| is_body_name(name))
}

/// The name of a body alone, as a signature is.
pub fn is_body_name(text: &str) -> bool {
    static ENDS: Words = Words::new(|| words::of("body_end"));
    static NONE: Words = Words::new(|| words::of("no_body_end"));

    // Most of what is asked is a paragraph: its end is asked first.
    text.len() <= 4 * 60
        && ENDS.iter().any(|e| text.closes(e))
        && !NONE.iter().any(|e| text.closes(e))
        && (2..=60).contains(&text.chars().count())
        && !text.contains(['。', '，', '；', '：', '《', '|', '.', '1', '2', '3'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_elements() {
        assert!(
            is_number("沪府办发〔2023〕20号")
                && is_number("（皖开放办〔2022〕6号）")
                && !is_number("贯彻国发〔2020〕7号文件")
        );
        assert!(is_date("2023年11月7日") && is_date("二〇二一年七月二十三日") && !is_date("2023年11月7日起施行"));
        assert!(is_printed("甲县农业农村局2023年4月6日印发"));
        assert!(
            is_disclosure("（此件公开发布）") && is_disclosure("（此件主动公开）") && !is_disclosure("推进公开发布")
        );
        assert!(is_caption("2021年7月29日某省第九届人民代表大会常务委员会第四次会议通过"));
        assert!(is_issuer_mark("上海市人民政府办公厅文件"));
        assert!(
            is_label("附件1")
                && is_label("附件：")
                && is_labelled("附件1：重点任务分工表")
                && is_labelled("附件：1。任务分工表")
                && !is_label("附件1：表")
        );
        assert!(is_addressees("各区人民政府，市政府各委、办、局：") && !is_addressees("现提出以下意见："));
        assert!(is_body_name("上海市人民政府办公厅") && !is_body_name("推进高质量发展"));
        assert!(is_site("06. [发文字号] 甲政发〔2024〕1号") && !is_site("1. [注]保障用地"));
        assert!(is_site("您当前的位置：首页>宏观政策") && !is_site("您现在的位置：首页>甲市关于消防工作的意见"));
        let labelled = "06. [发文字号] 甲政发〔2024〕1号";
        assert_eq!(labelled_number(labelled).map(|r| &labelled[r]), Some("甲政发〔2024〕1号"));
        assert_eq!(labelled_issuer("颁布时间：2011-01-28 发文单位：甲市人民政府"), Some("甲市人民政府"));
        assert!(is_site("索引号：1234") && is_copied("抄送：市委各部门"));
        assert_eq!(signed_for("甲市人民政府代市长王某"), Some("甲市人民政府"));
        assert_eq!((signed_for("总理某某"), signed_for("加强组织领导")), (Some(""), None));
        assert!(is_spoken("——2019年3月4日在甲市第十五届人民代表大会第三次会议上") && is_month("2021年9月"));
        let number = |t: &str| trailing_number(t).map(|at| t[at..].to_owned());
        assert_eq!(
            number("甲县办公室关于印发乙方案的通知甲府办函〔2021〕167号").as_deref(),
            Some("甲府办函〔2021〕167号")
        );
        assert_eq!(number("关于印发方案的通知（甲府发〔2021〕9号）").as_deref(), Some("（甲府发〔2021〕9号）"));
        assert_eq!(number("根据甲府发〔2021〕9号"), None);
        assert_eq!(numbered_order("甲省人民政府令第319号"), Some("甲省人民政府令".len()));
        assert!(is_number("第319号") && is_number("2021年第12号") && !is_number("第3号楼"));
    }

    #[test]
    fn titles_end_in_their_kind() {
        assert!(is_title("关于印发《某市行动方案（2024—2026年）》的通知") && is_title("若干政策意见（试行）"));
        assert!(!is_title("关于印发《上海市") && !is_title("行动方案（2024"));
        assert_eq!(kind_word("某市若干政策意见（试行）"), Some("意见"));
        assert!(hands_on("办公厅关于印发《方案》的通知") && !hands_on("关于加强管理的通知"));
    }
}
