use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

use super::{batches, is_route};
use crate::connection::{ClientHello, Connection};
use crate::resource::{Object, Resources};
use crate::routing::{Environment, Router, RoutingTable};
use crate::source::Sources;
use crate::{Options, compile, environment};

/// A Traefik with the entry points of these tests.
static TRAEFIK: LazyLock<Environment> = LazyLock::new(|| {
    let text = "[entry_points]\npg = 5432\nmq = 1883\n";
    environment(&compile(&Sources::single("a", text), &Options::default()).desired)
});

fn resources(text: &str) -> Resources {
    compile(&Sources::single("a", text), &Options::default()).resources
}

/// The names of the objects of a state, in batches, where the cluster has those of another state.
fn of(old: &str, new: &str) -> Vec<Vec<String>> {
    let (old, new) = (resources(old), resources(new));
    let objects: Vec<&Object> = new.emitted().collect();
    let batches = batches(&objects, &old, &new, &TRAEFIK);
    let name = |object: &&Object| object.metadata.name.to_string();
    batches.iter().map(|batch| batch.iter().map(name).collect()).collect()
}

fn route(name: &str, more: &str) -> String {
    format!("[routes.{name}]\nservice = 's:1'\n{more}\n")
}

const PG: &str = "entry_points = ['pg']";

#[test]
fn routes_of_different_names_are_written_at_once() {
    let mut text = String::new();
    for number in 0..50 {
        write!(text, "[middlewares.m{number}]\nin_flight_conn = 1\n").unwrap();
        let more = format!("{PG}\nsni = ['{number}.test', 'x{number}.test']\ntls = {{}}\nmiddlewares = ['m{number}']");
        text += &route(&format!("r{number}"), &more);
    }
    // With the first of them Traefik begins to read names.
    assert_eq!(of("", &text).iter().map(Vec::len).collect::<Vec<_>>(), [50, 1, 49]);
    let first = text.clone() + &route("r", &format!("{PG}\nsni = 'there.test'\ntls = {{}}"));
    let there = route("r", &format!("{PG}\nsni = 'there.test'\ntls = {{}}"));
    assert_eq!(of(&there, &first).iter().map(Vec::len).collect::<Vec<_>>(), [50, 51]);
}

#[test]
fn what_concerns_one_client_twice_keeps_its_order() {
    let there = route("z", &format!("{PG}\nsni = 'z.test'\ntls = {{}}"));
    let one = there.clone() + &route("a", &format!("{PG}\nsni = 'a.test'\ntls = {{}}"));
    let same = route("b", &format!("{PG}\nsni = ['b.test', 'A.test']\ntls = {{}}\npriority = 7"));
    let any = route("c", PG);
    let wild = route("d", &format!("{PG}\nsni = '*.test'\ntls = {{}}"));
    let elsewhere = route("e", "entry_points = ['mq']");
    let everywhere = route("f", "");
    for (second, expected) in [(&same, 2), (&any, 2), (&wild, 2), (&elsewhere, 1), (&everywhere, 2)] {
        assert_eq!(of(&there, &format!("{one}{second}")).len(), expected, "{second}");
    }
    // A name that goes from one route to another is of both.
    let was = there.clone() + &route("b", &format!("{PG}\nsni = 'a.test'\ntls = {{}}"));
    let now = route("b", &format!("{PG}\nsni = 'b.test'\ntls = {{}}"));
    assert_eq!(of(&was, &format!("{one}{now}")), [vec!["z", "a"], vec!["b"]]);
}

#[test]
fn guards_are_of_the_clients_of_their_routes() {
    let guards = "[middlewares.one]\nin_flight_conn = 1\n[middlewares.two]\nin_flight_conn = 1\n";
    let uses = |name: &str, guards: &str| {
        route(name, &format!("{PG}\nsni = '{name}.test'\ntls = {{}}\nmiddlewares = {guards}"))
    };
    let there = uses("z", "[]");
    let apart = format!("{there}{}{}", uses("a", "['one']"), uses("b", "['two']"));
    let served = format!("{guards}{apart}");
    assert_eq!(of(&served, &served), [vec!["one", "two"], vec!["z", "a", "b"]]);
    // Nobody is guarded by them before the route is written.
    let together = format!("{guards}{}", uses("a", "['one', 'two']"));
    assert_eq!(of("", &together), [vec!["one", "two"], vec!["a"]]);
    let others = guards.to_owned() + &uses("z", "['one', 'two']");
    assert_eq!(of(&others, guards), [["one"], ["two"]]);
}

/// A route of a random state, from numbers.
fn random_route(name: usize, numbers: [u8; 6]) -> String {
    let [entry_point, sni, tls, guard, priority, kind] = numbers;
    let entry_points = ["['pg']", "['mq']", "['pg', 'mq']"][usize::from(entry_point % 3)];
    let mut more = format!("entry_points = {entry_points}\n");
    more += ["sni = 'a.test'\n", "sni = 'b.test'\n", "sni = ['c.test', 'd.test']\n", "sni = '*.test'\n", ""]
        [usize::from(if kind % 3 == 0 { sni % 5 } else { sni % 3 })];
    more += ["tls = {}\n", "tls = 'passthrough'\n", "tls = {}\n", ""][usize::from(tls % 4)];
    more += ["", "middlewares = ['one']\n", "middlewares = ['two']\n"][usize::from(guard % 3)];
    more += if priority % 7 == 0 { "priority = 9\n" } else { "" };
    format!("[routes.r{name}]\nservice = 's{name}:1'\n{more}\n")
}

