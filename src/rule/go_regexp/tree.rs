use std::sync::{Arc, OnceLock};

use super::analysis::{beginning, begins_text, end, ends_text, is_exact, matches_everything, needs_upper_case};
use super::error::RegexpError;
use super::node::Node;
use super::parser::{Failure, Parser};
use super::program::Program;

/// A regular expression that Go takes.
#[derive(Clone, Debug)]
pub(in crate::rule) struct Tree {
    root: Arc<Node>,
    /// Made when somebody asks; none where it would be too long.
    program: OnceLock<Option<Arc<Program>>>,
}

impl Tree {
    /// Reads an expression, or says what Go says against it.
    pub fn parse(text: &str) -> Result<Self, RegexpError> {
        let error =
            |Failure { kind, range }| RegexpError { kind, fragment: text.get(range).unwrap_or(text).to_owned() };
        let root = Parser::new(text).parse().map_err(error)?;
        Ok(Self { root: Arc::new(root), program: OnceLock::new() })
    }

    /// The same as a program; none where it would be too long.
    pub fn program(&self) -> Option<&Arc<Program>> {
        self.program.get_or_init(|| Program::of(&self.root).map(Arc::new)).as_ref()
    }

    /// Whether the program means the same for texts beyond ASCII too.
    pub fn is_exact_beyond_ascii(&self) -> bool {
        is_exact(&self.root)
    }

    /// Whether every match begins at the beginning of the text.
    pub fn is_anchored_at_start(&self) -> bool {
        begins_text(&self.root)
    }

    /// Whether every match ends at the end of the text.
    pub fn is_anchored_at_end(&self) -> bool {
        ends_text(&self.root)
    }

    /// The text with which every text begins that it matches; empty where that is not known.
    pub fn beginning(&self) -> String {
        beginning(&self.root)
    }

    /// The text with which every text ends that it matches; empty where that is not known.
    pub fn end(&self) -> String {
        end(&self.root)
    }

    /// Whether it certainly matches every text without a newline.
    pub fn matches_everything(&self) -> bool {
        matches_everything(&self.root)
    }

    /// Whether every match has an upper-case ASCII letter.
    pub fn needs_upper_case(&self) -> bool {
        needs_upper_case(&self.root)
    }
}
