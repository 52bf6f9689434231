//! Names 名称 of elements: titles, bodies, document numbers, lists of addressees.

use crate::outline::{HANDS, is_body_name, kind_word, letters, unquoted, unquoted_in};
use crate::text::Seek;

/// The title of a text: that of its page (甲县加快旅游业发展实施意见) where the line above the text is only of the same kind and names
/// neither a place nor 关于 (加快重点产业实施意见), as a site sets it over each of a series.
pub(super) fn fuller(own: Option<String>, page: Option<&str>) -> Option<String> {
    const PLACES: [char; 7] = ['省', '市', '县', '区', '州', '旗', '镇'];
    let placed = |title: &str| title.chars().take(6).any(|c| PLACES.contains(&c));
    let series = |own: &str, page: &str| {
        let said =
            placed(own) || own.has("关于") || own.contains(['《', '（', '〔']) || letters(page).has(&letters(own));
        let site = page.contains(['_', '|', '—', '-']) || page.has("网");
        !said && !site && placed(page) && own.chars().count() <= 16 && kind_word(own) == kind_word(page)
    };
    match (own, page) {
        (Some(own), Some(page)) if kind_word(&own).is_some() && series(&own, page) => Some(title(page)),
        (own, page) => own.or_else(|| page.map(str::to_owned)),
    }
}

/// A title as one line; the dash of its years in one form: （2024－2026年） is （2024—2026年）.
pub(super) fn title(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // Signs that a copy left in front: `+#！+某市专项规划`.
    let words =
        words.trim().trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '《' | '“' | '（' | '〔'));
    let mut chars = behind_way(words).chars().peekable();
    while let Some(c) = chars.next() {
        let between =
            out.ends_with(|b: char| b.is_ascii_digit() || b == '年') && chars.peek().is_some_and(char::is_ascii_digit);
        out.push(if between && matches!(c, '－' | '–' | '-' | '～' | '~') { '—' } else { c });
    }
    out
}

/// A title without the way of its page in front: 联盟动态/某市人民政府关于…, 首页>政策法规>某省关于…, …浏览：63关于….
fn behind_way(words: &str) -> &str {
    let shown = ["浏览：", "阅读：", "点击：", "浏览次数：", "阅读次数：", "浏览量："];
    let read =
        shown.iter().filter_map(|w| words.last_place(w).map(|at| &words[at + w.len()..])).min_by_key(|r| r.len());
    let words = read
        .map(|r| r.trim_start_matches(|c: char| c.is_ascii_digit() || c == '次'))
        .filter(|r| r.chars().count() >= 8)
        .unwrap_or(words);
    // 朗读, a button of the page before the title
    const WAYS: &[&str] =
        &["朗读", "政策前沿", "政策法规", "政策文件", "通知公告", "规范性文件", "部门文件", "信息公开"];
    let last = words.rsplit('>').next().filter(|r| words.has('>') && r.chars().count() >= 8).unwrap_or(words);
    let glued =
        WAYS.iter().find_map(|w| last.strip_prefix(w)).filter(|r| last.len() < words.len() && r.chars().count() >= 8);
    let last = glued.unwrap_or(last);
    // 甲市企业奖励政策：甲区关于…的意见: what the page calls it
    let called = last.split_once('：').map(|x| x.1).filter(|r| !last.starts_with('《') && r.has("关于"));
    let called = called.filter(|r| r.split_once("关于").is_some_and(|(whose, _)| is_place_name(whose)));
    let last = called.unwrap_or(last);
    // 甲要求_实施情况_甲区人民政府: what the page's own title adds
    let last = last.split('_').next().filter(|t| t.chars().count() >= 8).unwrap_or(last);
    // 信息公开/法定主动公开/规范性文件市人民政府关于…: the last step of a way, and its last word
    let steps = last.place("关于").and_then(|at| last[..at].rfind('/')).map_or(last, |at| &last[at + 1..]);
    let last = WAYS.iter().find_map(|w| steps.strip_prefix(w)).filter(|_| steps.len() < last.len()).unwrap_or(last);
    let way = last.split_once('/').filter(|(way, title)| way.chars().count() <= 8 && title.has("关于"));
    way.filter(|(way, _)| !way.has("关于")).map_or(last, |x| x.1).trim_start()
}

