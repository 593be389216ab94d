//! Traefik's TCP match language: rules such as ``HostSNI(`db.example.com`) && ClientIP(`10.0.0.0/8`)``.
//!
//! A rule goes through the stages that Traefik sends it through: text, Go expression (`parser.rs`, where the grammar
//! stands), calls of matchers (`evaluate.rs`), matchers whose arguments are sound (`arguments.rs`): an [`Expression`].
//! Each stage refuses what Traefik refuses, in Traefik's words ([`Problem::traefik`]), and points at the fragment.
//!
//! ```
//! use tcpgen::rule::{Client, Syntax, parse};
//!
//! let rule = parse("HostSNI(`*.example.com`) && !ClientIP(`10.0.0.0/8`)", Syntax::V3).expect("a rule");
//! assert!(rule.matches(&Client::tls("db.example.com", [192, 0, 2, 1].into(), [])));
//!
//! let problems = parse("Host(`db.example.com`)", Syntax::V3).expect_err("not a TCP matcher");
//! assert_eq!(problems[0].range, 0..4);
//! assert!(problems[0].traefik.ends_with("unsupported function: Host"));
//! ```
//!
//! Pure code: no I/O, no panics, time linear in the text but for the regular expressions it asks for.

mod arguments;
mod automaton;
mod call;
mod client;
mod coloured;
mod comment;
mod errors;
mod evaluate;
mod expression;
mod go_quote;
mod go_regexp;
mod host_pattern;
mod http_hosts;
mod invalid_host;
mod lexer;
mod literal;
mod matcher;
mod matcher_name;
mod mistake;
mod node;
mod number;
mod parser;
mod pattern;
mod primary;
mod problem;
mod problem_kind;
mod problems;
mod reading;
mod recovery;
#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the rule")]
mod rule;
mod string_literal;
mod syntax;
mod syntax_error;
mod template;
mod tls_mode;
mod token;
mod verdict;

pub(crate) use automaton::{Automaton, AutomatonState};
pub use client::Client;
pub use coloured::{RulePart, parts};
pub use expression::Expression;
pub use go_regexp::RegexpErrorKind;
pub use host_pattern::HostPattern;
pub use http_hosts::http_hosts;
pub(crate) use invalid_host::InvalidHost;
pub use matcher::{Matcher, MatcherKind, host_sni};
pub(crate) use matcher_name::MatcherName;
pub use parser::MAX_NESTING;
pub use pattern::Pattern;
pub use problem::Problem;
pub(crate) use problem::Stage;
pub use problem_kind::ProblemKind;
pub(crate) use reading::Reading;
pub use reading::{parse, read};
pub(crate) use rule::DeclaredHost;
pub use rule::Rule;
pub use syntax::{Language, Syntax};
pub(crate) use syntax_error::SyntaxError;
pub use syntax_error::SyntaxMistake;
pub use template::v3_of_template;
pub use tls_mode::TlsMode;
pub use verdict::Verdict;
