use foldhash::HashMap;

use crate::check::state::territory::Territory;
use crate::check::state::{unknown_allowed_code, unused_allow};
use crate::desired::{Allow, Covers as _, DesiredState, Entry};
use crate::diagnostic::{Diagnostic, Severity};

/// Removes the warnings and the advice that an `allow` covers, and warns of every `allow` that nothing needs. In a state that
/// could not be read whole (`complete` is false) a check may not have run, so no `allow` is called needless.
///
/// An entry's own `allow` comes before one at the top of a file, which holds for the whole state.
pub fn suppress(desired: &DesiredState, complete: bool, diagnostics: &mut Vec<Diagnostic>) {
    let mut notes = Vec::new();
    let mut entries = Entries::default();
    for entry in &desired.entries {
        entries.add(entry, &mut notes);
    }
    let mut of_state = AllowedList::read(&desired.allow, &mut notes);
    if !entries.allowed.is_empty() || !of_state.list.is_empty() {
        entries.territory.survey();
        diagnostics.retain(|found| found.severity == Severity::Error || !(entries.take(found) || of_state.take(found)));
    }
    if complete {
        let all = entries.allowed.iter().flat_map(|allowed| &allowed.list).chain(&of_state.list);
        notes.extend(
            all.filter(|allowed| !allowed.needed)
                .filter_map(|allowed| allowed.allow.code.as_ref())
                .map(unused_allow::diagnostic),
        );
    }
    diagnostics.append(&mut notes);
}

/// One `allow` of a warning that exists, and whether a warning was there.
struct Allowed<'a> {
    allow: &'a Allow,
    needed: bool,
}

/// What an entry or the state allows.
#[derive(Default)]
struct AllowedList<'a> {
    list: Vec<Allowed<'a>>,
    /// The place of the first of each code.
    first: HashMap<&'a str, usize>,
}

impl<'a> AllowedList<'a> {
    /// Those that name a warning; the others are noted.
    fn read(list: &'a [Allow], notes: &mut Vec<Diagnostic>) -> Self {
        let mut read = Self::default();
        for allow in list {
            let Some(code) = &allow.code else { continue };
            if let Some(note) = unknown_allowed_code::check(code) {
                notes.push(note);
                continue;
            }
            read.first.entry(code.as_str()).or_insert(read.list.len());
            read.list.push(Allowed { allow, needed: false });
        }
        read
    }

    /// Whether one covers this warning; the first that does is needed from now on.
    fn take(&mut self, found: &Diagnostic) -> bool {
        let first = self.first.get(found.code.name).and_then(|place| self.list.get_mut(*place));
        let Some(allowed) = first else { return false };
        allowed.needed = true;
        true
    }
}

/// The entries that allow something.
#[derive(Default)]
struct Entries<'a> {
    allowed: Vec<AllowedList<'a>>,
    territory: Territory,
}

impl<'a> Entries<'a> {
    fn add(&mut self, entry: &'a Entry, notes: &mut Vec<Diagnostic>) {
        let Some(list) = &entry.body.common().allow else { return };
        let read = AllowedList::read(&list.value, notes);
        if !read.list.is_empty() {
            let owner = self.allowed.len();
            entry.places(&mut |place| self.territory.add(place, owner));
            self.allowed.push(read);
        }
    }

    fn take(&mut self, found: &Diagnostic) -> bool {
        let allowed = &mut self.allowed;
        self.territory.owners(found.span).any(|owner| allowed.get_mut(owner).is_some_and(|list| list.take(found)))
    }
}
