use super::flags::Flags;
use super::node::Node;

/// A group that is being read.
#[derive(Default)]
pub(super) struct Level {
    branches: Vec<Node>,
    pub items: Vec<Item>,
    /// Of the branches read so far.
    height: usize,
    pub captures: bool,
    /// The flags to return to behind the group.
    pub flags: Flags,
}

/// A node and how high it stands over its deepest leaf.
pub(super) struct Item {
    pub node: Node,
    pub height: usize,
}

impl Level {
    /// A group that has just been opened.
    pub fn new(captures: bool, flags: Flags) -> Self {
        Self { captures, flags, ..Self::default() }
    }

    /// At a `|`, or at the end.
    pub fn end_branch(&mut self) {
        let Item { node, height } = concat(std::mem::take(&mut self.items));
        self.height = self.height.max(height);
        self.branches.push(node);
    }

    /// All that was read of the group.
    pub fn into_item(mut self) -> Item {
        if self.branches.is_empty() {
            return concat(self.items);
        }
        self.end_branch();
        Item { node: Node::Alternate(self.branches), height: self.height + 1 }
    }
}

fn concat(items: Vec<Item>) -> Item {
    let height = items.iter().map(|item| item.height).max().unwrap_or(0);
    let mut nodes: Vec<_> = items.into_iter().map(|item| item.node).collect();
    match (nodes.len(), nodes.pop()) {
        (1, Some(node)) => Item { node, height },
        (_, last) => {
            nodes.extend(last);
            Item { node: Node::Concat(nodes), height: height + 1 }
        }
    }
}
