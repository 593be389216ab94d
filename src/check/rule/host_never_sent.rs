use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, RuleView, Run};
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::HostPattern;
use crate::traefik::change;

/// A server name that no client can send.
pub static CODE: Code = Code {
    name: "host-never-sent",
    severity: Severity::Warning,
    summary: "a server name that no client can send",
    explanation: include_str!("host_never_sent.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !rule.has_tls() {
        return;
    }
    let Some(parsed) = rule.meant() else { return };
    let patterns = parsed.hosts().filter(|(_, _, negated)| !negated);
    let hosts = parsed.declared_hosts().zip(patterns);
    let flawed = hosts.filter_map(|(host, (_, pattern, _))| Some((host, Flaw::of(&host.name, pattern)?)));
    for (host, flaw) in flawed.take(MOST_FINDINGS) {
        let place = rule.place(context.sources, host.argument.clone());
        let found = Diagnostic::new(&CODE, place, flaw.message(&host.name, context)).help(flaw.help(context));
        let name = match &flaw {
            Flaw::Port(name) => *name,
            Flaw::Capitals(_) => host.name.as_str(),
            _ => {
                diagnostics.push(found);
                continue;
            }
        };
        // Not safe: the port may be right and the entry point wrong, and the route would take connections from others.
        let edit = rule.edit_host(context.sources, host.argument.clone(), name);
        diagnostics.push(found.fixes(edit.map(|edit| Fix::of(format!("write `{name}`"), false, vec![edit]))));
    }
}

/// Why a name cannot be one that a client sends.
#[derive(Clone, Copy)]
enum Flaw<'a> {
    /// It ends with a port, behind this name.
    Port(&'a str),
    /// It is an address (RFC 6066, section 3: literal addresses are not permitted).
    Address,
    /// A label is empty.
    EmptyLabel,
    /// As this, with capitals that count ([`change::CASELESS_HOSTS`]).
    Capitals(&'a str),
    /// It ends in several dots, which are cut off one by one ([`change::DOT_CUT_ONCE`]).
    Dots,
}

impl<'a> Flaw<'a> {
    /// Of a name in lower case and what Traefik takes it for.
    fn of(name: &'a str, pattern: &'a HostPattern) -> Option<Self> {
        match pattern {
            HostPattern::CatchAll | HostPattern::AnyName => return None,
            HostPattern::Dotted(_) => return Some(Self::Dots),
            _ => {}
        }
        Self::of_name(name).or(match pattern {
            HostPattern::Never(written) => Some(Self::Capitals(written)),
            _ => None,
        })
    }

    fn of_name(name: &'a str) -> Option<Self> {
        let dotless = name.strip_suffix('.').unwrap_or(name);
        let labels = dotless.strip_prefix("*.").unwrap_or(dotless);
        if let Some((host, _)) = labels.rsplit_once(':') {
            let address = labels.parse::<Ipv6Addr>().is_ok() || host.contains(':') || host.parse::<Ipv4Addr>().is_ok();
            return Some(if address { Self::Address } else { Self::Port(name.rsplit_once(':')?.0) });
        }
        if labels.ends_with(|last: char| last.is_ascii_digit()) && labels.parse::<Ipv4Addr>().is_ok() {
            return Some(Self::Address);
        }
        (labels.is_empty() || labels.starts_with('.') || labels.ends_with('.') || labels.contains(".."))
            .then_some(Self::EmptyLabel)
    }

    fn message(self, name: &str, context: &Context<'_>) -> String {
        let reason = match self {
            Self::Port(_) => "a server name has no port",
            Self::Address => "a server name is never an address",
            Self::EmptyLabel => "a server name has no empty part",
            Self::Capitals(written) => {
                let version = context.version;
                return format!(
                    "`{written}` matches no client: Traefik {version} compares server names in lower case, and leaves \
                     the rule as it is"
                );
            }
            Self::Dots => {
                let version = context.version;
                return format!(
                    "`{name}` matches no client at first: Traefik {version} cuts one of its dots with each client that \
                     it is compared with in vain"
                );
            }
        };
        format!("no client sends `{name}`: {reason}")
    }

    fn help(self, context: &Context<'_>) -> String {
        match self {
            Self::Port(name) => format!("write `{name}`; the port is the entry point's"),
            Self::Address => {
                "write the name that clients connect to, or `*`; ClientIP is for clients' addresses".to_owned()
            }
            Self::EmptyLabel | Self::Dots => "take the extra dots out".to_owned(),
            Self::Capitals(_) => match change::CASELESS_HOSTS.after(context.version) {
                Some(since) => format!("write it in lower case; from Traefik {since} on case does not count"),
                None => "write it in lower case".to_owned(),
            },
        }
    }
}
