//! A state as a drawing for READMEs, pull requests and docs: SVG, Mermaid and DOT.
//!
//! [`Graph`] decides what is drawn, and in which order; it is the order of the page's diagram. The formats decide how. The
//! page's own layout is not used: it measures fonts, follows the width of a pane, opens lists and lights up paths, and is
//! TypeScript. A drawing in a file has no reader who can widen it, so names are whole and boxes as wide as they need.

mod dot;
mod graph;
mod level;
mod mermaid;
mod network;
mod palette;
mod svg;
mod words;

pub use graph::Graph;
pub use mermaid::{EDGES_AT_MOST, LETTERS_AT_MOST, edges as mermaid_edges};

/// How a drawing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawingFormat {
    /// A picture, light or dark as its reader prefers.
    Svg,
    /// A flowchart of Mermaid.
    Mermaid,
    /// A graph for Graphviz.
    Dot,
}

/// A drawing as text.
pub fn draw(graph: &Graph<'_>, format: DrawingFormat) -> String {
    match format {
        DrawingFormat::Svg => svg::draw(graph),
        DrawingFormat::Mermaid => mermaid::draw(graph),
        DrawingFormat::Dot => dot::draw(graph),
    }
}
