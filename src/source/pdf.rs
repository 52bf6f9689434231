//! PDF: the text layer of its pages, by hayro's interpreter.
//!
//! Each character stands where it is drawn and means what the font's `ToUnicode` or its character
//! collection (GB1) says; text that is there to be found and not to be seen (over a scan) is read too.
//! A page without any is a picture. The interpreter runs in a thread of its own: what makes it stop or
//! hang is told as a broken or excessive file.

// Places on paper; no money is counted here.
#![allow(clippy::float_arithmetic)]

use super::page::{self, Page, Rule, Run};
use super::{Format, Found, Layout, ReadError, Reader, decode};
use flate2::read::ZlibDecoder;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use std::io::Read;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const NAME: &str = "PDF";

/// How long one file may take; a gazette of 300 pages takes a second or two.
const BUDGET: Duration = Duration::from_secs(30);

/// More pages than any document has.
const PAGES: usize = 5_000;

/// Characters and ruled lines that are taken from one file.
const CHARACTERS: usize = 4_000_000;

/// Bytes that all streams of a file may unpack to.
const UNPACKED: u64 = 512 << 20;

/// What the interpreter's thread may put on its stack.
const STACK: usize = 64 << 20;

/// Takes files that open with `%PDF-`, a few stray bytes before it allowed.
pub(super) struct PdfDocument;

impl Reader for PdfDocument {
    fn format(&self) -> Format {
        Format::Pdf
    }

    fn claims(&self, _name: &str, found: Found<'_>) -> bool {
        let bytes = found.bytes();
        bytes.starts_with(b"%PDF-")
            || (bytes.contains(&0) && bytes.get(..1024).unwrap_or(bytes).windows(5).any(|w| w == b"%PDF-"))
    }

    fn read(&self, name: &str, found: Found<'_>) -> Result<Layout, ReadError> {
        let told = |trouble: Trouble| trouble.told(name);
        if is_bomb(found.bytes(), UNPACKED) {
            return Err(told(Trouble::Excessive("解压后过大")));
        }
        let pages = in_time(found.bytes().to_vec()).map_err(told)?;
        let mapped: usize = pages.iter().map(|p| p.page.runs.len()).sum();
        let unmapped: usize = pages.iter().map(|p| p.unmapped).sum();
        if unmapped > mapped / 4 + 8 {
            return Err(ReadError::NoText { name: name.to_owned(), format: NAME, why: decode::UNMAPPED });
        }
        let pages: Vec<Page> = pages.into_iter().map(|p| p.page).collect();
        let layout = page::layout(&pages);
        if layout.text.as_deref().is_none_or(|t| !decode::shows(t)) {
            return Err(ReadError::NoText { name: name.to_owned(), format: NAME, why: decode::SCANNED });
        }
        Ok(layout)
    }
}

/// Why the pages were not drawn.
enum Trouble {
    Broken(&'static str),
    Locked,
    Excessive(&'static str),
}

impl Trouble {
    fn told(self, name: &str) -> ReadError {
        let name = name.to_owned();
        match self {
            Self::Broken(why) => ReadError::Broken { name, format: NAME, why: why.to_owned() },
            Self::Locked => ReadError::Locked { name, format: NAME },
            Self::Excessive(what) => ReadError::Excessive { name, format: NAME, what },
        }
    }
}

/// Draws all pages in a thread that may stop, or go on for ever without keeping anybody waiting.
fn in_time(bytes: Vec<u8>) -> Result<Vec<Sheet>, Trouble> {
    let (done, told) = channel();
    let until = Instant::now() + BUDGET;
    let thread = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
    let started = thread.spawn(move || {
        let drawn = std::panic::catch_unwind(AssertUnwindSafe(|| draw(bytes, until)));
        // Nobody listens any more if it took too long.
        let _ = done.send(drawn.unwrap_or_else(|why| {
            Err(if why.is::<Stop>() {
                Trouble::Excessive("内容过多，未能及时读完")
            } else {
                Trouble::Broken("内容不合规范")
            })
        }));
    });
    if started.is_err() {
        return Err(Trouble::Excessive("系统资源不足"));
    }
    match told.recv_timeout(BUDGET + Duration::from_secs(1)) {
        Ok(drawn) => drawn,
        Err(RecvTimeoutError::Timeout) => Err(Trouble::Excessive("内容过多，未能及时读完")),
        Err(RecvTimeoutError::Disconnected) => Err(Trouble::Broken("内容不合规范")),
    }
}

/// Thrown out of the interpreter when time or room is used up.
struct Stop;

fn draw(bytes: Vec<u8>, until: Instant) -> Result<Vec<Sheet>, Trouble> {
    let pdf = Pdf::new(bytes).map_err(|why| match why {
        LoadPdfError::Decryption(_) => Trouble::Locked,
        LoadPdfError::Invalid => Trouble::Broken("找不到页面"),
    })?;
    if pdf.pages().len() > PAGES {
        return Err(Trouble::Excessive("页数过多"));
    }
    let cache = InterpreterCache::new();
    let mut out = Vec::new();
    let mut left = CHARACTERS;
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let start = Affine::new(page.initial_transform(true).as_coeffs());
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let settings = InterpreterSettings::default();
        let mut context = Context::new(start, bounds, &cache, pdf.xref(), settings);
        let page_of = Page { height, ..Page::default() };
        let mut sheet = Sheet { page: page_of, unmapped: 0, left, until, steps: 0 };
        interpret_page(page, &mut context, &mut sheet);
        left = sheet.left;
        out.push(sheet);
    }
    Ok(out)
}

/// A page while it is drawn.
struct Sheet {
    page: Page,
    /// Characters of which nobody says what they are.
    unmapped: usize,
    left: usize,
    until: Instant,
    steps: u32,
}

impl Sheet {
    /// One step on; leaves the interpreter where there have been too many.
    fn step(&mut self, many: usize) {
        self.steps = self.steps.wrapping_add(1);
        self.left = self.left.saturating_sub(many);
        if self.left == 0 || (self.steps.is_multiple_of(256) && Instant::now() > self.until) {
            std::panic::resume_unwind(Box::new(Stop));
        }
    }

