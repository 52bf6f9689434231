//! Page 网页附属文字: what a page leaves around a text that was copied from it as a whole.
//!
//! In: the paragraphs of a file (`…特此通知。`, `2026年3月6日`, `友情链接`, `国家发展改革委`, `网站标识码：1100000011`).
//! Out: where the foot of the page begins (a text without such signs has none), and which lines above the text are the
//! page's: words of its menu, rows that tell what the document is.

use super::element;
use super::element::Role;
use super::number;
use super::paragraph::Paragraph;
use super::parts::{Element, Sorter};
use crate::lexicon::Within;
use crate::source::LineKind;
use crate::text::{Seek, Span};
use std::sync::LazyLock;

/// What stands at the foot of every government site (国务院办公厅 政府网站发展指引, 国办发〔2017〕47号, 附件: 底部功能区).
static FOOT: LazyLock<Within> = LazyLock::new(|| {
    Within::new(["网站标识码", "ICP备", "公网安备", "版权所有", "网站地图", "法律声明", "网站声明", "隐私声明"])
});

/// What a page offers below a text.
const OFFERED: &[&str] = &["相关政策与解读", "相关解读", "相关链接", "友情链接", "相关新闻", "相关阅读", "扫一扫"];

/// Longest line of a foot, in characters.
const LONGEST: usize = 80;

/// Where the foot of the page begins: behind the last sentence, date or attachment of the text, or at the first
/// of its own signs; the number of paragraphs where there is none.
pub(super) fn foot(paragraphs: &[Paragraph]) -> usize {
    let short = |text: &str| text.len() <= 3 * LONGEST && text.chars().count() <= LONGEST;
    let plain = |p: &Paragraph| p.kind != LineKind::TableRow && short(p.as_str());
    let sign = |p: &Paragraph| p.as_str().len() <= 3 * LONGEST && FOOT.is_in(p.as_str()) && plain(p);
    let last = paragraphs.iter().rposition(|p| !plain(p) || p.as_str().ends_with('。')).map_or(0, |at| at + 1);
    let offered = |p: &Paragraph| OFFERED.iter().any(|w| p.as_str().opens(w));
    let offers = paragraphs[last..].iter().position(offered).map_or(paragraphs.len(), |at| last + at);
    let Some(first) = paragraphs.iter().position(sign) else { return offers };
    let told = |p: &Paragraph| {
        let text = p.as_str();
        p.kind == LineKind::TableRow
            || text.ends_with(['。', '；', '：'])
            || number::mark(text).is_some()
            || element::is_date(text)
            || element::is_disclosure(text)
            || element::is_copied(text)
            || element::is_printed(text)
            || text.has("联系人")
    };
    // A sign far above the last sentence stands at the head of the page.
    let last = paragraphs.iter().rposition(|p| told(p) && !sign(p)).map_or(0, |at| at + 1);
    if last > first {
        return offers;
    }
    let attached = |p: &Paragraph| element::is_label(p.as_str()) || element::is_labelled(p.as_str());
    if paragraphs[last..first].iter().any(attached) { first.min(offers) } else { last.min(offers) }
}

/// What a page tells before it gives a text whole.
pub(super) struct Lead {
    /// Where the text begins.
    pub(super) end: usize,
    /// The title that the last line of the lead gives it, and where in that line it stands.
    pub(super) title: Option<(usize, Span)>,
}

/// 日前，甲厅发布《乙方案》。文件提出…。 over 详情如下：, 编者按：…。 over 《乙方案》全文如下：: the lead of a news page.
pub(super) fn lead(paragraphs: &[Paragraph]) -> Option<Lead> {
    const WHOLE: &[&str] = &["全文如下：", "详情如下：", "原文如下：", "全文：", "原文："];
    let near = paragraphs.iter().take(FIRST);
    let own = |p: &&Paragraph| {
        let text = p.as_str();
        number::mark(text).is_none() && !element::is_number(text) && !element::is_addressees(text)
    };
    let told = near.take_while(own).enumerate().filter(|(_, p)| WHOLE.iter().any(|w| p.as_str().closes(w)));
    let (at, line) = told.last().map(|(at, p)| (at, p.as_str())).filter(|(at, _)| at + 1 < paragraphs.len())?;
    let close = line
        .strip_prefix('《')
        .and_then(|t| t.find('》'))
        .map(|close| Span::new('《'.len_utf8(), '《'.len_utf8() + close));
    Some(Lead { end: at + 1, title: close.filter(|t| element::is_title(t.of(line))).map(|t| (at, t)) })
}

/// How many paragraphs a lead may have.
const FIRST: usize = 6;

