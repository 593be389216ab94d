//! Many objects on a server that takes its time: requests side by side, and none for what is unchanged.
//! `TCPGEN_OBJECTS=2000 cargo test --all-features --test suite -- cluster::scale --nocapture` measures the long form.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::cluster::place::Place;
use crate::support::kube_api::{Fault, Trap};

/// So many guards and as many routes.
fn state(pairs: usize, amount: usize) -> String {
    let mut text = "[entry_points]\npg = 5432\n".to_owned();
    for number in 0..pairs {
        writeln!(text, "[middlewares.m{number}]\nin_flight_conn = {amount}").unwrap();
        writeln!(text, "[routes.r{number}]\nentry_points = ['pg']\nsni = 'n{number}.test'\ntls = 'passthrough'")
            .unwrap();
        writeln!(text, "service = 'postgres:5432'\nmiddlewares = ['m{number}']").unwrap();
    }
    text
}

fn objects() -> usize {
    std::env::var("TCPGEN_OBJECTS").ok().and_then(|count| count.parse().ok()).unwrap_or(100)
}

/// A server whose every answer takes this long.
fn slow(place: &Place, latency: Duration) {
    for verb in ["get", "list", "patch"] {
        place.kube().trap(Trap::on(verb, Fault::Slow(latency)));
    }
}

#[test]
fn many_objects_take_few_round_trips() {
    let place = Place::own();
    let count = objects();
    place.service("postgres", 5432);
    place.state(&state(count / 2, 5));
    let latency = Duration::from_millis(if count > 1000 { 5 } else { 50 });
    slow(&place, latency);
    let timed = |arguments: &str, summary: &str| {
        let (asked, begun) = (place.kube().asked().len(), Instant::now());
        let ran = place.run(arguments).exits(0);
        let (took, asked) = (begun.elapsed(), place.kube().asked().len() - asked);
        assert!(ran.out.ends_with(&format!("{summary}\n")), "{ran:?}");
        println!("{count} objects, {latency:?}: `{arguments}`: {summary}: {asked} requests, {took:?}");
        (took, asked)
    };
    let requests = u32::try_from(2 * count).unwrap();
    let (took, _) = timed("apply", &format!("{count} created"));
    assert!(took < latency * requests * 3 / 4, "{took:?}: one after the other");
    let (_, asked) = timed("apply", &format!("{count} unchanged"));
    assert!(asked < 15 + count / 50, "{asked} requests for what is unchanged");
    let (_, asked) = timed("apply --dry-run", &format!("{count} unchanged (dry run: nothing was kept)"));
    assert!(asked < 15 + count / 50, "{asked} requests for what is unchanged");
    place.state(&state(count / 2, 6));
    let (took, _) = timed("apply", &format!("{} updated, {} unchanged", count / 2, count / 2));
    assert!(took < latency * requests * 3 / 8, "{took:?}: one after the other");
}

/// What is done is printed when it is done, and in the state's order.
#[test]
fn objects_are_printed_as_they_are_done() {
    use std::io::{BufRead as _, BufReader};
    let place = Place::own();
    place.state(&state(3, 5));
    place.kube().trap(Trap::on("patch", Fault::Slow(Duration::from_secs(3))).name("r2"));
    let mut child = place.start_piped("apply");
    let begun = Instant::now();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    for name in ["MiddlewareTCP", "IngressRouteTCP"] {
        for number in 0..3 {
            let letter = if name == "MiddlewareTCP" { 'm' } else { 'r' };
            assert!(next().ends_with(&format!("/{letter}{number}")));
            if (letter, number) == ('r', 1) {
                assert!(begun.elapsed() < Duration::from_secs(3), "{:?}: it waits for the last", begun.elapsed());
            }
        }
    }
    assert_eq!(next(), "6 created");
    assert!(child.wait().unwrap().success());
}