fn random_state(routes: &[Option<[u8; 6]>], guards: [u8; 2]) -> String {
    let range = |number: u8| ["10.0.0.0/8", "192.0.2.0/24", "0.0.0.0/0", "10.0.0.0/33"][usize::from(number % 4)];
    let [one, two] = guards.map(range);
    let head = format!("[middlewares.one]\nip_allow_list = ['{one}']\n[middlewares.two]\nip_allow_list = ['{two}']\n");
    let routes = routes.iter().enumerate().filter_map(|(name, numbers)| Some(random_route(name, (*numbers)?)));
    head + &routes.collect::<String>()
}

fn connections() -> Vec<Connection> {
    let mut all = Vec::new();
    for entry_point in ["pg", "mq"] {
        for client in ["10.1.1.1", "192.0.2.9", "203.0.113.9"] {
            let plain = Connection::plain(entry_point, client.parse().unwrap());
            all.push(plain.clone());
            for sni in
                [None, Some("a.test"), Some("b.test"), Some("c.test"), Some("d.test"), Some("z.test"), Some("else")]
            {
                for postgres in [false, true] {
                    let hello = ClientHello { sni: sni.map(Into::into), ..ClientHello::default() };
                    all.push(Connection { tls: Some(hello), postgres, ..plain.clone() });
                }
            }
        }
    }
    all
}

/// What becomes of each connection where the cluster has these objects.
fn outcomes(objects: &BTreeMap<String, Object>, connections: &[Connection]) -> Vec<String> {
    let resources = Resources::new(objects.values().cloned().collect());
    let table = RoutingTable::new(&resources, &TRAEFIK);
    let outcome = |connection: &Connection| {
        let answer = table.decide_fast(connection);
        format!("{:?} {:?} {}", answer.cause, answer.router.map(Router::name), answer.waits_for_client)
    };
    connections.iter().map(outcome).collect()
}

#[test]
fn connections_of_the_property_meet_routes() {
    let text = route("a", &format!("{PG}\nsni = 'a.test'\ntls = {{}}")) + &route("c", PG);
    let objects =
        resources(&text).objects().iter().map(|object| (object.metadata.name.to_string(), object.clone())).collect();
    let met = outcomes(&objects, &connections());
    for router in ["-a-", "-c-"] {
        assert!(met.iter().any(|outcome| outcome.contains("Forwarded") && outcome.contains(router)), "{met:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// In whichever order the objects of a batch arrive, no client meets what it does not meet where they arrive in order.
    #[test]
    fn the_order_within_a_batch_is_noticed_by_nobody(
        old in vec(option::of(any::<[u8; 6]>()), 5),
        new in vec(option::weighted(0.8, any::<[u8; 6]>()), 5),
        kept in any::<[bool; 5]>(),
        guards in any::<[[u8; 2]; 2]>(),
        picks in vec(any::<u8>(), 4),
    ) {
        let new: Vec<_> = new.iter().zip(&old).zip(kept).map(|((new, old), kept)| if kept { *old } else { *new }).collect();
        let (before, after) = (random_state(&old, guards[0]), random_state(&new, guards[1]));
        let (old, new) = (resources(&before), resources(&after));
        let name = |object: &Object| format!("{:?} {}", object.kind(), object.metadata.name.value);
        let objects: Vec<&Object> = new.objects().iter().filter(|object| !is_route(object)).chain(new.objects().iter().filter(|object| is_route(object))).collect();
        // Those that go are deleted afterwards.
        let stale = old.objects().iter().filter(|object| !new.objects().iter().any(|other| name(other) == name(object)));
        let there = Resources::new(new.objects().iter().chain(stale).cloned().collect());
        let connections = connections();
        let mut cluster: BTreeMap<String, Object> = old.objects().iter().map(|object| (name(object), object.clone())).collect();
        for batch in batches(&objects, &old, &there, &TRAEFIK) {
            let mut in_order = vec![outcomes(&cluster, &connections)];
            let mut one_by_one = cluster.clone();
            for object in &batch {
                one_by_one.insert(name(object), (*object).clone());
                in_order.push(outcomes(&one_by_one, &connections));
            }
            for pick in &picks {
                let mut some = cluster.clone();
                for (place, object) in batch.iter().enumerate() {
                    if pick >> (place % 8) & 1 == 1 {
                        some.insert(name(object), (*object).clone());
                    }
                }
                for (place, met) in outcomes(&some, &connections).iter().enumerate() {
                    prop_assert!(
                        in_order.iter().any(|state| state[place] == *met),
                        "{:?}: {met}\n--- before\n{before}--- after\n{after}", connections[place]
                    );
                }
            }
            cluster = one_by_one;
        }
    }
}
