use std::fmt::Write as _;

use super::human::said;
use super::{Effect, Row, Upgrade, words};
use crate::escape::markdown as escaped;
use crate::report::compare;
use crate::source::Sources;

/// An upgrade as Markdown, such as for a pull request. Nothing of the state comes out as markup.
pub fn markdown(upgrade: &Upgrade, sources: &Sources) -> String {
    let Upgrade { from, to, changes, others, clients, findings } = upgrade;
    let mut out = format!("### {}\n", escaped(&words::headline(upgrade)));
    if !clients.is_empty() {
        out.extend(["\n", &compare::verdict(clients), &compare::services(clients)]);
    }
    let versions = [from.to_string(), to.to_string()].map(|version| escaped(&version));
    for effect in words::in_order(changes) {
        self::effect(&mut out, effect, [&versions[0], &versions[1]]);
    }
    let found = [("New", &findings.new), ("Fixed", &findings.fixed)];
    for (title, found) in found.into_iter().filter(|(_, found)| !found.is_empty()) {
        write(&mut out, format_args!("\n#### {title} diagnostics\n\n"));
        for found in found {
            write(&mut out, format_args!("- {}\n", escaped(&said(found, sources))));
        }
    }
    if !others.is_empty() {
        let links: Vec<String> = others.iter().map(|row| format!("[{}]({})", row.id, row.link)).collect();
        write(&mut out, format_args!("\nOther changes between the two: {}.\n", links.join(", ")));
    }
    out
}

fn effect(out: &mut String, effect: &Effect, [from, to]: [&str; 2]) {
    let Effect { row: first, with, written, routers, classes, connections } = effect;
    row(out, first, [from, to]);
    for other in with {
        out.push_str("\nTogether with:\n");
        row(out, other, [from, to]);
    }
    out.push('\n');
    for written in written {
        write(out, format_args!("- {}\n", escaped(&written.what)));
    }
    for found in routers {
        let (old, new) = (words::router(&found.old, &found.new), words::router(&found.new, &found.old));
        let who = format!("router {} {}", found.router, found.rule);
        pair(out, &who, [from, to], [&old, &new]);
    }
    for (found, more) in words::witnesses(connections) {
        let (old, new) = (words::ending(&found.old, &found.new), words::ending(&found.new, &found.old));
        pair(out, &words::witness((found, more)), [from, to], [&old, &new]);
    }
    out.push_str(&compare::table(classes));
}

/// The texts of rows are tcpgen's own, and Markdown already.
fn row(out: &mut String, row: &Row, [from, to]: [&str; 2]) {
    write(out, format_args!("\n#### {} ([{}]({}))\n\n", row.title, row.id, row.link));
    write(out, format_args!("- {from}: {}\n- {to}: {}\n", row.before, row.after));
}

fn pair(out: &mut String, what: &str, [from, to]: [&str; 2], [old, new]: [&str; 2]) {
    let [what, old, new] = [what, old, new].map(escaped);
    write(out, format_args!("- {what}\n  - {from}: {old}\n  - {to}: {new}\n"));
}

fn write(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}
