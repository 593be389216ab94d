use std::fmt::Write as _;

use super::node::Node;

/// The expression as `regex-lite` reads it, for the question whether there is a match.
pub(super) fn engine_syntax(node: &Node) -> String {
    let mut out = String::new();
    push(node, &mut out);
    out
}

fn push(node: &Node, out: &mut String) {
    match node {
        Node::Set(set) => set.push_engine_syntax(out),
        Node::BeginText => out.push_str("\\A"),
        Node::EndText => out.push_str("\\z"),
        Node::BeginLine => out.push_str("(?m:^)"),
        Node::EndLine => out.push_str("(?m:$)"),
        Node::WordBoundary => out.push_str("\\b"),
        Node::NoWordBoundary => out.push_str("\\B"),
        Node::Concat(nodes) => nodes.iter().for_each(|node| push(node, out)),
        Node::Alternate(branches) => {
            out.push_str("(?:");
            for (index, branch) in branches.iter().enumerate() {
                if index > 0 {
                    out.push('|');
                }
                push(branch, out);
            }
            out.push(')');
        }
        Node::Repeat { node, min, max } => {
            out.push_str("(?:");
            push(node, out);
            out.push(')');
            // Writing to a string does not fail.
            let _ = match (min, max) {
                (0, None) => out.write_str("*"),
                (1, None) => out.write_str("+"),
                (min, None) => write!(out, "{{{min},}}"),
                (min, Some(max)) => write!(out, "{{{min},{max}}}"),
            };
        }
    }
}
