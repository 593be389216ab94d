use crate::check::view::allow_list_view::AllowListView;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};

/// A source range with host bits.
pub static CODE: Code = Code {
    name: "host-bits-set",
    severity: Severity::Advice,
    summary: "a source range has bits set after its prefix, which Traefik ignores",
    explanation: include_str!("host_bits_set.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(of_rule), Run::AllowList(of_allow_list)] };

/// Go's `net.ParseCIDR` masks the address (`pkg/ip/checker.go`, for allow lists and `ClientIP` alike); observed on 3.7.15.
fn of_allow_list(_: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (text, range) in list.read().filter(|(_, range)| range.has_host_bits()) {
        let network = range.network();
        let alone = text.split('/').next().unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(&CODE, text.span, format!("`{}` is `{network}` to Traefik", text.as_str()))
                .help(format!("write `{network}`, or `{alone}` if that one address is meant"))
                // The first changes no connection, and is not safe: it would take away the address that may be meant.
                .fix(Fix::offered(format!("write `{network}`"), text.span, format!("\"{network}\"")))
                .fix(Fix::offered(format!("write `{alone}`"), text.span, format!("\"{alone}\""))),
        );
    }
}

/// `ClientIP` in a rule.
fn of_rule(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = rule.rule.match_text.text.as_str();
    let Some(parsed) = rule.sound().filter(|_| text.contains('/')) else { return };
    for (matcher, range, _) in parsed.client_ips().filter(|(_, range, _)| range.has_host_bits()) {
        let Some(argument) = text.get(matcher.argument.clone()) else { continue };
        let (quote, written) = argument.split_at(1);
        let written = written.trim_end_matches(quote);
        let network = range.network();
        let place = rule.place(context.sources, matcher.argument.clone());
        let found = Diagnostic::new(&CODE, place, format!("`{written}` is `{network}` to Traefik"))
            .help(format!("write `{network}`, or the address alone if that is meant"));
        // Within escapes the fragment reads otherwise than the rule. A shorter rule has a lower priority.
        diagnostics.push(if context.sources.slice(place) == argument {
            found.fix(Fix::offered(format!("write `{network}`"), place, format!("{quote}{network}{quote}")))
        } else {
            found
        });
    }
}
