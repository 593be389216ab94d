use std::fmt::Write as _;

use super::graph::Graph;
use super::level::Level;
use super::network::{Edge, Network, Node, Shape};
use super::palette::{Colour, TEXT, ground, stroke};
use crate::escape::mermaid as escaped;

/// Mermaid draws no more than this unless its page allows it (`maxTextSize`, `maxEdges`), and GitHub does not.
const LETTERS_AT_MOST: usize = 50_000;
const EDGES_AT_MOST: usize = 500;

/// Whether GitHub draws a flowchart. Only edges have an arrow: in labels it is written in codes.
pub fn is_drawn_by_github(flowchart: &str) -> bool {
    flowchart.len() <= LETTERS_AT_MOST && flowchart.matches("->").count() <= EDGES_AT_MOST
}

/// A flowchart. Writing to a string does not fail.
pub(super) fn draw(graph: &Graph<'_>) -> String {
    let network = Network::new(graph);
    let mut out = "flowchart LR\n".to_owned();
    for (id, node) in network.nodes.iter().enumerate() {
        let _ = writeln!(out, "  n{id}{}{}", label(node), class(node));
    }
    for Edge { from, to, label, dashed } in &network.edges {
        let arrow = if *dashed { "-.->" } else { "-->" };
        let label = if label.is_empty() { String::new() } else { format!("|\"{}\"|", escaped(label)) };
        let _ = writeln!(out, "  n{from} {arrow}{label} n{to}");
    }
    legend(&mut out, &graph.levels());
    out
}

fn label(node: &Node) -> String {
    let lines: Vec<String> = node.lines.iter().map(|line| escaped(line)).collect();
    let text = lines.join("<br/>");
    match node.shape {
        Shape::Entry => format!("([\"{text}\"])"),
        Shape::Router => format!("[\"{text}\"]"),
        Shape::Guard => format!("{{{{\"{text}\"}}}}"),
        Shape::Service => format!("[(\"{text}\")]"),
    }
}

fn class(node: &Node) -> String {
    match (node.level, node.dashed) {
        (Level::Fine, false) => String::new(),
        (Level::Fine, true) => ":::other".to_owned(),
        (level, false) => format!(":::{}", level.name()),
        (level, true) => format!(":::{}-other", level.name()),
    }
}

/// Explains only the levels that occur in the drawing.
fn legend(out: &mut String, levels: &[Level]) {
    if !levels.is_empty() {
        out.push_str("  subgraph legend [\"Findings\"]\n");
        for level in levels {
            let _ = writeln!(out, "    legend-{0}[\"{0}\"]:::{0}", level.name());
        }
        out.push_str("  end\n");
    }
    for level in levels {
        let (name, Colour { light: fill, .. }) = (level.name(), ground(*level));
        let style = format!("fill:{fill},stroke:{},color:{}", stroke(*level).light, TEXT.light);
        let _ = writeln!(out, "  classDef {name} {style}\n  classDef {name}-other {style},stroke-dasharray:4 3");
    }
    out.push_str("  classDef other stroke-dasharray:4 3\n");
}
