use std::collections::BTreeSet;

/// What the words behind a fence ask for: ```` ```toml tcpgen warns=unknown-middleware view-yaml ````. MkDocs wants them in
/// braces, with a dot before each class: ```` ``` { .toml .tcpgen warns=unknown-middleware } ````.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    /// The codes of findings that the example is there for.
    pub warns: BTreeSet<String>,
    /// Whether one of its scenarios fails, and is there for that.
    pub fails: bool,
    /// The views that are asked for, such as `yaml`; none: the default ones.
    pub views: Vec<String>,
}

/// What an example shows unless its fence names views.
const DEFAULT_VIEWS: [&str; 3] = ["problems", "diagram", "yaml"];

impl Fence {
    /// None if no word is `tcpgen`: then the block is no example.
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim().trim_start_matches('{').trim_end_matches('}').split_whitespace();
        let words: Vec<&str> = words.map(|word| word.trim_start_matches('.')).collect();
        if !words.contains(&"tcpgen") {
            return None;
        }
        let valued = |word: &&str| word.strip_prefix("warns=").map(|code| code.trim_matches('"').to_owned());
        Some(Self {
            warns: words.iter().filter_map(valued).collect(),
            fails: words.contains(&"fails"),
            views: words.iter().filter_map(|word| word.strip_prefix("view-").map(str::to_owned)).collect(),
        })
    }

    /// Whether the output shows this.
    pub fn shows(&self, view: &str) -> bool {
        if self.views.is_empty() { DEFAULT_VIEWS.contains(&view) } else { self.names(view) }
    }

    /// Whether it asks for this view by name.
    pub fn names(&self, view: &str) -> bool {
        self.views.iter().any(|own| own == view)
    }
}

#[cfg(test)]
mod tests {
    use super::Fence;

    #[test]
    fn the_words_of_every_generator_are_read() {
        for words in ["toml tcpgen warns=a warns=b view-yaml", "{ .toml .tcpgen warns=a warns=\"b\" .view-yaml }"] {
            let fence = Fence::parse(words).unwrap();
            assert_eq!(fence.warns.iter().collect::<Vec<_>>(), ["a", "b"], "{words}");
            assert_eq!((fence.views.as_slice(), fence.fails), (["yaml".to_owned()].as_slice(), false), "{words}");
        }
        assert_eq!(Fence::parse("tcpgen"), Some(Fence::default()));
        assert!(Fence::parse("toml tcpgen fails").unwrap().fails);
        for other in ["", "toml", "toml tcpgenx", "console", "{ .toml }"] {
            assert_eq!(Fence::parse(other), None, "{other}");
        }
    }

    #[test]
    fn views_are_the_default_ones_unless_some_are_named() {
        let default = Fence::parse("tcpgen").unwrap();
        assert!(default.shows("yaml") && default.shows("diagram") && !default.shows("reach"));
        let named = Fence::parse("tcpgen view-diagram").unwrap();
        assert!(named.shows("diagram") && !named.shows("yaml"));
    }
}
