use crate::check::{Check, Context, Run};
use std::net::Ipv6Addr;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// An address that nothing can be connected to.
pub static CODE: Code = Code {
    name: "invalid-backend-address",
    severity: Severity::Error,
    summary: "an address of a service's servers is not `host:port`",
    explanation: include_str!("invalid_backend_address.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// What Go's `net.Dial` takes as an address.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let lists = context.desired.services.iter().filter_map(|entry| entry.body.addresses.as_ref());
    for address in lists.flat_map(|list| &list.value).filter(|address| !is_address(address)) {
        diagnostics
            .push(Diagnostic::new(&CODE, address.span, format!("`{}` is no `host:port`", address.as_str())).help(
                "write a host and a port: `\"10.0.0.5:5432\"`, `\"pg.internal:5432\"`, `\"[2001:db8::5]:5432\"`",
            ));
    }
}

fn is_address(text: &str) -> bool {
    let Some((host, port)) = text.rsplit_once(':') else { return false };
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let host_is_right = if let Some(host) = host.strip_prefix('[') {
        host.strip_suffix(']').is_some_and(|host| host.parse::<Ipv6Addr>().is_ok())
    } else {
        !host.is_empty() && host.bytes().all(letter)
    };
    host_is_right && port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}
