use std::fmt::Write as _;

use super::super::graph::Graph;
use super::super::level::Level;
use super::super::network::Shape;
use super::scene::{Framed, INSET, Scene};
use super::style::style;
use super::text::Style;
use crate::escape::{line, xml};

/// The picture as SVG 1.1, which loads nothing and runs nothing. Writing to a string does not fail.
pub(super) fn paint(scene: &Scene, graph: &Graph<'_>) -> String {
    let Scene { width, height, .. } = scene;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-label=\""
    );
    let (routers, dead) = (graph.rows().count(), graph.rows().filter(|row| row.is_dead()).count());
    let _ = write!(
        out,
        "TCP routes. Entry points: {}, routers: {routers}, not served: {dead}\">\n<style>\n{}",
        graph.groups.len(),
        style()
    );
    let _ = writeln!(out, "</style>\n<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>");
    for wire in &scene.wires {
        let dashed = if wire.dashed { " dashed" } else { "" };
        let _ = writeln!(out, "<path class=\"wire{dashed}\" d=\"{}\"/>", wire.path);
    }
    for &(x, y, heading) in &scene.headings {
        text(&mut out, "heading", x, y, heading);
    }
    for framed in &scene.boxes {
        self::framed(&mut out, framed);
    }
    for &(x, y, class, meaning) in &scene.legend {
        let _ = writeln!(out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"12\" height=\"12\" rx=\"3\"/>");
        text(&mut out, "note", x + 18, y + 11, meaning);
    }
    out.push_str("</svg>\n");
    out
}

fn framed(out: &mut String, framed: &Framed) {
    let Framed { x, y, width, height, .. } = framed;
    let class = match (framed.shape, framed.level) {
        (Shape::Entry, Level::Fine) => "entry",
        (Shape::Service, Level::Fine) => "service",
        (_, level) => level.name(),
    };
    let dashed = if framed.dashed { " dashed" } else { "" };
    let round = if framed.shape == Shape::Guard { height / 2 } else { 5 };
    let size = format!("width=\"{width}\" height=\"{height}\" rx=\"{}\"", round.min(14));
    let _ = writeln!(out, "<rect class=\"{class}{dashed}\" x=\"{x}\" y=\"{y}\" {size}/>");
    for (place, (style, words)) in framed.lines.iter().enumerate() {
        text(out, style.class(), x + INSET, framed.foot(place), words);
    }
    if !framed.tag.is_empty() {
        let class = format!("{} tag", Style::Note.class());
        text(out, &class, x + width - INSET, framed.foot(0), &framed.tag);
    }
}

fn text(out: &mut String, class: &str, x: u32, y: u32, words: &str) {
    let _ = write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">");
    xml::text(out, &line(words));
    out.push_str("</text>\n");
}
