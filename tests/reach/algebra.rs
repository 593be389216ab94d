//! Sets of addresses and of connections obey the laws of sets.

use fastrand::Rng;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use tcpgen::analysis::set::{Clients, ConnectionSet, Selection, Universe};
use tcpgen::source_range::SourceRange;

use super::random::{Borders, state, table};

fn range() -> impl Strategy<Value = SourceRange> {
    let v4 = (any::<u8>(), any::<u8>(), 0..=32u8).prop_map(|(a, b, length)| format!("10.{}.0.{b}/{length}", a % 4));
    let v6 = (any::<u8>(), 0..=128u8).prop_map(|(a, length)| format!("2001:db8::{a:x}/{length}"));
    let hard = select(
        &["::/0", "0.0.0.0/0", "::ffff:10.0.0.0/104", "::/64", "::fffc:0:0/94", "::1:0:0:0/80", "255.255.255.255"][..],
    );
    prop_oneof![4 => v4, 2 => v6, 1 => hard.prop_map(str::to_owned)].prop_map(|text| SourceRange::parse(&text).unwrap())
}

fn clients() -> impl Strategy<Value = Clients> {
    vec(range(), 0..6).prop_map(|ranges| Clients::of(&ranges))
}

fn read_back(clients: &Clients) -> Clients {
    Clients::of(
        &clients.ranges().iter().map(|range| SourceRange::parse(&range.to_string()).unwrap()).collect::<Vec<_>>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn addresses_obey_the_laws_of_sets(a in clients(), b in clients(), c in clients()) {
        prop_assert_eq!(a.union(&b), b.union(&a));
        prop_assert_eq!(a.intersection(&b.union(&c)), a.intersection(&b).union(&a.intersection(&c)));
        prop_assert_eq!(a.union(&b).complement(), a.complement().intersection(&b.complement()));
        prop_assert_eq!(a.difference(&b), a.intersection(&b.complement()));
        prop_assert_eq!(a.complement().complement(), a.clone());
        prop_assert!(a.union(&a.complement()).is_everyone());
        prop_assert!(a.intersection(&a.complement()).is_empty());
        prop_assert_eq!(a.is_empty(), a.witness().is_none());
        prop_assert!(a.witness().is_none_or(|witness| a.contains(witness)));
    }

    #[test]
    fn ranges_read_back_as_the_same_set(a in clients(), b in clients()) {
        for set in [&a, &a.complement(), &a.difference(&b)] {
            prop_assert_eq!(&read_back(set), set);
        }
        let ranges = a.ranges();
        // No range is in another, and no two are one.
        for (at, range) in ranges.iter().enumerate() {
            for other in &ranges[at + 1..] {
                prop_assert!(!range.contains(other) && !other.contains(range));
                let together = range.supernet().filter(|_| range.prefix_len() == other.prefix_len());
                prop_assert!(together.is_none() || together != other.supernet() || range == other, "{} {}", range, other);
            }
        }
    }

    #[test]
    fn ranges_hold_whom_they_held_before(ranges in vec(range(), 0..6), address in range()) {
        let set = Clients::of(&ranges);
        for address in [address.network().network(), address.network().broadcast()] {
            prop_assert_eq!(set.contains(address), ranges.iter().any(|range| range.contains(address)), "{}", address);
        }
    }
}

fn selection(rng: &mut Rng) -> Selection {
    let mut some = |texts: &[&str]| {
        rng.bool()
            .then(|| texts.iter().filter(|_| rng.bool()).map(|text| (*text).into()).collect::<Vec<smol_str::SmolStr>>())
    };
    let entry_points = some(&["a", "b", "c"]);
    let names = some(&["a.test", "new.test", "*.d.test", "*.test"]);
    let alpn = some(&["h2", "foo", "fresh"]);
    let ranges = some(&["10.0.0.0/8", "10.1.0.0/16", "::/0"]);
    let ranges =
        ranges.map(|all| Clients::of(&all.iter().map(|text| SourceRange::parse(text).unwrap()).collect::<Vec<_>>()));
    Selection {
        entry_points,
        clients: ranges,
        tls: rng.bool().then(|| rng.bool()),
        names: names.filter(|_| rng.bool()),
        alpn: alpn.filter(|_| rng.bool()),
        postgres: rng.bool().then(|| rng.bool()),
    }
}

/// Whether a selection asks for a connection, read straight.
fn asks(selection: &Selection, connection: &tcpgen::routing::Connection) -> bool {
    let Selection { entry_points, clients, tls, names, alpn, postgres } = selection;
    let hello = connection.tls.as_ref();
    let sni = connection.sni().map(str::to_lowercase);
    let named = |pattern: &smol_str::SmolStr| match (pattern.strip_prefix("*."), &sni) {
        (Some(suffix), Some(sni)) => sni.split_once('.').is_some_and(|(_, rest)| rest == suffix) && !sni.ends_with('.'),
        (None, Some(sni)) => pattern == sni,
        (_, None) => false,
    };
    entry_points.as_ref().is_none_or(|all| all.contains(&connection.entry_point))
        && clients.as_ref().is_none_or(|all| all.contains(connection.client_ip))
        && tls.is_none_or(|tls| tls == hello.is_some())
        && names.as_ref().is_none_or(|all| all.iter().any(named))
        && alpn.as_ref().is_none_or(|all| hello.is_some_and(|hello| all.iter().any(|one| hello.alpn.contains(one))))
        && postgres.is_none_or(|postgres| postgres == connection.postgres)
}

#[test]
fn a_selection_is_the_set_of_what_it_asks_for() {
    for seed in 0..60 {
        let mut rng = Rng::with_seed(seed);
        let table =
            table(&format!("{}\n[routes.known]\nentry_points = ['a', 'b', 'c']\nservice = 's:1'\n", state(&mut rng)));
        let (one, other) = (selection(&mut rng), selection(&mut rng));
        let universe = Universe::new(&[&table], &[&one, &other]);
        let (a, b) = (ConnectionSet::of(&universe, &one), ConnectionSet::of(&universe, &other));
        let borders = Borders::new(&universe, &[a.rows(), b.complement().rows()].concat());
        for _ in 0..100 {
            let connection = borders.connection(&mut rng);
            if !universe.entry_points().any(|name| name == connection.entry_point) {
                continue;
            }
            let (in_a, in_b) = (asks(&one, &connection), asks(&other, &connection));
            let has = |set: &ConnectionSet| set.contains(&universe, &connection);
            assert_eq!(has(&a), in_a, "seed {seed}: {one:?} {connection:?}");
            assert_eq!(has(&a.union(&b)), in_a || in_b);
            assert_eq!(has(&a.intersection(&b)), in_a && in_b);
            assert_eq!(has(&a.difference(&b)), in_a && !in_b);
            assert_eq!(has(&a.complement()), !in_a);
        }
        assert_eq!(a.union(&b).complement(), a.complement().intersection(&b.complement()));
        assert_eq!(a.difference(&b).union(&a.intersection(&b)), a);
        assert!(a.intersection(&b).is_subset(&a));
        assert_eq!(a.is_empty(), a.witness(&universe).is_none());
        assert!(a.witness(&universe).is_none_or(|witness| a.contains(&universe, &witness)));
        assert_eq!(ConnectionSet::all(&universe).complement(), a.intersection(&a.complement()));
    }
}
