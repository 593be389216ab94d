use super::Context;
use super::allow_list_view::AllowListView;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};

/// A source range with host bits.
pub static CODE: Code = Code {
    name: "host-bits-set",
    severity: Severity::Warning,
    summary: "a source range has bits behind its prefix, which Traefik cuts off",
    explanation: include_str!("host_bits_set.md"),
};

/// Go's `net.ParseCIDR` masks the address (`pkg/ip/checker.go`); observed on 3.7.15.
pub(super) fn check(_: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (text, range) in list.read().filter(|(_, range)| range.has_host_bits()) {
        let network = range.network();
        let alone = text.split('/').next().unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(&CODE, text.span, format!("`{}` is `{network}` to Traefik", text.as_str()))
                .help(format!("write `{network}`, or `{alone}` if that one address is meant"))
                .fix(Fix::safe(format!("write `{network}`"), text.span, format!("\"{network}\"")))
                .fix(Fix::offered(format!("write `{alone}`"), text.span, format!("\"{alone}\""))),
        );
    }
}
