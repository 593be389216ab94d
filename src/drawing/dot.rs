use std::fmt::Write as _;

use super::graph::Graph;
use super::level::Level;
use super::network::{Edge, Network, Node, Shape};
use super::palette::{ACCENT, ACCENT_SOFT, MUTED, SUNKEN, TEXT, ground, stroke};
use crate::escape::dot as escaped;

/// A directed graph. Writing to a string does not fail.
pub(super) fn draw(graph: &Graph<'_>) -> String {
    let network = Network::new(graph);
    let mut out = "digraph tcpgen {\n  rankdir=LR\n".to_owned();
    let font = format!("fontname=\"Helvetica\", fontsize=11, fontcolor=\"{}\"", TEXT.light);
    let _ = writeln!(out, "  node [shape=box, style=\"filled,rounded\", {font}]");
    let _ = writeln!(out, "  edge [color=\"{0}\", {font}]", MUTED.light);
    for (id, node) in network.nodes.iter().enumerate() {
        let _ = writeln!(out, "  n{id} [label=\"{}\", {}]", label(node), look(node));
    }
    for Edge { from, to, label, dashed } in &network.edges {
        let mut attributes = Vec::new();
        if !label.is_empty() {
            attributes.push(format!("label=\"{}\"", escaped(label)));
        }
        if *dashed {
            attributes.push("style=dashed".to_owned());
        }
        let attributes = if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) };
        let _ = writeln!(out, "  n{from} -> n{to}{attributes}");
    }
    legend(&mut out, &graph.levels());
    out.push_str("}\n");
    out
}

fn label(node: &Node) -> String {
    node.lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\\n")
}

fn look(node: &Node) -> String {
    let (fill, line) = match (node.shape, node.level) {
        (Shape::Entry, Level::Fine) => (ACCENT_SOFT, ACCENT),
        (Shape::Service, Level::Fine) => (SUNKEN, stroke(Level::Fine)),
        (_, level) => (ground(level), stroke(level)),
    };
    let dashed = if node.dashed { ", style=\"filled,rounded,dashed\"" } else { "" };
    format!("fillcolor=\"{}\", color=\"{}\"{dashed}", fill.light, line.light)
}

/// Explains only the levels that occur in the drawing.
fn legend(out: &mut String, levels: &[Level]) {
    if levels.is_empty() {
        return;
    }
    let _ = writeln!(out, "  subgraph cluster_legend {{\n    label=\"Findings\"\n    fontname=\"Helvetica\"");
    for level in levels {
        let (name, fill, line) = (level.name(), ground(*level).light, stroke(*level).light);
        let _ = writeln!(out, "    legend_{name} [label=\"{name}\", fillcolor=\"{fill}\", color=\"{line}\"]");
    }
    out.push_str("  }\n");
}