/// A word of a page's menu: short, and no body.
pub(super) fn is_way(text: &str) -> bool {
    text.chars().count() <= 8
        && !["关于", "印发", "《"].iter().any(|w| text.has(w))
        && !text.ends_with(['局', '委', '府', '厅', '部', '院', '室', '会', '市', '区', '县', '省', '、'])
}

/// 首页, 当前位置：…: what stands above it is of the menu of a page.
pub(super) fn shows_way(text: &str) -> bool {
    ["首页", "网站首页", "当前位置", "您的位置", "您所在的位置"].iter().any(|w| text.opens(w))
}

/// What a page tells of its document, by its labels.
pub(super) const LABELS: &[&str] = &[
    "索引号",
    "发文字号",
    "文号",
    "主题分类",
    "体裁分类",
    "发布机构",
    "发布机关",
    "发文机关",
    "发文机构",
    "制发单位",
    "联合发文单位",
    "发布日期",
    "成文日期",
    "签发日期",
    "实施日期",
    "废止日期",
    "失效日期",
    "公开日期",
    "有效性",
    "是否有效",
    "时效性",
    "公开方式",
    "公文种类",
    "信息分类",
    "文件来源",
];

/// 主题：, 发布机构： on a line of its own: a label whose value stands below it.
pub(super) fn is_label_line(text: &str) -> bool {
    const SHORT: &[&str] = &["主题", "名称", "标题", "类别", "来源"];
    text.strip_suffix('：').is_some_and(|label| LABELS.contains(&label) || SHORT.contains(&label))
}

/// 统一编号： | ECXD01 | 有效性： | 有效 |: a row of a page that tells what the document is, not what it says.
pub(super) fn is_label_row(text: &str) -> bool {
    let cells: Vec<&str> = text.split('|').map(str::trim).filter(|c| !c.is_empty()).collect();
    let plain = |c: &str| c.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let label = |c: &&&str| c.chars().count() <= 10 && (c.ends_with('：') || LABELS.contains(&plain(c).as_str()));
    text.len() < 400 && (1..=8).contains(&cells.len()) && cells.iter().filter(label).count() * 2 >= cells.len()
}

/// 信息公开 | 政策文件 | 区政府文件 |: the way of a page.
pub(super) fn is_menu_row(text: &str) -> bool {
    let mut cells = text.split('|').map(str::trim).filter(|c| !c.is_empty());
    let word = |c: &str| c.chars().count() <= 8 && c.chars().all(char::is_alphabetic);
    text.len() < 200 && text.has("|") && cells.clone().count() >= 2 && cells.all(word)
}

impl Sorter<'_> {
    /// The title that the lead of a news page gives the text.
    pub(super) fn told_title(&mut self, at: usize, title: Span) {
        let text = self.paragraphs[at].text.slice(title);
        self.out.elements.push(Element { role: Role::Title, text: text.clone(), span: self.paragraphs[at].span });
        self.title = Some(text);
    }

    /// Behind a line of a page, and behind the value that stands below its label: 来源： over a name.
    pub(super) fn behind_label(&self, i: usize) -> usize {
        let (text, next) = (self.text(i), self.text(i + 1));
        let label = text.ends_with('：') && text.chars().count() <= 6;
        let between = || is_label_line(text) && is_label_line(self.text(i + 2)) && !element::is_title(next);
        let value = ((1..=12).contains(&next.chars().count()) || between()) && !element::is_number(next);
        // 成文日期： over a day: the document's own.
        let own = text.starts_with("成文日期") && element::is_date(next);
        i + 1 + usize::from(label && value && !own && !element::is_site(next))
    }

    /// What a line of the page above the text tells: the number beside its label, where none is known yet; and that the
    /// names above it (委局文件 over 当前位置 or 名称：) are words of its menu.
    pub(super) fn of_page(&mut self, i: usize, untitled: bool) {
        let marked = || self.out.elements.iter().any(|e| e.role == Role::IssuerMark);
        if untitled && (shows_way(self.text(i)) || is_label_line(self.text(i))) && marked() {
            self.out.elements.retain(|e| e.role != Role::IssuerMark);
            for role in self.out.roles.iter_mut().filter(|r| **r == Role::IssuerMark) {
                *role = Role::Furniture;
            }
        }
        let known = self.out.elements.iter().any(|e| e.role == Role::Number);
        if let Some(range) = element::labelled_number(self.text(i)).filter(|_| !known && self.paged.is_none()) {
            let text = self.paragraphs[i].text.slice(range.into());
            self.paged = Some(Element { role: Role::Number, text, span: self.paragraphs[i].span });
        }
    }
}
