//! As much of Markdown as the documents need: fenced blocks, headings, links.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A document of the repository.
pub struct Page {
    /// From the package's root.
    pub path: PathBuf,
    pub blocks: Vec<Block>,
    /// The lines outside of blocks, with their numbers from 1.
    pub prose: Vec<(usize, String)>,
}

/// A fenced block.
pub struct Block {
    /// The words behind the fence: the language first.
    pub words: Vec<String>,
    pub text: String,
    /// Of its fence, from 1.
    pub line: usize,
}

impl Block {
    pub fn is(&self, language: &str) -> bool {
        self.words.first().is_some_and(|word| word == language)
    }

    pub fn has(&self, word: &str) -> bool {
        self.words.iter().skip(1).any(|own| own == word)
    }

    /// What stands behind `key=`, each time.
    pub fn values<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.words.iter().filter_map(move |word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

/// Every page of the book.
pub fn book() -> Vec<Page> {
    let mut paths: Vec<PathBuf> = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths.iter().map(|path| Page::read(path)).collect()
}

/// The book, and the documents that stand beside the sources.
pub fn all() -> Vec<Page> {
    let beside = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "fuzz/README.md", "www/README.md"];
    beside.iter().map(|path| Page::read(Path::new(path))).chain(book()).collect()
}

impl Page {
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| unreachable!("{}: {error}", path.display()));
        Self::parse(path, &text, 1)
    }

    /// The Markdown that blocks of the page show as text: what a reader would write.
    pub fn shown(&self) -> impl Iterator<Item = Self> {
        let shown = self.blocks.iter().filter(|block| block.is("text") && block.text.contains("```"));
        shown.map(|block| Self::parse(&self.path, &block.text, block.line + 1))
    }

    /// A text whose first line has the number `first`.
    fn parse(path: &Path, text: &str, first: usize) -> Self {
        let mut page = Self { path: path.to_owned(), blocks: Vec::new(), prose: Vec::new() };
        let mut fence: Option<String> = None;
        for (number, line) in (first..).zip(text.lines()) {
            let marks: String = line.chars().take_while(|letter| matches!(letter, '`' | '~')).collect();
            match &fence {
                Some(open) if line == open => fence = None,
                Some(_) => {
                    let block = page.blocks.last_mut().unwrap();
                    block.text.push_str(line);
                    block.text.push('\n');
                }
                None if marks.len() >= 3 => {
                    let words = line[marks.len()..].split_whitespace().map(str::to_owned).collect();
                    page.blocks.push(Block { words, text: String::new(), line: number });
                    fence = Some(marks);
                }
                None => page.prose.push((number, line.to_owned())),
            }
        }
        assert!(fence.is_none(), "{}: a block is not closed", path.display());
        page
    }

    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }

    /// The anchors of its headings, as mdBook and GitHub make them.
    pub fn anchors(&self) -> Vec<String> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let headings = self.prose.iter().filter(|(_, line)| line.starts_with('#'));
        let anchor = |(_, line): &(usize, String)| {
            let slug = slug(line.trim_start_matches('#').trim());
            let times = seen.entry(slug.clone()).or_default();
            *times += 1;
            if *times == 1 { slug } else { format!("{slug}-{}", *times - 1) }
        };
        headings.map(anchor).collect()
    }
}

fn slug(heading: &str) -> String {
    let kept = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        letter if letter.is_alphanumeric() || matches!(letter, '-' | '_') => Some(letter),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}
