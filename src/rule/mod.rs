//! Traefik's TCP match language: rules such as ``HostSNI(`db.example.com`) && ClientIP(`10.0.0.0/8`)``.
//!
//! A rule goes through the stages that Traefik sends it through: text, Go expression ([`parser`], where the grammar
//! stands), calls of matchers ([`evaluate`]), matchers whose arguments are sound ([`arguments`]): an [`Expression`].
//! Each stage refuses what Traefik refuses, in Traefik's words ([`Problem::traefik`]), and points at the fragment.
//!
//! Pure code: no I/O, no panics, time linear in the text but for the regular expressions it asks for.

mod arguments;
mod call;
mod client;
mod declared_host;
mod errors;
mod evaluate;
mod expression;
mod format;
mod go_quote;
mod go_regexp;
mod host_pattern;
mod invalid_host;
mod lexer;
mod literal;
mod matcher;
mod matcher_name;
mod node;
mod number;
mod parser;
mod pattern;
mod problem;
mod problem_kind;
mod problems;
mod reading;
#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the rule")]
mod rule;
mod syntax;
mod syntax_error;
mod template;
mod tls_mode;
mod token;
mod types;
mod verdict;

pub use client::Client;
pub use declared_host::DeclaredHost;
pub use expression::Expression;
pub use format::host_sni;
pub use go_regexp::{RegexpError, RegexpErrorKind};
pub use host_pattern::HostPattern;
pub use invalid_host::InvalidHost;
pub use matcher::{Matcher, MatcherKind};
pub use matcher_name::MatcherName;
pub use parser::MAX_NESTING;
pub use pattern::Pattern;
pub use problem::{Problem, Stage};
pub use problem_kind::ProblemKind;
pub use reading::{Reading, read};
pub use rule::{Rule, parse};
pub use syntax::Syntax;
pub use syntax_error::{SyntaxError, SyntaxMistake};
pub use template::TemplateError;
pub use tls_mode::TlsMode;
pub use verdict::Verdict;
