use super::consequences::lost;
use super::permission::Permission;
use crate::resource::{Object, Resources, STATE_LABEL};
use crate::routing::names::Users;
use crate::source::Text;
use crate::store::{Refusal, Store};
use crate::{Options, compile};

/// The code of a request in words that would take away what it does not name.
pub const WOULD_TAKE_AWAY: &str = "would-take-away";

/// Where the arguments of a call come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A tool's client: `create` replaces what exists, as documented.
    Call,
    /// A request in words: what it does not name is kept.
    Words,
}

/// How a call is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner<'a> {
    /// Where its arguments come from.
    pub origin: Origin,
    /// Whether the change is planned, and not made.
    pub plan_only: bool,
    /// What it may do without asking anyone.
    pub permission: Permission<'a>,
}

/// What a change of an object that exists may take away from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// The request names the object as a whole: what it does not mention is not named.
    Object,
    /// The request names a list of middlewares to keep.
    Middlewares,
    /// The request names what is to go.
    Losses,
}

/// What a call may do beyond what is always safe.
#[derive(Clone, Copy, Debug)]
pub(super) struct Consent<'a> {
    /// Delete what routes still use.
    pub force: bool,
    /// Change and delete what is part of another state.
    pub take_over: bool,
    /// Where the arguments come from.
    pub manner: Manner<'a>,
}

impl Consent<'_> {
    /// The other state that an object is part of; none if it is part of no state, or of this store's own.
    ///
    /// # Errors
    /// When it is another state's, and the call does not ask to take it over.
    pub fn other_state(self, store: &dyn Store, object: &Object) -> Result<Option<String>, Refusal> {
        let Some(theirs) = object.metadata.labels.get(STATE_LABEL).map(Text::as_str) else { return Ok(None) };
        if own_state(store)?.as_deref() == Some(theirs) {
            return Ok(None);
        }
        if self.take_over {
            return Ok(Some(theirs.to_owned()));
        }
        let message = format!("{} is part of the state `{theirs}` ({STATE_LABEL})", title(object));
        let how = self.flag("take_over");
        let help = format!("change it there; {how} changes it here, until the next `tcpgen apply` of that state");
        Err(Refusal::new("of-another-state", message).help(help))
    }

    /// Whether an object may be deleted, given the routes that use it.
    ///
    /// # Errors
    /// When routes use it, with their names.
    pub fn may_delete(self, resources: &Resources, object: &Object) -> Result<(), Refusal> {
        let users = if self.force { Vec::new() } else { Users::new(resources).of(object) };
        if users.is_empty() {
            return Ok(());
        }
        let users: Vec<String> = users.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("{} is used by the routes {}", title(object), users.join(", "));
        let how = self.flag("force");
        let help = format!(
            "remove it from these routes first: Traefik does not serve a route whose middleware is missing; {how} deletes \
             it anyway"
        );
        Err(Refusal::new("still-used", message).help(help))
    }

    /// How to give a flag.
    fn flag(self, name: &str) -> String {
        match self.manner.origin {
            Origin::Call => format!("`{name} = true`"),
            Origin::Words => format!("`--{}`", name.replace('_', "-")),
        }
    }

    /// Whether an object that exists may be changed so that it loses something.
    ///
    /// # Errors
    /// When a request in words would take away what it does not name.
    pub fn may_lose(self, before: &Object, after: &Object, names: Names) -> Result<(), Refusal> {
        if self.manner.origin == Origin::Call || names == Names::Losses {
            return Ok(());
        }
        // An update names what it changes. But "keeping 'a'" does not mean "without all others".
        let lost = lost(before, Some(after));
        let unnamed = lost.iter().filter(|lost| names == Names::Object || lost.key == "middlewares");
        let unnamed: Vec<String> = unnamed.map(ToString::to_string).collect();
        if unnamed.is_empty() {
            return Ok(());
        }
        let message = format!("{} exists, and this would take away {}", title(before), unnamed.join(", "));
        let help = if names == Names::Middlewares {
            "name every middleware to keep, or remove the others with `--force`"
        } else {
            "\"Update\" changes only what it names; something new needs a name of its own; `--force` replaces what exists"
        };
        Err(Refusal::new(WOULD_TAKE_AWAY, message).help(help))
    }
}

/// ``the MiddlewareTCP `default/office` ``
pub(super) fn title(object: &Object) -> String {
    format!("the {} `{}`", object.kind().name(), object.object_ref())
}

/// The name of the state that a store is, from the labels of its own file.
fn own_state(store: &dyn Store) -> Result<Option<String>, Refusal> {
    let facts = compile(&store.facts()?, &Options::default());
    let mut labels = facts.desired.files.iter().flat_map(|file| &file.labels);
    Ok(labels.find(|(key, _)| key.as_str() == STATE_LABEL).map(|(_, name)| name.as_str().to_owned()))
}
