use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, RuleView, Run};
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::diagnostic::{Code, Diagnostic, Fix, Severity};

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
    let flawed = parsed.declared_hosts().iter().filter_map(|host| Some((host, Flaw::of(&host.name)?)));
    for (host, flaw) in flawed.take(MOST_FINDINGS) {
        let place = rule.place(context.sources, host.argument.clone());
        let found = Diagnostic::new(&CODE, place, format!("no client sends `{}`: {}", host.name, flaw.reason()));
        let found = found.help(flaw.help());
        let Flaw::Port(name) = flaw else {
            diagnostics.push(found);
            continue;
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
}

impl<'a> Flaw<'a> {
    fn of(name: &'a str) -> Option<Self> {
        if name == "*" {
            return None;
        }
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

    fn reason(self) -> &'static str {
        match self {
            Self::Port(_) => "a server name has no port",
            Self::Address => "a server name is never an address",
            Self::EmptyLabel => "a server name has no empty part",
        }
    }

    fn help(self) -> String {
        match self {
            Self::Port(name) => format!("write `{name}`; the port is the entry point's"),
            Self::Address => {
                "write the name that clients connect to, or `*`; ClientIP is for clients' addresses".to_owned()
            }
            Self::EmptyLabel => "take the extra dots out".to_owned(),
        }
    }
}
