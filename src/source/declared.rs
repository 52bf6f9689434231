//! Declared 声明的元数据: what the table of a government site says of the document above its text.
//!
//! `索 引 号： | 000014349/2018-00222 | 发文字号： | 国发〔2018〕43号`, or a line each: `发文字号：国发〔2018〕43号`.
//! Only labels of the document's own elements count: 发布日期 and 发布机构 are the site's.

use super::Declared;
use crate::text::{Seek, is_letter};

/// How many lines of a page may hold its table.
const DEEPEST: usize = 120;

/// Reads labels and values from the first lines of a page; `title` is what the page itself says.
pub(super) fn read<'a>(lines: impl Iterator<Item = &'a str>, title: Option<String>) -> Declared {
    let mut declared = Declared { title, ..Declared::default() };
    let lines: Vec<&str> = lines.take(DEEPEST).collect();
    below(&lines, &mut declared);
    for line in lines.into_iter().filter(|l| l.len() < 800 && may_declare(l)) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let mut cell = 0;
        while cell < cells.len() {
            // 【文 号】 甲政发〔2019〕6号
            let bracketed =
                cells[cell].strip_prefix('【').and_then(|c| c.split_once('】')).filter(|_| cells.len() == 1);
            let label = bracketed.or_else(|| cells[cell].split_once(['：', ':']));
            let (label, value) = label.unwrap_or((cells[cell], ""));
            // No label has more than eight letters; a blank may stand between each two.
            let label = if label.len() <= 60 { label } else { "" };
            let label: String = label.chars().filter(|c| is_letter(*c)).collect();
            // A label with nothing behind it has its value in the next cell.
            let value = match (value.trim(), cells.get(cell + 1)) {
                ("", Some(next)) if !next.ends_with(['：', ':']) => {
                    cell += 1;
                    next
                }
                (value, _) => value,
            };
            if !value.is_empty() && value.chars().count() <= 120 {
                take(&mut declared, &label, value);
            }
            cell += 1;
        }
    }
    declared
}

/// Whether a label may stand in a line: it ends in one of these marks.
fn may_declare(line: &str) -> bool {
    memchr::memchr2(b':', b'|', line.as_bytes()).is_some() || line.has('：') || line.has('】')
}

/// `[发文字号]`, 京发改, 〔2026〕, 341号: labels on lines of their own, their values on the next ones.
fn below(lines: &[&str], declared: &mut Declared) {
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim();
        let inner = line.strip_prefix(['[', '【', '［']).and_then(|l| l.strip_suffix([']', '】', '］']));
        let label = inner.or_else(|| line.strip_suffix(['：', ':'])).unwrap_or_default();
        if label.is_empty() || label.len() > 60 {
            continue;
        }
        let label: String = label.chars().filter(|c| is_letter(*c)).collect();
        let next = lines.get(at + 1..).unwrap_or_default();
        let value = match label.as_str() {
            "发文字号" | "文号" => {
                let end = next.iter().take(3).position(|l| l.trim().ends_with('号'));
                end.map(|end| next[..=end].iter().map(|l| l.trim()).collect::<String>())
            }
            "成文日期" | "发文机关" | "发文机构" | "发文单位" => {
                next.first().map(|l| l.trim().to_owned())
            }
            _ => None,
        };
        if let Some(value) = value.filter(|v| !v.is_empty() && v.chars().count() <= 60) {
            take(declared, &label, &value);
        }
    }
}

fn take(declared: &mut Declared, label: &str, value: &str) {
    let value = value.trim().to_owned();
    match label {
        "发文字号" | "文号" | "文件编号" | "发文文号" => {
            let is_number = value.contains(['〔', '［', '[', '【', '（', '(']) && value.ends_with('号');
            if is_number && declared.number.is_none() {
                declared.number = Some(value);
            }
        }
        "发文机关" | "发文机构" | "发文单位" | "制发机关" | "发文部门" if declared.issuers.is_empty() =>
        {
            let names = value.split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | ';' | '；'));
            declared.issuers = names.filter(|n| n.chars().count() >= 3).map(str::to_owned).collect();
        }
        "标题" | "名称" | "文件名称" if declared.title.is_none() && value.chars().count() >= 8 => {
            declared.title = Some(value);
        }
        "成文日期" | "成文时间" if declared.written_on.is_none() => declared.written_on = Some(value),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_lines_read_alike() {
        let table = [
            "索 引 号： | 000014349/2019-00010 | 主题分类： | 财政",
            "发文机关： | 甲市人民政府 | 成文日期： | 2019年01月22日",
            "发文字号： | 甲政发〔2019〕6号 | 发布日期： | 2019年02月14日",
        ];
        let lines = [
            "发文机关：甲市人民政府",
            "文号 :甲政发〔2019〕6号",
            "成文日期：2019年01月22日",
            "发布日期：2019年02月14日",
        ];
        let brackets =
            ["【发文机关】 甲市人民政府", "【文\u{2002}号】 甲政发〔2019〕6号", "【成文日期】 2019年01月22日"];
        let read = |l: &[&str]| read(l.iter().copied(), None);
        assert_eq!(read(&table), read(&lines));
        assert_eq!(read(&table), read(&brackets));
        let declared = read(&table);
        assert_eq!(declared.number.as_deref(), Some("甲政发〔2019〕6号"));
        assert_eq!(declared.issuers, ["甲市人民政府"]);
        assert_eq!(declared.written_on.as_deref(), Some("2019年01月22日"));
    }

    #[test]
    fn what_is_not_said_stays_empty() {
        assert_eq!(read(["发文字号： | | 发布日期： | 2019年2月14日"].into_iter(), None), Declared::default());
        assert_eq!(read(["文号：无", "本办法所称文号：指编号"].into_iter(), None), Declared::default());
    }
}
