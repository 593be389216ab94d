//! From calls to matchers: each argument is held against what its matcher takes (`pkg/muxer/tcp/matcher.go`,
//! `matcher_v2.go`, and `CheckRule` in `pkg/rules/parser.go`).

use smol_str::SmolStr;

use super::call::{Argument, Call};
use super::evaluate::Tree;
use super::expression::Expression;
use super::go_quote::quoted;
use super::host_pattern::HostPattern;
use super::invalid_host::InvalidHost;
use super::matcher::{Matcher, MatcherKind};
use super::matcher_name::MatcherName;
use super::pattern::Pattern;
use super::problem_kind::ProblemKind;
use super::problems::Problems;
use super::syntax::{Language, Syntax};
use super::template::to_regexp;
use crate::source_range::SourceRange;

/// The protocol of ACME's TLS challenge, RFC 8737.
const ACME_TLS: &str = "acme-tls/1";

/// The expression of a tree; `None` where any matcher has a problem, and then at least one was added.
pub(super) fn check(tree: Tree, language: Language, problems: &mut Problems<'_>) -> Option<Expression> {
    match tree {
        Tree::Not { operand, range } => {
            check(*operand, language, problems).map(|operand| Expression::Not { operand: Box::new(operand), range })
        }
        Tree::Join { and, operands, range } => {
            let mut checked = Vec::with_capacity(operands.len());
            let mut sound = true;
            for operand in operands {
                match check(operand, language, problems) {
                    // A v2 matcher of several arguments inside an `||`.
                    Some(Expression::Or { operands, .. }) if !and => checked.extend(operands),
                    Some(operand) => checked.push(operand),
                    None => sound = false,
                }
            }
            let join = |operands| {
                if and { Expression::And { operands, range } } else { Expression::Or { operands, range } }
            };
            sound.then(|| join(checked))
        }
        Tree::Call(call) => check_call(&call, language, problems),
    }
}

fn check_call(call: &Call, language: Language, problems: &mut Problems<'_>) -> Option<Expression> {
    if !counts(call, language.syntax, problems) {
        return None;
    }
    let mut matchers = Vec::with_capacity(call.arguments.len());
    for (index, argument) in call.arguments.iter().enumerate() {
        let kind = match language.syntax {
            Syntax::V3 => kind_v3(call.name, argument, language),
            Syntax::V2 => kind_v2(call.name, argument, index, language),
        };
        match kind {
            Ok(kind) => matchers.push(Expression::Matcher(Matcher {
                kind,
                spelling: call.spelling.clone(),
                range: call.range.clone(),
                argument: argument.range.clone(),
            })),
            Err((kind, error)) => problems.add(kind, argument.range.clone(), &error),
        }
    }
    if matchers.len() < call.arguments.len() {
        return None;
    }
    if matchers.len() > 1 {
        return Some(Expression::Or { operands: matchers, range: call.range.clone() });
    }
    matchers.pop()
}

/// Whether there are as many arguments as the matcher takes, none of them empty.
fn counts(call: &Call, syntax: Syntax, problems: &mut Problems<'_>) -> bool {
    let (matcher, got) = (call.name, call.arguments.len());
    let values = || call.arguments.iter().map(|argument| argument.value.as_str()).collect::<Vec<_>>().join(" ");
    if got == 0 {
        let kind = ProblemKind::WrongArgumentCount { matcher, got };
        problems.add(kind, call.range.clone(), &format!("no args for matcher {matcher}"));
        return false;
    }
    if let Some(empty) = call.arguments.iter().find(|argument| argument.value.is_empty()) {
        let error = format!("empty args for matcher {matcher}, [{}]", values());
        problems.add(ProblemKind::EmptyArgument { matcher }, empty.range.clone(), &error);
        return false;
    }
    if syntax == Syntax::V3 && got > 1 {
        let kind = ProblemKind::WrongArgumentCount { matcher, got };
        problems.add(kind, call.range.clone(), &format!("unexpected number of parameters; got {got}, expected 1"));
        return false;
    }
    true
}

type Checked = Result<MatcherKind, (ProblemKind, String)>;

fn kind_v3(name: MatcherName, argument: &Argument, language: Language) -> Checked {
    let value = &argument.value;
    match name {
        MatcherName::HostSni if value == "*" => Ok(MatcherKind::HostSni(HostPattern::CatchAll)),
        MatcherName::HostSni => match InvalidHost::of(value, language) {
            None => Ok(MatcherKind::HostSni(HostPattern::from_checked(value, language))),
            Some(reason) => {
                let error = format!("invalid value for HostSNI matcher, {} is not a valid hostname", quoted(value));
                Err((ProblemKind::InvalidHost { host: value.clone(), reason }, error))
            }
        },
        MatcherName::HostSniRegexp if !value.is_ascii() => {
            let error = format!("invalid value for HostSNIRegexp matcher, {} is not a valid hostname", quoted(value));
            Err((ProblemKind::NonAsciiRegexp { regexp: value.clone() }, error))
        }
        MatcherName::HostSniRegexp => regexp(value, value, "compiling HostSNIRegexp matcher: "),
        MatcherName::ClientIp => client_ip(value, "initializing IP checker for ClientIP matcher"),
        MatcherName::Alpn => alpn(value, "ALPN"),
    }
}

fn kind_v2(name: MatcherName, argument: &Argument, index: usize, language: Language) -> Checked {
    let value = &argument.value;
    match name {
        MatcherName::HostSni if value == "*" && index == 0 => Ok(MatcherKind::HostSni(HostPattern::CatchAll)),
        MatcherName::HostSni if value == "*" => Ok(MatcherKind::HostSni(HostPattern::AnyName)),
        MatcherName::HostSni => match InvalidHost::of(value, language) {
            None => Ok(MatcherKind::HostSni(HostPattern::from_checked(value, language))),
            Some(reason) => {
                let host = quoted(value);
                let error = format!("invalid value for \"HostSNI\" matcher, {host} is not a valid hostname or IP");
                Err((ProblemKind::InvalidHost { host: value.clone(), reason }, error))
            }
        },
        MatcherName::HostSniRegexp => match to_regexp(value) {
            Ok(expression) => regexp(value, &expression, ""),
            Err(reason) => {
                let error = reason.traefik(value);
                Err((ProblemKind::InvalidTemplate { template: value.clone(), reason }, error))
            }
        },
        MatcherName::ClientIp => client_ip(value, "could not initialize IP Checker for \"ClientIP\" matcher"),
        MatcherName::Alpn => alpn(value, "\"ALPN\""),
    }
}

fn regexp(written: &SmolStr, expression: &str, context: &str) -> Checked {
    match Pattern::parse(written.clone(), expression) {
        Ok(pattern) => Ok(MatcherKind::HostSniRegexp(pattern)),
        Err(reason) => {
            let error = format!("{context}{reason}");
            Err((ProblemKind::InvalidRegexp { regexp: written.clone(), reason }, error))
        }
    }
}

fn client_ip(value: &str, context: &str) -> Checked {
    SourceRange::parse(value).map(MatcherKind::ClientIp).map_err(|reason| {
        let error = format!("{context}: {}", reason.traefik());
        (ProblemKind::InvalidClientIp(reason), error)
    })
}

fn alpn(value: &SmolStr, matcher: &str) -> Checked {
    if value == ACME_TLS {
        let error = format!("invalid protocol value for {matcher} matcher, {} is not allowed", quoted(value));
        return Err((ProblemKind::ReservedAlpn { protocol: value.clone() }, error));
    }
    Ok(MatcherKind::Alpn(value.clone()))
}
