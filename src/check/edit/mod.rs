//! What fixes need: places in texts, and the edits that mend them.

pub(crate) mod edits;
pub(crate) mod key_line;
pub(crate) mod priority_edit;
pub(crate) mod rule_edit;
pub(crate) mod suggestions;
