use super::node::Node;

/// Go's limit on nesting (`regexp/syntax`, `maxHeight`). It also keeps all that walks the tree within the stack.
const MAX_HEIGHT: usize = 1000;
/// Go's limit on instructions (`maxSize`: 128 MiB of 40 bytes each).
const MAX_SIZE: u64 = (128 << 20) / 40;
/// Go's limit on the product of nested counts (`repeatIsValid`).
const MAX_REPEATS: u64 = 1000;

/// A node with Go's measures of it.
pub(super) struct Item {
    pub node: Node,
    /// How high it stands over its deepest leaf; a group that captures counts.
    height: usize,
    /// An estimate of the number of instructions (`calcSize`), or any larger one found inside.
    size: u64,
    /// The largest product of nested counts.
    repeats: u64,
    joined: Joined,
}

/// Whether a node can become part of one around it, as Go makes it (`collapse`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    Concat,
    Alternate,
    No,
}

impl Item {
    /// A node without others inside.
    pub fn leaf(node: Node) -> Self {
        Self { node, height: 1, size: 1, repeats: 1, joined: Joined::No }
    }

    /// One after another.
    pub fn concat(mut items: Vec<Self>) -> Self {
        match (items.len(), items.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                items.extend(last);
                let size = items.iter().fold(0, |sum: u64, item| sum.saturating_add(item.size));
                Self::around(items, size.max(1), Joined::Concat)
            }
        }
    }

    /// Any of several.
    pub fn alternate(branches: Vec<Self>) -> Self {
        let size = branches.iter().fold(branches.len() as u64 - 1, |sum, branch| sum.saturating_add(branch.size));
        Self::around(branches, size, Joined::Alternate)
    }

    fn around(items: Vec<Self>, size: u64, joined: Joined) -> Self {
        let height = items.iter().map(|item| item.height + usize::from(item.joined != joined)).max().unwrap_or(1);
        let repeats = items.iter().map(|item| item.repeats).max().unwrap_or(1);
        let mut nodes = Vec::with_capacity(items.len());
        for item in items {
            match item.node {
                Node::Concat(inner) | Node::Alternate(inner) if item.joined == joined => nodes.extend(inner),
                node => nodes.push(node),
            }
        }
        let node = if joined == Joined::Concat { Node::Concat(nodes) } else { Node::Alternate(nodes) };
        Self { node, height, size, repeats, joined }
    }

    /// In a group that captures. Nobody asks what, so the group itself is not kept.
    pub fn captured(self) -> Self {
        Self { height: self.height + 1, size: self.size.saturating_add(2), joined: Joined::No, ..self }
    }

    /// Repeated; `counted` by `{..}`.
    pub fn repeated(self, min: u32, max: Option<u32>, counted: bool) -> Self {
        let size = match (u64::from(min), max.map(u64::from)) {
            (0, None) => self.size.saturating_add(2),
            (min, None) => self.size.saturating_mul(min).saturating_add(1),
            (min, Some(max)) => self.size.saturating_mul(max).saturating_add(max.saturating_sub(min)),
        };
        let repeats = match u64::from(max.unwrap_or(min)) {
            _ if !counted => self.repeats,
            0 if max.is_some() => 1,
            count => self.repeats.saturating_mul(count.max(1)),
        };
        let node = Node::Repeat { node: Box::new(self.node), min, max };
        Self { node, height: self.height + 1, size: size.max(self.size), repeats, joined: Joined::No }
    }

    /// Whether it stands too high for Go.
    pub fn is_too_high(&self) -> bool {
        self.height > MAX_HEIGHT
    }

    /// Whether its program is too large for Go.
    pub fn is_too_large(&self) -> bool {
        self.size > MAX_SIZE
    }

    /// Whether its counts multiply too far for Go.
    pub fn repeats_too_often(&self) -> bool {
        self.repeats > MAX_REPEATS
    }
}
