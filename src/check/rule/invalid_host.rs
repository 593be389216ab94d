use crate::check::view::notation::Notation;
use crate::check::view::phrases::{SYNTAX_V2, TWO_NAMES};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rule::{InvalidHost, ProblemKind};
use crate::traefik::{Change, TraefikVersion, change};

/// A `HostSNI` argument that is not a host name.
pub static CODE: Code = Code {
    name: "invalid-host",
    severity: Severity::Error,
    summary: "Traefik does not accept a server name: it disables the router",
    explanation: include_str!("invalid_host.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (rule, problem) in context.problems() {
        let ProblemKind::InvalidHost { host, reason } = &problem.kind else { continue };
        let is_wildcard = match reason {
            InvalidHost::WildcardInV2 => context.version.is_v2(),
            reason => *reason == InvalidHost::WildcardTooEarly,
        };
        if is_wildcard {
            continue; // `wildcard-needs-v3-7` says it better.
        }
        let place = rule.place(context.sources, problem.range.clone());
        let found = Diagnostic::new(&CODE, place, format!("`{host}` is not a server name: {reason}"));
        diagnostics.push(found.help(help(host, *reason, rule.notation(), context.version)));
    }
}

fn help(host: &str, reason: InvalidHost, notation: Notation, version: TraefikVersion) -> String {
    match reason {
        InvalidHost::MisplacedWildcard => "`*.example.com` matches one label; use HostSNIRegexp for more".to_owned(),
        InvalidHost::BareWildcard => "write `*` for every client, or `*.example.com`".to_owned(),
        InvalidHost::WildcardInV2 => {
            let syntax = notation.words(&SYNTAX_V2);
            format!("take {syntax} out, or use HostSNIRegexp(`{{sub:[^.]+}}.example.com`)")
        }
        InvalidHost::WildcardTooEarly => newer(&change::WILDCARD_HOSTS, version, "wildcards"),
        InvalidHost::UnderscoreTooEarly => newer(&change::UNDERSCORE_HOSTS, version, "underscores"),
        InvalidHost::NonAscii => {
            "write the name as clients send it: `xn--bcher-kva.example` for `bücher.example`".to_owned()
        }
        InvalidHost::Character('/') => match host.split_once("://") {
            Some((_, rest)) => format!("write the name alone: `{}`", rest.split(['/', ':']).next().unwrap_or(rest)),
            None => "write the name alone; a TCP router sees no path".to_owned(),
        },
        InvalidHost::Character('{' | '}') => "templates are Traefik v2's: use HostSNIRegexp".to_owned(),
        InvalidHost::Character('[' | ']') => {
            "a server name is never an address; use `*`, or ClientIP for clients".to_owned()
        }
        InvalidHost::Character('^' | '$' | '\\' | '(' | ')' | '+' | '?' | '|') => {
            "a regular expression goes into HostSNIRegexp".to_owned()
        }
        InvalidHost::Character(',' | ' ' | ';') => {
            format!("write each name by itself: {}", notation.words(&TWO_NAMES))
        }
        InvalidHost::Character(_) => "a name has letters, digits, `-`, `_` and dots".to_owned(),
    }
}

fn newer(change: &Change, version: TraefikVersion, what: &str) -> String {
    match change.after(version) {
        Some(since) => {
            format!("{what} came with Traefik {since}, and this state is for {version}; HostSNIRegexp takes them")
        }
        None => format!("{what} need a newer Traefik; HostSNIRegexp takes them"),
    }
}
