//! GitHub's workflow commands (`actions/toolkit`, `packages/core/src/command.ts`).

use super::plain::lines;

/// The message of a command. GitHub shows its lines; nothing in them steers a terminal that shows the log.
pub(crate) fn data(text: &str) -> String {
    lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
