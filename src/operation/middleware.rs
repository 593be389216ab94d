use std::fmt::Write as _;

use super::Guard;
use super::toml_text::{array, string};

/// A middleware as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Middleware {
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// What it does.
    pub guard: Guard,
}

impl Middleware {
    /// The entry of a state file that says the same.
    pub fn entry(&self) -> String {
        let mut text = format!("[middlewares.{}]\nnamespace = {}\n", string(&self.name), string(&self.namespace));
        let _ = match &self.guard {
            Guard::InFlightConn(amount) => writeln!(text, "in_flight_conn = {amount}"),
            Guard::SourceRanges(ranges) => writeln!(text, "ip_allow_list = {}", array(ranges)),
        };
        text
    }
}
