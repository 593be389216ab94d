//! A request in plain words, as the tool call that it means. A small grammar, and no guess:
//!
//! ```text
//! request    := [ "Please" ] one [ "please" ]
//! one        := ( "List" | "Show" ) [ listed { ( "and" | "," | "with their" ) listed } ] [ the listing's URI ]
//!             | ( "Delete" | "Remove" ) thing [ place ]
//!             | ( "Create" | "Make" | "Add" | "Update" | "Patch" | "Change" | "Set" ) thing { clause }
//!             | ( "Generate" | "Write" ) thing { clause }
//!             | "Add" items "to" thing [ place ]          | ( "Remove" | "Delete" ) items "from" thing [ place ]
//!             | "Attach" guards "to" thing [ place ]      | "Detach" guards "from" thing [ place ]
//!             | ( "Allow" | "Let" ) [ "only" ] ranges ( "in" | "through" | "in through" ) thing [ place ]
//!             | ( "Set" | "Change" ) setting "of" thing "to" VALUE [ place ]
//!             | ( "Set" | "Change" ) setting [ "to" ] VALUE ( "of" | "on" | "for" ) thing [ place ]
//! thing      := { a | an | the | new | existing | TCP | IP } kind [ "name" | "named" | "called" ] NAME
//!             | [ "the" ] 'NAME' kind | NAME whose ending is a kind: postgres-route, db-allowlist, db-limit
//! kind       := "route" | "IngressRouteTCP" | [ allowlist | limit ] ( "middleware" | "MiddlewareTCP" ) | "allowlist" | "limit"
//! items      := ranges | guards | ( "entry point" | "entry points" ) NAMES
//! ranges     := [ "range" | "address" | "network" | "IP" | "CIDR" ] NAMES
//! guards     := [ "middleware" | "middlewares" ] NAMES
//! setting    := [ "the" ] ( "port" | "service" | "entry point" | "SNI" | "TLS secret" | "limit" | "source ranges" | ... )
//! place      := "in" [ "namespace" ] NAME [ "namespace" ]
//! clause     := place
//!             | ( "for" | "targeting" | "to use" ) [ "Kubernetes" ] [ "backend" ] [ "service" ] NAME
//!             | [ "for" | "to" | "with" ] ( "service" | "backend" ) NAME
//!             | [ "on" | "to" | "at" ] "port" PORT
//!             | "entry point" NAMES | "SNI" [ "host" ] HOST | "HostSNI" HOST | "catch-all"
//!             | [ "with" | "keeping" ] ( "middleware" | "middlewares" ) NAMES
//!             | [ "with" ] "TLS passthrough" [ "enabled" | "disabled" | true | false ] | "without TLS passthrough"
//!             | "TLS secret" NAME
//!             | ( "allowing" | "to allow" ) [ "only" ] NAMES
//!             | "with at most" NUMBER "connections"
//! NAMES      := "[" NAME { "," NAME } "]" | NAME { ( "," | "and" ) NAME }
//! ```
//!
//! Clauses may come in any order, with commas, "and" and full stops between them. Letter case is free in the grammar's own
//! words. Quotes are optional; a name that is a word of the grammar needs them. The arguments' own names
//! (`tls_passthrough true`, `entry_points [..]`) are words of the grammar as well.
//!
//! "Update" and "Patch" change what the request names and keep the rest: the tools' action `update`.
//!
//! A request is understood whole or refused. Words that turn it round or make an exception are refused before anything else
//! is read, wherever they stand: the half of such a request that is understood would be its opposite.

mod clause;
mod clauses;
mod edits;
mod forms;
mod head;
mod leads;
mod listing;
mod misunderstood;
mod reader;
mod request;
mod said;
mod settings;
mod thing;
mod token;
mod unknown;
mod value;
mod words;

pub use forms::FORMS;
pub(crate) use misunderstood::Misunderstood;
pub use request::Request;

use edits::Meant;
use forms::Verb;
use head::Head;
use reader::Reader;
use said::Said;

/// The tool call that a request means.
///
/// # Errors
/// When the request, or a word of it, is not understood.
pub fn ask(text: &str) -> Result<Request, Misunderstood> {
    let mut reader = Reader::new(token::tokens(text)?)?;
    let head = head::read(&mut reader)?;
    let edit = match head {
        Head::List => {
            listing::rest(&mut reader)?;
            return Ok(Request::List);
        }
        Head::Rename => return Err(Misunderstood::rename(reader.place())),
        Head::Set => settings::read(&mut reader)?,
        _ => edits::read(&mut reader, head)?,
    };
    let Meant { verb, thing, said } = match edit {
        Some(edit) => edit,
        None => object(&mut reader, head)?,
    };
    request::of(verb, thing, said)
}

/// A request about an object as a whole.
fn object(reader: &mut Reader, head: Head) -> Result<Meant, Misunderstood> {
    let verb = match head {
        Head::Object(verb) => verb,
        Head::Remove => Verb::Delete,
        Head::Set => Verb::Update,
        _ => Verb::Create,
    };
    let thing = thing::thing(reader, verb)?;
    let mut said = Said::default();
    clauses::read(reader, verb, thing.kind, &mut said)?;
    Ok(Meant { verb, thing, said })
}
