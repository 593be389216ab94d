use crate::check::{Check, Context, Run};
use std::net::IpAddr;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// A scenario's client address that is none.
pub static CODE: Code = Code {
    name: "invalid-client-address",
    severity: Severity::Error,
    summary: "a scenario connects from something that is not an IP address",
    explanation: include_str!("invalid_client_address.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// A client has one address, so a range is none.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let connects = context.desired.scenarios.iter().flat_map(|scenario| scenario.body.connects());
    for address in connects.filter_map(|connect| connect.client_ip.as_ref()) {
        if address.parse::<IpAddr>().is_ok() {
            continue;
        }
        let message = format!("`{}` is no IP address", address.as_str());
        let help = match address.split_once('/') {
            Some((one, _)) if one.parse::<IpAddr>().is_ok() => "a client has one address: write one of that range",
            _ => "write an IPv4 or IPv6 address: `192.168.1.7`, `2001:db8::7`",
        };
        diagnostics.push(Diagnostic::new(&CODE, address.span, message).help(help));
    }
}
