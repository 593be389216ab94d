//! What tcpgen has to say about an input, as data: a stable [`Code`], a place, words, and edits that mend it.
//!
//! Words are assembled where the fact is found (one file a code); drawing them is [`crate::report`]'s.

mod code;
mod diagnostic;
mod fix;
mod level;
mod suggestion;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Related};
pub use fix::{Edit, Fix};
pub use level::{Level, Levels};
pub(crate) use suggestion::{closest, is_same_word};
