//! Text of others as a part of other text: names, rules and messages that an input has a say in, for a terminal or a log, for
//! Markdown, XML, Mermaid, DOT and GitHub's workflow commands. Nothing else escapes.
//!
//! What people read on a terminal is [`Shown`], and the console takes nothing else.

#[cfg(feature = "cli")]
mod coloured;
#[cfg(feature = "cli")]
mod drawing;
#[cfg(feature = "cli")]
pub(crate) mod github;
pub(crate) mod junit;
mod markdown;
mod plain;
#[cfg(feature = "cli")]
mod shown;
pub(crate) mod xml;

#[cfg(feature = "cli")]
pub(crate) use drawing::{dot, mermaid};
pub(crate) use markdown::markdown;
pub(crate) use plain::line;
#[cfg(feature = "cli")]
pub(crate) use shown::{Shown, shown};
