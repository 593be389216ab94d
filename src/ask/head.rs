//! How a request begins: what is to be done.

use super::forms::Verb;
use super::reader::Reader;
use super::words::VERBS;
use super::{Misunderstood, forms};

/// The word that a request begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// One object as a whole.
    Object(Verb),
    /// "Change", "Set": an object, or one setting of it.
    Set,
    Add,
    Remove,
    Attach,
    Detach,
    Allow,
    Rename,
    List,
}

/// # Errors
/// When no request begins so.
pub(super) fn read(reader: &mut Reader) -> Result<Head, Misunderstood> {
    reader.take(&["please"]);
    Ok(match reader.take(&VERBS).as_deref() {
        // "Make route pg use .." is about a route that exists.
        Some("make") if !["a", "an", "new"].contains(&reader.word().unwrap_or_default().as_str()) => {
            return Err(match reader.peek() {
                Some(token) => Misunderstood::word(token, &["a", "new"], &forms::either(Verb::Create)),
                None => Misunderstood::ends("what it is about", reader.end(), &forms::either(Verb::Create)),
            });
        }
        Some("create" | "make") => Head::Object(Verb::Create),
        Some("update" | "patch") => Head::Object(Verb::Update),
        Some("generate" | "write") => Head::Object(Verb::Generate),
        Some("change" | "set") => Head::Set,
        Some("delete" | "remove") => Head::Remove,
        Some("add") => Head::Add,
        Some("attach") => Head::Attach,
        Some("detach") => Head::Detach,
        Some("allow" | "let") => Head::Allow,
        Some("rename") => Head::Rename,
        Some("list" | "show") => Head::List,
        _ => {
            return Err(match reader.peek() {
                Some(token) => Misunderstood::word(token, &VERBS, &forms::all()),
                None => Misunderstood::ends("the request", 0..0, &forms::all()),
            });
        }
    })
}
