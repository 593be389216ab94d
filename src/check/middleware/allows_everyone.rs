use crate::check::view::allow_list_view::AllowListView;
use crate::check::view::notation::Notation;
use crate::check::view::phrases::EVERYONE_ALLOWED;
use crate::check::{Check, Context, Run};
use std::net::IpAddr;

use ipnet::IpNet;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// An allow list that is none.
pub static CODE: Code = Code {
    name: "allows-everyone",
    severity: Severity::Advice,
    summary: "an allow list admits every client of an address family",
    explanation: include_str!("allows_everyone.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::AllowList(check)] };

/// `pkg/ip/checker.go`; the table of address forms was observed on 3.7.15. A list in which one range cannot be read is no
/// guard at all, so it is not judged.
fn check(_: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if list.ranges.iter().any(Result::is_err) || !may_be_everyone(list) {
        return;
    }
    let (v4, v6) = (covers(list, true), covers(list, false));
    let has = |v4: bool| list.read().any(|(_, range)| range.network().addr().is_ipv4() == v4);
    let message = match (v4, v6) {
        (true, true) => "this allow list lets everyone in",
        (true, false) if has(false) => "this allow list lets every IPv4 client in",
        (true, false) => "this allow list lets every IPv4 client in, and no IPv6 client",
        (false, true) if has(true) => "this allow list lets every IPv6 client in",
        (false, true) => "this allow list lets every IPv6 client in, and no IPv4 client",
        (false, false) => return,
    };
    let whole = list.read().find(|(_, range)| range.is_everyone_of_its_family()).map(|(text, _)| text.span);
    let place = whole.filter(|_| v4 != v6).unwrap_or(list.written.span);
    let where_ = Notation::of(list.object).words(&EVERYONE_ALLOWED);
    diagnostics
        .push(Diagnostic::new(&CODE, place, message).help(format!("name the source ranges that are meant{where_}")));
}

/// The ranges can only hold a whole family when their sizes add up to it.
fn may_be_everyone(list: &AllowListView<'_>) -> bool {
    let share = |v4: bool| -> f64 {
        let networks = list.read().map(|(_, range)| range.network()).filter(|network| network.addr().is_ipv4() == v4);
        networks.map(|network| 0.5_f64.powi(network.prefix_len().into())).sum()
    };
    share(true) > 0.99 || share(false) > 0.99
}

/// Whether the ranges of a family leave no gap.
fn covers(list: &AllowListView<'_>, v4: bool) -> bool {
    let of_family = list.read().map(|(_, range)| range.network()).filter(|network| network.addr().is_ipv4() == v4);
    let mut networks: Vec<IpNet> = of_family.collect();
    networks.sort_unstable();
    let highest = if v4 { u128::from(u32::MAX) } else { u128::MAX };
    let mut next = 0;
    for network in networks {
        let (lowest, end) = (number(network.network()), number(network.broadcast()));
        if lowest > next {
            return false;
        }
        if end >= highest {
            return true;
        }
        next = next.max(end + 1);
    }
    false
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_bits().into(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}
