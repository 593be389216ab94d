use std::ops::Range;

use smol_str::SmolStr;

use super::matcher_name::MatcherName;

/// A matcher call as it was read, its arguments not looked at yet.
#[derive(Debug)]
pub(super) struct Call {
    pub name: MatcherName,
    pub spelling: SmolStr,
    pub arguments: Vec<Argument>,
    /// In bytes of the rule's text.
    pub range: Range<usize>,
}

#[derive(Debug)]
pub(super) struct Argument {
    pub value: SmolStr,
    /// With its quotes, in bytes of the rule's text.
    pub range: Range<usize>,
}

impl Call {
    /// Whether it is ``HostSNI(`*`)``, in whatever spelling.
    pub fn is_catch_all(&self) -> bool {
        self.name == MatcherName::HostSni && matches!(self.arguments.as_slice(), [only] if only.value == "*")
    }
}