    fn rule(&mut self, from: Point, to: Point) {
        self.step(1);
        self.page.rules.push(Rule { x0: from.x as f32, y0: from.y as f32, x1: to.x as f32, y1: to.y as f32 });
    }

    /// A filled shape so thin that it is a line.
    fn thin(&mut self, bounds: Rect) {
        const THIN: f64 = 2.0;
        let middle = bounds.center();
        if bounds.width() <= THIN && bounds.height() > THIN {
            self.rule(Point::new(middle.x, bounds.y0), Point::new(middle.x, bounds.y1));
        } else if bounds.height() <= THIN && bounds.width() > THIN {
            self.rule(Point::new(bounds.x0, middle.y), Point::new(bounds.x1, middle.y));
        }
    }

    fn glyph(&mut self, text: Option<String>, at: Affine) {
        let [_, _, c, d, x, y] = at.as_coeffs();
        // Letters are drawn in thousandths of their size.
        let size = (c.hypot(d) * 1000.0) as f32;
        let Some(text) = text.filter(|t| !t.contains('\u{fffd}')) else {
            self.unmapped += 1;
            return;
        };
        if text.trim().is_empty() || text.len() > 64 {
            return;
        }
        let ems: f32 = text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
        self.page.runs.push(Run { x: x as f32, y: y as f32, width: size * ems, size, text });
    }
}

impl Device<'_> for Sheet {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        self.step(1);
        let path = props.transform * path.clone();
        if matches!(mode, DrawMode::Fill(_)) {
            let mut part = BezPath::new();
            for element in path.elements() {
                if matches!(element, PathEl::MoveTo(_)) && !part.elements().is_empty() {
                    self.thin(part.bounding_box());
                    part = BezPath::new();
                }
                part.push(*element);
            }
            if !part.elements().is_empty() {
                self.thin(part.bounding_box());
            }
            return;
        }
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => (start, last) = (to, to),
                PathEl::LineTo(to) => {
                    self.rule(last, to);
                    last = to;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = to,
                PathEl::ClosePath => {
                    self.rule(last, start);
                    last = start;
                }
            }
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        self.step(run.glyphs().len());
        let from = self.page.runs.len();
        for glyph in run.glyphs() {
            let text = glyph.as_unicode().map(|t| match t {
                BfString::Char(c) => c.to_string(),
                BfString::String(words) => words,
            });
            self.glyph(text, props.transform * glyph.transform());
        }
        // The next character begins where one ends, if it does not begin far off.
        for at in from + 1..self.page.runs.len() {
            let (next, size) = (self.page.runs[at].x, self.page.runs[at].size);
            let run = &mut self.page.runs[at - 1];
            let step = next - run.x;
            if step > 0.0 && step < size * 1.1 && step < run.width {
                run.width = step;
            }
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step(0);
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.step(0);
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.step(0);
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Whether the packed streams of a file unpack without measure; each is unpacked and thrown away.
fn is_bomb(bytes: &[u8], limit: u64) -> bool {
    let mut total = 0u64;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.windows(6).position(|w| w == b"stream")) {
        at += found + 6;
        let rest = bytes.get(at..).unwrap_or_default();
        let data = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or_default();
        // The opening of zlib; what is packed twice opens the same inside.
        if data.first() == Some(&0x78) {
            let mut inner = Vec::new();
            let mut stream = ZlibDecoder::new(data);
            let mut piece = [0u8; 16 << 10];
            while let Ok(many @ 1..) = stream.read(&mut piece) {
                if inner.is_empty() {
                    inner.extend_from_slice(&piece[..many.min(2)]);
                }
                total += many as u64;
                if total > limit {
                    return true;
                }
            }
            let unpacked = stream.total_out();
            if inner.first() == Some(&0x78) && unpacked > 64 << 10 && unpacked / stream.total_in().max(1) > 100 {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests;
