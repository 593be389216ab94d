use super::super::level::Level;
use super::super::network::Shape;
use super::text::{Style, width};

/// The picture with its sizes, in pixels.
pub(super) struct Scene {
    pub width: u32,
    pub height: u32,
    pub boxes: Vec<Framed>,
    pub wires: Vec<Wire>,
    /// Texts outside of boxes.
    pub headings: Vec<(u32, u32, &'static str)>,
    /// A square, its class, and what it means.
    pub legend: Vec<(u32, u32, &'static str, &'static str)>,
}

/// A box with its text.
#[derive(Clone)]
pub(super) struct Framed {
    pub shape: Shape,
    pub level: Level,
    /// Not served, or outside of the state.
    pub dashed: bool,
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    pub lines: Vec<(Style, String)>,
    /// At the right edge of the first line.
    pub tag: String,
}

pub(super) const INSET: u32 = 10;
pub(super) const LINE: u32 = 17;
/// Above the first line and below the last.
const AIR: u32 = 7;

impl Framed {
    pub fn new(shape: Shape, level: Level, lines: Vec<(Style, String)>) -> Self {
        let lines: Vec<_> = lines.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let height = count.saturating_mul(LINE) + 2 * AIR;
        Self { shape, level, dashed: false, x: 0, y: 0, width: 0, height, lines, tag: String::new() }
    }

    /// The width that all of its text needs.
    pub fn need(&self) -> u32 {
        let tag = if self.tag.is_empty() { 0 } else { width(&self.tag, Style::Note) + 16 };
        let line =
            |(place, (style, text)): (usize, &(Style, String))| width(text, *style) + if place == 0 { tag } else { 0 };
        self.lines.iter().enumerate().map(line).max().unwrap_or(0) + 2 * INSET
    }

    pub fn middle(&self) -> u32 {
        self.y + self.height / 2
    }

    /// The foot of a line of its text.
    pub fn foot(&self, line: usize) -> u32 {
        self.y + AIR + LINE * u32::try_from(line).unwrap_or(0) + 13
    }
}

/// A line from box to box.
pub(super) struct Wire {
    pub path: String,
    pub dashed: bool,
}