/// 甲区, 甲高新区, 甲市人民政府: who speaks in front of 关于.
fn is_place_name(words: &str) -> bool {
    let place =
        words.ends_with(['省', '市', '县', '区', '州', '旗', '镇']) && (3..=16).contains(&words.chars().count());
    place || is_body_name(words)
}

/// The titles that a covering title hands on: `…关于印发《X》的通知` and `…关于印发X的通知` give X,
/// `…《X》和《Y》的通知` both.
pub(super) fn enclosed_in(title: &str) -> Vec<String> {
    if !HANDS.iter().any(|w| title.has(w)) || !unquoted(title).ends_with("通知") {
        return Vec::new();
    }
    let title = unquoted(title);
    // 关于印发2023年《政府工作报告》任务分解方案的通知 hands on the plan, not the report.
    let quoted = title.place('《').zip(title.last_place('》')).filter(|(_, end)| {
        let rest = &title[end + '》'.len_utf8()..];
        rest.opens("的") || rest.opens("等") || rest.opens("（")
    });
    let Some((start, end)) = quoted else {
        return unquoted_in(title).map(str::to_owned).into_iter().collect();
    };
    let inner = title.get(start + '《'.len_utf8()..end).unwrap_or_default();
    let joined =
        ["》和《", "》及《", "》以及《", "》与《", "》、《"].iter().fold(inner.to_owned(), |t, w| t.replace(w, "》《"));
    joined.split("》《").filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

/// The title that the words of a notice hand on: `现将《甲方案》（甲发〔2014〕1号）转发你们，…`,
/// `《甲措施》已经市政府同意，现印发给你们`.
pub(super) fn handed_in(text: &str) -> Option<Vec<String>> {
    let (title, rest) = match text.place("现将《") {
        Some(at) => text[at + "现将《".len()..].split_once('》')?,
        None => text.strip_prefix('《')?.split_once('》')?,
    };
    // 现将《甲分解》《乙分解》、《丙分解》印发给你们
    let (mut titles, mut rest) = (vec![title.to_owned()], rest);
    while let Some((other, behind)) =
        rest.trim_start_matches(['、', '和', '及']).strip_prefix('《').and_then(|r| r.split_once('》'))
    {
        titles.push(other.to_owned());
        rest = behind;
    }
    let rest = rest.strip_prefix('（').and_then(|r| r.split_once('）')).map_or(rest, |x| x.1);
    let gives = |rest: &str| rest.opens("你们") || rest.opens("给你们");
    let hands = HANDS.iter().any(|w| rest.strip_prefix(w).is_some_and(gives));
    let agreed = ["已经", "已", "业经"].iter().any(|w| rest.opens(w))
        && rest.split_once("，现").is_some_and(|(_, r)| HANDS.iter().any(|w| r.strip_prefix(w).is_some_and(gives)));
    ((hands || agreed) && !titles.iter().any(|t| t.contains(['《', '\n']))).then_some(titles)
}

/// Title and issuers as a newspaper tells them in front of the text: `近日，甲省委、甲省人民政府印发了《乙意见》，并发出通知，…`,
/// `《乙意见》全文如下。`
pub(super) fn announced(text: &str) -> Option<(String, Vec<String>)> {
    let (front, rest) = ["联合印发了《", "印发了《", "联合印发《", "印发《"].iter().find_map(|w| text.split_once(w))?;
    let (title, behind) = rest.split_once('》')?;
    let told = behind.has("发出通知") || text.has("全文如下") || behind.has("全文发布");
    let bodies = front.rsplit(['，', '。', '\n']).next().unwrap_or_default();
    // 新华社北京10月7日电 中共中央办公厅印发…
    let bodies = bodies.rsplit("日电").next().unwrap_or_default();
    let bodies: Vec<String> = bodies.split('、').map(|w| w.trim().to_owned()).collect();
    let named = bodies.iter().all(|w| is_body_name(w));
    (told && named && kind_word(title).is_some()).then(|| (title.to_owned(), bodies))
}

/// 发文机关: from 发文机关标志, else the signature, else the head of the title.
///
/// `raw` is the title as found: 甲市财政局 甲市科技局关于…, its bodies set apart by blanks.
pub(super) fn issuers(marks: &[&str], signatures: &[&str], title: &str, raw: &str) -> Vec<String> {
    let full = |name: &str| {
        name.trim_end_matches("文件")
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '”' && c != '“' && c != '）')
            .to_owned()
    };
    let signed: Vec<String> = signatures.iter().map(|s| full(s)).filter(|s| !s.is_empty()).collect();
    let marked: Vec<String> = marks.iter().map(|m| full(m)).filter(|m| !m.is_empty()).collect();
    let headed = head_of_title(title);
    let mut out: Vec<String> = Vec::new();
    // Where title and signature agree against the mark, the mark is misprinted.
    let marked = match &headed {
        Some(name) if signed.contains(name) && !marked.contains(name) => Vec::new(),
        _ => marked,
    };
    let together = several(raw);
    let from = match (marked.is_empty(), headed, signed.is_empty()) {
        // 甲委 乙局关于…, signed by both: whatever names the page has in its head
        (false, _, _) if together.len() > 1 && together.iter().all(|t| signed.contains(t)) => together,
        // The name at the head of a page is one of those that the title names.
        (false, _, _) if together.len() > marked.len() && marked.iter().all(|m| together.contains(m)) => together,
        (false, _, _) => marked,
        // The title names the body in full; a signature may be cut (重庆市人民政府办公厅 both times), or the
        // title (省农业农村厅关于…, signed 某省农业农村厅).
        (true, Some(_), _) if together.len() > 1 => together,
        (true, Some(name), true) => vec![name],
        (true, Some(name), false)
            if signed.len() == 1
                && !signed[0].ends_with(name.as_str())
                // 市农业农村委关于…, signed 甲市农业农村委员会
                && !signed[0].strip_suffix("员会").is_some_and(|short| short.ends_with(name.as_str())) =>
        {
            vec![name]
        }
        (true, _, false) => signed,
        (true, None, true) => Vec::new(),
    };
    for name in from.into_iter().map(|n| in_full(n, title)) {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// 甲市人民政府 of 市政府关于印发甲市实施方案的通知: the place that the title names behind.
fn in_full(name: String, title: &str) -> String {
    const LEVELS: &[&str] = &["市政府", "市人民政府", "县政府", "县人民政府", "省政府", "省人民政府"];
    // 农贸市场, 县级, 省直: other words
    const OTHER: &[char] = &['场', '民', '容', '政', '级', '区', '域', '直', '属', '城', '乡'];
    let Some(tier) = name.chars().next().filter(|_| LEVELS.contains(&name.as_str())) else { return name };
    let handed = title.split_once("印发").map(|(_, rest)| rest.trim_start_matches('《'));
    let place = handed.and_then(|rest| {
        let at = rest.char_indices().take(5).find(|(_, c)| *c == tier).map(|(at, _)| at)?;
        let word = rest[at + tier.len_utf8()..].starts_with(OTHER);
        (!word && (6..=12).contains(&at)).then(|| rest[..at].to_owned())
    });
    place.map_or(name, |p| format!("{p}{tier}人民政府"))
}

/// The bodies of a line in which blanks set them apart; a name whose characters are set apart is one.
pub(super) fn apart(words: &str, raw: &str) -> Vec<String> {
    let parts: Vec<&str> = raw.split_whitespace().collect();
    let whole =
        |p: &&str| p.chars().count() >= 3 && is_body_name(p) && !p.starts_with("办公") && !p.starts_with("委员会");
    let same = parts.concat() == words;
    if parts.len() > 1 && same && parts.iter().all(whole) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    at_places(words)
}

/// 甲区财政局甲区商务委员会: bodies of one place that stand side by side, each with its place in front.
fn at_places(words: &str) -> Vec<String> {
    let near = words.char_indices().take(6);
    let place = near.filter(|(_, c)| "省市区县州旗盟".contains(*c)).map(|(at, c)| &words[..at + c.len_utf8()]).next();
    let Some(place) = place.filter(|p| p.chars().count() >= 2) else { return vec![words.to_owned()] };
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in words.match_indices(place).skip(1) {
        // 北京市东城区…北京市: only behind a whole name
        if is_body_name(&words[start..at]) && is_body_name(&words[at..]) && at - start > place.len() {
            out.push(words[start..at].to_owned());
            start = at;
        }
    }
    out.push(words[start..].to_owned());
    out
}

/// The body before 关于, 印发 or 转发 at the head of a title.
fn head_of_title(title: &str) -> Option<String> {
    let title = unquoted(title);
    let name = before_about(title).unwrap_or_default().trim();
    // 中华人民共和国国务院令 names the body that gives the order.
    let ordered = title.strip_suffix('令').filter(|n| n.chars().count() >= 3);
    // 甲县人民政府2016年水利工作意见, 甲县农业农村局2020年工作计划
    let dated = || title.find(|c: char| c.is_ascii_digit()).map(|at| &title[..at]).filter(|n| is_body_name(n));
    let name = if is_body_name(name) { name } else { dated().unwrap_or(name) };
    is_body_name(name).then(|| name.to_owned()).or_else(|| ordered.filter(|n| is_body_name(n)).map(str::to_owned))
}

fn before_about(title: &str) -> Option<&str> {
    let end = HANDS.iter().chain(&["关于", "下达"]).filter_map(|w| title.place(w)).min();
    end.map(|end| &title[..end]).or_else(|| title.ends_with('令').then_some(title))
}

/// The bodies of a title that are set apart by blanks or lines, or a party committee and its government.
fn several(raw: &str) -> Vec<String> {
    let Some(head) = before_about(raw) else { return Vec::new() };
    let parts: Vec<&str> = head.split_whitespace().collect();
    // 办公厅 on a line of its own is the end of the name above it.
    let whole = |p: &&str| p.chars().count() >= 3 && is_body_name(p) && !p.starts_with("办公") && *p != "委员会";
    if parts.len() > 1 && parts.iter().all(whole) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let joined: String = parts.concat();
    // 中共中央　国务院, 中共中央办公厅　国务院办公厅
    let joint = joined.strip_prefix("中共中央").and_then(|rest| rest.place("国务院").map(|at| rest.split_at(at)));
    if let Some((office, state)) = joint.filter(|(office, _)| ["", "办公厅"].contains(office)) {
        return vec![format!("中共中央{office}"), state.to_owned()];
    }
    let Some(at) = joined.strip_prefix("中共").and_then(|rest| rest.place('委')).map(|n| n + "中共委".len())
    else {
        return Vec::new();
    };
    let at = ["办公厅", "办公室"].iter().find(|w| joined[at..].opens(w)).map_or(at, |w| at + w.len());
    let rest = &joined[at..];
    let governed = rest.has("政府") && is_body_name(rest);
    if governed { vec![joined[..at].to_owned(), rest.to_owned()] } else { Vec::new() }
}

/// 沪府办发〔2023〕20号: 〔〕, no blanks, no brackets around it, no label of a page before it.
pub(super) fn number(words: &str) -> String {
    let words = words.split("签发人").next().unwrap_or(words);
    let label = ["发文字号", "文件编号", "文件字号", "发文文号", "文号"].iter().find_map(|w| words.strip_prefix(w));
    let words = label.map_or(words, |rest| rest.trim_start_matches(['：', ':', ' ']));
    // A copy may have lost the one or the other of the brackets around it.
    let inner = words.strip_prefix(['（', '(']).unwrap_or(words);
    let inner = inner.strip_suffix(['）', ')']).unwrap_or(inner);
    let mut out = String::with_capacity(inner.len());
    for c in inner.chars().filter(|c| !c.is_whitespace()) {
        out.push(match c {
            '（' | '【' | '[' => '〔',
            '）' | '】' | ']' => '〕',
            _ => c,
        });
    }
    out.replace("〕第", "〕")
}

/// 主送机关, 抄送: split at ， and ：, as 、 may stand inside one name.
pub(super) fn list(words: &str) -> Vec<String> {
    let words = ["抄送：", "抄报：", "分送：", "主送："].iter().find_map(|w| words.strip_prefix(w)).unwrap_or(words);
    words.split(['，', '：', '。', '；']).map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// 印发机关 of `甲县农业农村局2023年4月6日印发`.
pub(super) fn printer(words: &str) -> Option<String> {
    let name = words.split(|c: char| c.is_ascii_digit()).next()?.trim_matches(|c: char| !c.is_alphanumeric());
    (!name.is_empty()).then(|| name.to_owned())
}

/// 公开发布 of `（此件公开发布）`.
pub(super) fn disclosure(words: &str) -> Option<String> {
    // 公开属性： | 全部公开 | 公开期限： | 长期公开 |: the cell behind its label
    if words.has('|') {
        let mut cells =
            words.split('|').map(str::trim).skip_while(|c| !c.trim_end_matches('：').ends_with(['性', '式']));
        return cells.nth(1).filter(|c| !c.is_empty()).map(str::to_owned);
    }
    let inner = words.trim_matches(['（', '）']);
    let inner = inner.split('：').next_back().unwrap_or(inner);
    let inner = ["此件", "本件"].iter().find_map(|w| inner.strip_prefix(w)).unwrap_or(inner);
    (!inner.is_empty()).then(|| inner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_a_text_of_a_series() {
        let fuller = |own: &str, page: &str| fuller(Some(own.to_owned()), Some(page)).unwrap_or_default();
        assert_eq!(fuller("加快重点产业实施意见", "甲县加快茶业发展实施意见"), "甲县加快茶业发展实施意见");
        for own in ["乙县加快茶业发展实施意见", "关于加快茶业发展的实施意见", "加快重点产业管理办法"]
        {
            assert_eq!(fuller(own, "甲县加快茶业发展实施意见"), own);
        }
        assert_eq!(fuller("加快重点产业实施意见", "甲县门户网_实施意见"), "加快重点产业实施意见");
    }

    #[test]
    fn a_body_without_its_place_takes_that_of_the_title() {
        let full = |title: &str| in_full("市政府".to_owned(), title);
        assert_eq!(full("市政府关于印发《甲州市实施方案》的通知"), "甲州市人民政府");
        assert_eq!(full("市政府关于印发农贸市场管理办法的通知"), "市政府");
        assert_eq!(full("市政府关于加强超市管理的意见"), "市政府");
        assert_eq!(in_full("甲局".to_owned(), "甲局关于印发乙州市方案的通知"), "甲局");
    }

    #[test]
    fn issuers_come_from_the_best_place() {
        let issuers = |m: &[&str], s: &[&str], t: &str| issuers(m, s, &t.replace(' ', ""), t);
        assert_eq!(issuers(&["上海市奉贤区人民政府文件"], &[], ""), ["上海市奉贤区人民政府"]);
        assert_eq!(issuers(&[], &[], "上海市人民政府办公厅关于印发《甲》的通知"), ["上海市人民政府办公厅"]);
        assert_eq!(issuers(&[], &["甲市财政局", "甲市科技局"], "关于印发《甲》的通知"), ["甲市财政局", "甲市科技局"]);
        assert_eq!(issuers(&[], &["甲省林业局"], "省林业局关于印发《甲》的通知"), ["甲省林业局"]);
        assert_eq!(issuers(&[], &["甲市农业委员会"], "市农业委关于印发《甲》的通知"), ["甲市农业委员会"]);
        assert_eq!(issuers(&[], &[], "甲市财政局 甲市科技局关于加强管理的通知"), ["甲市财政局", "甲市科技局"]);
        assert_eq!(issuers(&[], &[], "中共甲县委甲县人民政府关于支持产业的意见"), ["中共甲县委", "甲县人民政府"]);
        assert_eq!(issuers(&[], &[], "甲市人民政府 办公厅关于印发方案的通知"), ["甲市人民政府办公厅"]);
        assert_eq!(issuers(&[], &[], "甲省人民政府令"), ["甲省人民政府"]);
        assert!(issuers(&[], &[], "青禾区促进现代服务业发展的若干政策意见").is_empty());
    }

    #[test]
    fn a_line_of_signatures_is_divided_at_its_blanks() {
        assert_eq!(apart("甲市财政局甲市科技局", "甲市财政局　甲市科技局"), ["甲市财政局", "甲市科技局"]);
        assert_eq!(apart("甲市财政局", "甲 市 财 政 局"), ["甲市财政局"]);
        assert_eq!(apart("甲区财政局甲区商务委员会", "甲区财政局甲区商务委员会"), ["甲区财政局", "甲区商务委员会"]);
        assert_eq!(apart("甲市人民政府办公室", "甲市人民政府 办公室"), ["甲市人民政府办公室"]);
    }

    #[test]
    fn a_newspaper_names_title_and_issuers() {
        let told = "近日，中共甲省委、甲省人民政府印发了《关于加强人才工作的意见》，并发出通知，要求认真落实。";
        let bodies = vec!["中共甲省委".to_owned(), "甲省人民政府".to_owned()];
        assert_eq!(announced(told), Some(("关于加强人才工作的意见".to_owned(), bodies)));
        assert_eq!(announced("去年，甲省人民政府印发了《关于加强人才工作的意见》，成效明显。"), None);
        assert_eq!(announced("近日，有关方面印发了《工作意见》，并发出通知。"), None);
        let told = "新华社北京10月7日电 甲省广播电视局印发了《工作意见》，并发出通知。";
        assert_eq!(announced(told), Some(("工作意见".to_owned(), vec!["甲省广播电视局".to_owned()])));
        assert_eq!(announced(""), None);
    }

    #[test]
    fn numbers_have_one_form() {
        assert_eq!(number("（皖开放办〔2022〕6号）"), "皖开放办〔2022〕6号");
        assert_eq!(number("沪府规（2021）第9号"), "沪府规〔2021〕9号");
        assert_eq!(number("（甲政办发〔2010〕216号"), "甲政办发〔2010〕216号");
    }

    #[test]
    fn lists_split_at_commas_only() {
        assert_eq!(list("各区人民政府，市政府各委、办、局："), ["各区人民政府", "市政府各委、办、局"]);
        assert_eq!(printer("甲县农业农村局2023年4月6日印发").as_deref(), Some("甲县农业农村局"));
        assert_eq!(disclosure("（此件公开发布）").as_deref(), Some("公开发布"));
        assert_eq!(enclosed_in("关于印发《甲（2024—2026年）》的通知"), ["甲（2024—2026年）"]);
        assert_eq!(enclosed_in("关于印发《甲办法》和《乙办法》的通知"), ["甲办法", "乙办法"]);
        assert_eq!(disclosure("公开属性： | 全部公开 | 公开期限： | 长期公开 |").as_deref(), Some("全部公开"));
        assert_eq!(number("文号尚政办规〔2022〕4号"), "尚政办规〔2022〕4号");
        let handed = handed_in("现将《甲省关于督查的通知》（甲发〔2014〕1号）转发你们，请自查。");
        assert_eq!(handed, Some(vec!["甲省关于督查的通知".to_owned()]));
        assert_eq!(handed_in("现将《甲通知》精神贯彻如下。"), None);
        assert_eq!(handed_in("《甲措施》已经市政府同意，现印发给你们，请执行。"), Some(vec!["甲措施".to_owned()]));
        let several = handed_in("经县政府同意，现将《甲分解》《乙分解》、《丙分解》印发给你们。");
        assert_eq!(several.map(|titles| titles.len()), Some(3));
    }
}
