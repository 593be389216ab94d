//! The drawing as a picture: columns from left to right, every router in a row of its own, as wide as its names need.

mod columns;
mod layout;
mod paint;
mod scene;
mod style;
mod text;

use super::graph::Graph;

pub(super) fn draw(graph: &Graph<'_>) -> String {
    paint::paint(&layout::layout(graph), graph)
}
