//! Requests for the list.

use super::reader::Reader;
use super::{Misunderstood, forms};
use crate::operation::LIST;

const NOUNS: [&str; 10] = [
    "ingressroutes",
    "ingressroutetcps",
    "ingressroutetcp",
    "routes",
    "route",
    "middleware",
    "middlewares",
    "middlewaretcps",
    "attachments",
    "everything",
];

/// Everything is listed: nothing that a request for the list says may ask for less.
pub(super) fn rest(reader: &mut Reader) -> Result<(), Misunderstood> {
    reader.take(&["me"]);
    let mut first = true;
    while first && reader.peek().is_some() || joined(reader) {
        first = false;
        let _ = reader.take(&["all", "every"]);
        let _ = reader.take(&["the"]);
        let _ = reader.take(&["tcp"]);
        if reader.take(&NOUNS).is_none() {
            break;
        }
        reader.take(&["attachments"]);
    }
    let _ = reader.take_all(&["by", "reading"]);
    let _ = reader.take_all(&["the", "resource"]);
    reader.take(&[LIST]);
    reader.skip_end();
    match reader.peek() {
        None => Ok(()),
        Some(token) => Err(Misunderstood::word(token, &NOUNS, forms::LIST)),
    }
}

/// "and", a comma, "with their": another noun follows.
fn joined(reader: &mut Reader) -> bool {
    let mark = reader.mark();
    reader.skip_marks();
    let joined = reader.take(&["and"]).is_some()
        || reader.take_all(&["with", "their"])
        || reader.take_all(&["with", "all", "their"])
        || reader.mark() > mark && reader.word().is_some_and(|word| NOUNS.contains(&word.as_str()));
    if !joined {
        reader.back_to(mark);
    }
    joined
}
