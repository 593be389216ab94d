//! For which Traefik a tool answers.

use crate::operation::{Parameter, Takes};
use crate::store::Refusal;
use crate::traefik::TraefikVersion;

/// The argument.
pub(super) const PARAMETER: Parameter = Parameter::optional(
    "traefik",
    Takes::Text,
    None,
    "the version of Traefik to answer for, such as 3.6 or 3.6.11; the state's own when left out",
);

/// The version that is asked for, if any.
///
/// # Errors
/// When it is none.
pub(super) fn read(written: Option<&str>) -> Result<Option<TraefikVersion>, Refusal> {
    let read = |text: &str| {
        TraefikVersion::parse(text).ok_or_else(|| {
            Refusal::new("invalid-arguments", format!("`traefik` cannot be \"{text}\"")).help(TraefikVersion::SPELLINGS)
        })
    };
    written.map(read).transpose()
}
