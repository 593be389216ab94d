use foldhash::{HashMap, HashMapExt as _};

/// Texts that are read a character at a time.
#[derive(Debug)]
pub(super) struct Trie {
    steps: HashMap<(u32, u8), u32>,
    /// Which text ends at a node, by the text's place.
    ends: Vec<Option<usize>>,
}

impl Trie {
    /// Where reading begins.
    pub const ROOT: u32 = 0;

    /// Of these texts, each under its place.
    pub fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut trie = Self { steps: HashMap::new(), ends: vec![None] };
        for (place, text) in texts.enumerate() {
            let mut node = Self::ROOT;
            for letter in text.bytes() {
                let fresh = u32::try_from(trie.ends.len()).unwrap_or(u32::MAX);
                let next = *trie.steps.entry((node, letter)).or_insert(fresh);
                if next == fresh {
                    trie.ends.push(None);
                }
                node = next;
            }
            if let Some(end) = trie.ends.get_mut(node as usize) {
                *end = Some(place);
            }
        }
        trie
    }

    /// One more character; none where no text goes on so.
    pub fn step(&self, node: u32, letter: u8) -> Option<u32> {
        self.steps.get(&(node, letter)).copied()
    }

    /// The text that ends here.
    pub fn end(&self, node: u32) -> Option<usize> {
        self.ends.get(node as usize).copied().flatten()
    }
}
