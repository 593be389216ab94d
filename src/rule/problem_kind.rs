use smol_str::SmolStr;

use super::go_regexp::RegexpError;
use super::invalid_host::InvalidHost;
use super::matcher_name::MatcherName;
use super::syntax_error::SyntaxError;
use super::template::TemplateError;
use crate::source_range::InvalidSourceRange;

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// There is no rule.
    Empty,
    /// The text is no Go expression.
    Syntax(SyntaxError),
    /// Parentheses, `!` and the like are nested deeper than tcpgen follows. Traefik's own limit is 100,000.
    TooDeep {
        /// tcpgen's limit.
        limit: usize,
    },
    /// A name that calls nothing: `HostSNI` or `x.test`.
    NotACall {
        /// The name.
        name: String,
        /// A matcher of this name, or of a close one.
        suggestion: Option<&'static str>,
    },
    /// A matcher that TCP rules do not have.
    UnknownMatcher {
        /// The name as written.
        name: String,
        /// The matcher that was probably meant.
        suggestion: Option<&'static str>,
        /// Whether HTTP routers have one of this name.
        http: bool,
    },
    /// An operator other than `&&`, `||` and `!`.
    UnsupportedOperator {
        /// The operator.
        operator: &'static str,
    },
    /// An operand of `&&`, `||` or `!`, or the whole rule, that is a text or a number.
    NotAMatcher,
    /// A Go expression that rules do not have: `*a`, `f()()`, `(HostSNI)(..)`.
    UnsupportedExpression {
        /// Go's name of the construct, without its package: `StarExpr`.
        construct: &'static str,
    },
    /// An argument that is no string.
    NotAString {
        /// The argument as written.
        argument: String,
    },
    /// Other than one argument (v2: none).
    WrongArgumentCount {
        /// The matcher.
        matcher: MatcherName,
        /// How many were written.
        got: usize,
    },
    /// An argument without any text.
    EmptyArgument {
        /// The matcher.
        matcher: MatcherName,
    },
    /// A `HostSNI` argument that Traefik takes for no host name.
    InvalidHost {
        /// The argument.
        host: SmolStr,
        /// What is wrong with it.
        reason: InvalidHost,
    },
    /// A `HostSNIRegexp` argument that Go's regular expressions refuse.
    InvalidRegexp {
        /// The argument.
        regexp: SmolStr,
        /// What Go says.
        reason: RegexpError,
    },
    /// A `HostSNIRegexp` argument that is not ASCII (v3).
    NonAsciiRegexp {
        /// The argument.
        regexp: SmolStr,
    },
    /// A v2 `HostSNIRegexp` template with unbalanced braces or an empty part.
    InvalidTemplate {
        /// The argument.
        template: SmolStr,
        /// What is wrong with it.
        reason: TemplateError,
    },
    /// A `ClientIP` argument that is neither address nor network.
    InvalidClientIp(InvalidSourceRange),
    /// ``ALPN(`acme-tls/1`)``, which Traefik keeps for itself.
    ReservedAlpn {
        /// The protocol.
        protocol: SmolStr,
    },
}
