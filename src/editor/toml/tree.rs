use std::ops::Range;

use smol_str::SmolStr;

use super::node::{Node, NodeKind, ValueKind};
use super::walk::Walk;

/// The segment of a path that stands for a value of an array.
pub(crate) const ITEM: &str = "*";

/// A TOML text as nodes, in the order of the text.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

/// What is at a place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The n-th key of the node.
    Key(usize),
    /// Its value.
    Value,
    /// Neither.
    Other,
}

impl Tree {
    /// Reads a text; what is no TOML is left out.
    pub fn new(text: &str) -> Self {
        Self { nodes: Walk::new(text, 0).nodes }
    }

    /// All nodes with their numbers.
    pub fn nodes(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate()
    }

    /// The node of this number.
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// The innermost node that a place is in, or right behind.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let before = self.nodes.partition_point(|node| node.range.start <= offset);
        let mut next = before.checked_sub(1);
        while let Some((at, node)) = next.and_then(|at| Some((at, self.nodes.get(at)?))) {
            if node.range.end >= offset {
                return Some(at);
            }
            next = node.parent;
        }
        None
    }

    /// Which part of a node a place is in, or right behind.
    pub fn part(node: &Node, offset: usize) -> Part {
        let holds = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        if let Some(key) = node.keys.iter().position(|key| holds(&key.range)) {
            return Part::Key(key);
        }
        if !node.is_table() && node.value_kind != ValueKind::None && holds(&node.value) {
            return Part::Value;
        }
        Part::Other
    }

    /// The path of a node, from the outermost key on.
    pub fn path(&self, at: usize) -> Vec<SmolStr> {
        self.path_to(at, usize::MAX)
    }

    /// The same up to the n-th of its own keys.
    pub fn path_to(&self, at: usize, key: usize) -> Vec<SmolStr> {
        let Some(node) = self.nodes.get(at) else { return Vec::new() };
        let mut path = node.parent.map(|parent| self.path(parent)).unwrap_or_default();
        path.extend(node.keys.iter().take(key.saturating_add(1)).map(|key| key.name.clone()));
        let whole = key >= node.keys.len();
        if whole && matches!(node.kind, NodeKind::TableOfArray | NodeKind::Item) {
            path.push(ITEM.into());
        }
        path
    }

    /// A node and those around it, the innermost first.
    pub fn around(&self, at: usize) -> impl Iterator<Item = (usize, &Node)> {
        let mut next = Some(at);
        std::iter::from_fn(move || {
            let at = next?;
            let node = self.nodes.get(at)?;
            next = node.parent;
            Some((at, node))
        })
    }

    /// The keys that are written under the table at `path`, those of the table at `offset` if there are several.
    pub fn keys_of(&self, path: &[SmolStr], offset: usize) -> Vec<SmolStr> {
        let around = self.at(offset).and_then(|at| self.around(at).map(|(at, _)| at).find(|&at| self.path(at) == path));
        let of = |node: &Node| match (around, node.parent) {
            (Some(around), parent) => parent == Some(around),
            (None, None) => path.is_empty() && !node.is_table(),
            (None, Some(_)) => false,
        };
        self.nodes.iter().filter(|node| of(node)).filter_map(|node| Some(node.keys.first()?.name.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Tree};

    fn path(text: &str, at: &str) -> (String, Part) {
        let tree = Tree::new(text);
        let offset = text.find(at).unwrap();
        let Some(node) = tree.at(offset) else { return (String::new(), Part::Other) };
        let part = Tree::part(tree.node(node).unwrap(), offset);
        let path = match part {
            Part::Key(key) => tree.path_to(node, key),
            _ => tree.path(node),
        };
        (path.join("."), part)
    }

    const TEXT: &str = "namespace = \"x\"\n[routes.pg]\nsni = ['a', \"b\"]\ntls.options = 'o'\n\
        services = [{ name = \"s\", port = 1.5 }]\n[[routes.pg.rules]]\nmatch = 'm'\n[last]\n";

    #[test]
    fn every_part_has_its_path() {
        for (at, expected, part) in [
            ("namespace", "namespace", Part::Key(0)),
            ("x\"", "namespace", Part::Value),
            ("pg]\nsni", "routes.pg", Part::Key(1)),
            ("'a'", "routes.pg.sni.*", Part::Value),
            ("b\"", "routes.pg.sni.*", Part::Value),
            ("options", "routes.pg.tls.options", Part::Key(1)),
            ("name =", "routes.pg.services.*.name", Part::Key(0)),
            (".5", "routes.pg.services.*.port", Part::Value),
            ("rules]]", "routes.pg.rules", Part::Key(2)),
            ("m'\n", "routes.pg.rules.*.match", Part::Value),
            ("last", "last", Part::Key(0)),
        ] {
            assert_eq!(path(TEXT, at), (expected.to_owned(), part), "{at}");
        }
    }

    #[test]
    fn brackets_that_nothing_closes_end_where_something_else_begins() {
        assert_eq!(path("[a]\nx = [\"1\",\n[b]\ny = 2\n", "2").0, "b.y");
        assert_eq!(path("[a]\nx = [\"1\"\ny = 2\n", "2").0, "a.y");
        assert_eq!(path("[a\nx = 2\n", "2").0, "a.x");
        assert_eq!(path("[a]\nx = { y = [\n[b.c]\nz = 1\n", "1\n").0, "b.c.z");
        assert_eq!(path("x = [\n  [\"a\"],\n  ['b'],\n]\n", "'b'").0, "x.*.*");
    }

    #[test]
    fn whatever_is_written_has_a_tree() {
        for text in ["", "=", "]]]", "[[", "a.", "a = \"", "'''", "{}", "a = {b = ", "[a]]\n\u{feff}", "[a.\"\\u\"]"] {
            let tree = Tree::new(text);
            for offset in 0..=text.len() {
                if let Some(node) = tree.at(offset) {
                    tree.path(node);
                }
            }
        }
    }
}
