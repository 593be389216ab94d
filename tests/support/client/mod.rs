//! Clients that tell what became of their connection.

mod answer;
mod builder;
mod deed;
mod dial;
mod proxy_header;
mod raw_hello;
mod talk;
mod tls;
mod tls_talk;

pub use builder::Client;
pub use deed::{Deed, Observation, Via};
