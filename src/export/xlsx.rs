//! XLSX 表格: a row an item, as offices pass tables on: numbers and days are real ones, words wrap, the head
//! stays in view and is repeated on each page, A4 across.

use super::columns::Cell;
use super::{Exporter, Sheet};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};
use serde_json::Value;
use std::io::{self, Write};

/// A workbook of one sheet.
pub(super) struct Xlsx;

/// Letters that a cell may hold at most; what is longer ends with where to read on.
const LONGEST: usize = 32_000;
/// Rows that a sheet may hold at most, head and title among them.
const ROWS: u32 = 1_048_576;
/// A4.
const PAPER: u8 = 9;

impl Exporter for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }

    fn write(&self, sheet: &Sheet<'_>, items: &mut dyn Iterator<Item = Value>, out: &mut dyn Write) -> io::Result<()> {
        let bytes = book(sheet, items).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }
}

/// How cells look.
struct Looks {
    words: Format,
    number: Format,
    day: Format,
    link: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || {
            Format::new()
                .set_font_name("宋体")
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border(FormatBorder::Thin)
        };
        Self {
            words: cell(),
            number: cell().set_num_format("General").set_align(FormatAlign::Right),
            day: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            link: cell().set_font_color(0x000D_5697_u32).set_underline(rust_xlsxwriter::FormatUnderline::Single),
        }
    }
}

fn book(sheet: &Sheet<'_>, items: &mut dyn Iterator<Item = Value>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(sheet.of.word())?;
    let heads = sheet.of.heads_of(sheet.columns);
    let head = Format::new()
        .set_font_name("黑体")
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(0x00ED_EFEA_u32);
    let looks = Looks::new();
    for (at, name) in heads.iter().enumerate() {
        let column = place(at);
        page.write_string_with_format(0, column, *name, &head)?;
        page.set_column_width(column, f64::from(width(name)))?;
    }
    page.set_freeze_panes(1, 0)?;
    let mut row = 1;
    for item in items {
        if row == ROWS {
            break;
        }
        let cells = sheet.of.cells(&item, sheet.site, sheet.columns);
        let mut lines = 1;
        for (at, (cell, head)) in cells.iter().zip(&heads).enumerate() {
            put(page, row, place(at), cell, &looks)?;
            lines = lines.max(lines_of(cell, width(head)));
        }
        // Readers that do not fit rows to wrapped words by themselves are told how high they are.
        page.set_row_height(row, f64::from((lines * 15).min(405)))?;
        row += 1;
    }
    if row > 1 && !heads.is_empty() {
        page.autofilter(0, 0, row - 1, place(heads.len() - 1))?;
    }
    page.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.8, 0.7, 0.3, 0.3);
    page.set_repeat_rows(0, 0)?;
    // & begins an order in heads and feet.
    page.set_header(format!("&C&\"黑体,Regular\"&14{}", sheet.title.replace('&', "&&")));
    page.set_footer(format!("&L条库 {}&C第&P页 共&N页&R以正式文本为准", sheet.today));
    book.save_to_buffer()
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        // A number with more digits than a spreadsheet keeps stays words.
        Cell::Number(text) if text.len() <= 15 && text.parse::<f64>().is_ok() => {
            let number = text.parse::<f64>().unwrap_or_default();
            page.write_number_with_format(row, column, number, &looks.number)?;
        }
        Cell::Day(text) => match ExcelDateTime::parse_from_str(text) {
            Ok(day) => {
                page.write_datetime_with_format(row, column, &day, &looks.day)?;
            }
            // Days before 1900 are no days to a spreadsheet.
            Err(_) => {
                page.write_string_with_format(row, column, text, &looks.day)?;
            }
        },
        Cell::Link(text) if text.starts_with("http") && text.len() < 2000 => {
            let link = Url::new(text).set_text("打开");
            page.write_url_with_format(row, column, link, &looks.link)?;
        }
        other => {
            let text = other.text();
            if text.chars().count() > LONGEST {
                let cut: String = text.chars().take(LONGEST).collect();
                page.write_string_with_format(row, column, format!("{cut}……（以下见链接）"), &looks.words)?;
            } else {
                page.write_string_with_format(row, column, text, &looks.words)?;
            }
        }
    }
    Ok(())
}

/// Lines that a cell takes in a column: a Chinese character is two wide.
fn lines_of(cell: &Cell, width: u16) -> u16 {
    if matches!(cell, Cell::Link(_)) {
        return 1;
    }
    let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let room = usize::from(width.saturating_sub(1)).max(1);
    let lines: usize = cell.text().split('\n').map(|line| wide(line).div_ceil(room).max(1)).sum();
    u16::try_from(lines).unwrap_or(u16::MAX / 15)
}

/// How wide a column is, in characters.
fn width(head: &str) -> u16 {
    match head {
        "序号" | "位次" | "年份" | "同列单位数" | "工作日" | "周期" | "变化" | "比较" | "链接" | "佐证" => {
            6
        }
        "原文" | "原文摘录" | "同列其他单位" => 44,
        "任务" | "条款标题" | "依据文件" | "文件" | "指标" => 24,
        "目标" | "配合" | "时限原文" | "办理说明" | "引用标题" => 30,
        "牵头" | "单位" | "归并单位" | "时限说明" | "发文字号" | "所在部分" | "规则" => 16,
        _ => 12,
    }
}
