//! Fixes, applied to the texts of a state until there are none left. Fixes that make it worse are left out.

mod apply;
mod choice;
mod damage;
mod done;
mod findings;
mod lines;
mod place;
mod rounds;

pub use choice::Fixes;
pub use done::Done;
pub use rounds::{Fixed, fix};
