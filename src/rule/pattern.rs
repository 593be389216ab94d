use smol_str::SmolStr;

use super::automaton::Automaton;
use super::go_regexp::{RegexpError, Tree};

/// How long the program of an [`Automaton`] may be, in instructions.
const MOST_OF_AUTOMATON: usize = 2_000;

/// A `HostSNIRegexp` argument that Go's regular expressions take.
///
/// tcpgen checks it with Go's own grammar and limits, and finds the matches that Go finds. What it cannot run is never
/// called invalid: [`Self::is_match`] then says that it does not know.
#[derive(Clone, Debug)]
pub struct Pattern {
    written: SmolStr,
    expression: SmolStr,
    tree: Tree,
    /// What every name that matches begins and ends with: most names are told from these alone.
    beginning: SmolStr,
    end: SmolStr,
}

impl Pattern {
    /// `written` is the argument, `expression` what Traefik compiles: the same in v3, a template's expansion in v2.
    pub(super) fn parse(written: SmolStr, expression: &str) -> Result<Self, RegexpError> {
        let tree = Tree::parse(expression)?;
        let (beginning, end) = (tree.beginning().into(), tree.end().into());
        Ok(Self { written, expression: expression.into(), tree, beginning, end })
    }

    /// The argument as it was written; in v2 a template.
    pub fn source(&self) -> &str {
        &self.written
    }

    /// The regular expression that Traefik compiles.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// Whether the pattern matches somewhere in a server name as [`Client::sni`](super::Client::sni) gives it (empty
    /// for none). `None` where tcpgen cannot tell: the pattern asks for a Unicode property (`\p{Greek}`) and the name
    /// is not ASCII, or its counted repetitions are too large to run.
    pub fn is_match(&self, sni: &str) -> Option<bool> {
        if !sni.is_ascii() && !self.tree.is_exact_beyond_ascii() {
            return None;
        }
        let program = self.tree.program()?;
        Some(sni.starts_with(&*self.beginning) && sni.ends_with(&*self.end) && program.is_match(sni))
    }

    /// What every name that matches begins with. None where that is not known, or where [`Self::is_match`] cannot tell of
    /// every name.
    pub fn beginning(&self) -> Option<&SmolStr> {
        Some(&self.beginning).filter(|text| !text.is_empty() && self.tells_of_all())
    }

    /// The same of what it ends with.
    pub fn end(&self) -> Option<&SmolStr> {
        Some(&self.end).filter(|text| !text.is_empty() && self.tells_of_all())
    }

    fn tells_of_all(&self) -> bool {
        self.tree.is_exact_beyond_ascii() && self.tree.program().is_some()
    }

    /// The same, for a name that comes a character at a time; none where the expression is too long for that.
    pub fn automaton(&self) -> Option<Automaton> {
        let program = self.tree.program().filter(|program| program.len() <= MOST_OF_AUTOMATON)?;
        Some(Automaton::new(program.clone()))
    }

    /// Whether every match begins where the name does. If not, anything may come before what was meant.
    pub fn is_anchored_at_start(&self) -> bool {
        self.tree.is_anchored_at_start()
    }

    /// Whether every match ends where the name does. If not, anything may follow what was meant.
    pub fn is_anchored_at_end(&self) -> bool {
        self.tree.is_anchored_at_end()
    }

    /// Whether the pattern matches the empty name: plain connections, and TLS clients that send none.
    pub fn matches_empty(&self) -> Option<bool> {
        self.is_match("")
    }

    /// Whether the pattern is sure to match every server name and the empty one, as `.*` does. False does not mean that
    /// some name differs.
    pub fn matches_everything(&self) -> bool {
        self.tree.matches_everything()
    }

    /// Whether every match has an upper-case ASCII letter, so that no name as Traefik compares it matches.
    pub fn needs_upper_case(&self) -> bool {
        self.tree.needs_upper_case()
    }

    /// The argument in canonical v3 form.
    pub(super) fn to_argument(&self) -> String {
        if self.expression.is_ascii() {
            return self.expression.to_string();
        }
        // Only v2 lets other characters pass.
        let escaped = |letter: char| {
            if letter.is_ascii() { letter.to_string() } else { format!("\\x{{{:x}}}", u32::from(letter)) }
        };
        self.expression.chars().map(escaped).collect()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.expression == other.expression
    }
}

impl Eq for Pattern {}
