//! Which objects can be written at the same moment: those of which no client is concerned by two, so that it does not matter in
//! which order they arrive.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::difference::ObjectId;
use crate::resource::{IngressRouteTcp, Kind, Object, Resources, Spec};
use crate::routing::names::{Known, known, needs};
use crate::rule::{self, Expression, MatcherKind, Syntax};

/// The TLSOption and the TLSStore that count where none is named.
const DEFAULT: &str = "default";

/// Clients that a route may take, as far as that is easily told.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Clients {
    /// Of this server name on this entry point.
    Named(SmolStr, SmolStr),
    /// All of this entry point.
    Of(SmolStr),
    /// All.
    All,
}

/// Batches of objects in the order given, each of which can be written at once. `old` and `new` are what there is in the cluster
/// before and after.
pub(super) fn batches<'o>(objects: &[&'o Object], old: &Resources, new: &Resources) -> Vec<Vec<&'o Object>> {
    let concerned = Concerned::new(old, new);
    let mut batches = Vec::new();
    let mut batch = Batch::default();
    for object in objects.iter().copied() {
        let clients = concerned.by(object);
        let is_other_sort = batch.objects.first().is_some_and(|first: &&Object| is_route(first) != is_route(object));
        if is_other_sort || batch.clients.meet(&clients) {
            batches.push(std::mem::take(&mut batch).objects);
        }
        batch.clients.add(clients);
        batch.objects.push(object);
    }
    batches.push(batch.objects);
    batches.retain(|batch: &Vec<&Object>| !batch.is_empty());
    batches
}

fn is_route(object: &Object) -> bool {
    object.kind() == Kind::IngressRouteTcp
}

#[derive(Default)]
struct Batch<'o> {
    objects: Vec<&'o Object>,
    clients: Union,
}

/// The clients of a batch.
#[derive(Default)]
struct Union {
    all: bool,
    whole: HashSet<SmolStr>,
    named: HashSet<(SmolStr, SmolStr)>,
    entry_points: HashSet<SmolStr>,
}

impl Union {
    /// Whether one of the others is among them.
    fn meet(&self, others: &[Clients]) -> bool {
        others.iter().any(|clients| {
            self.all
                || match clients {
                    Clients::All => !self.entry_points.is_empty(),
                    Clients::Of(entry_point) => self.entry_points.contains(entry_point),
                    Clients::Named(entry_point, name) => {
                        self.whole.contains(entry_point) || self.named.contains(&(entry_point.clone(), name.clone()))
                    }
                }
        })
    }

    fn add(&mut self, others: Vec<Clients>) {
        for clients in others {
            match clients {
                Clients::All => self.all = true,
                Clients::Of(entry_point) => {
                    self.entry_points.insert(entry_point.clone());
                    self.whole.insert(entry_point);
                }
                Clients::Named(entry_point, name) => {
                    self.entry_points.insert(entry_point.clone());
                    self.named.insert((entry_point, name));
                }
            }
        }
    }
}

/// The clients that each object concerns: those of a route, before and after, and those of the routes that use an object.
struct Concerned {
    routes: HashMap<ObjectId, Vec<Clients>>,
    users: HashMap<Known, Vec<ObjectId>>,
}

impl Concerned {
    fn new(old: &Resources, new: &Resources) -> Self {
        let mut concerned = Self { routes: HashMap::new(), users: HashMap::new() };
        for object in old.objects().iter().chain(new.objects()) {
            let Spec::IngressRouteTcp(route) = &object.spec else { continue };
            let id = ObjectId::of(object);
            for used in needs(object) {
                let users = concerned.users.entry(used).or_default();
                if users.last() != Some(&id) {
                    users.push(id.clone());
                }
            }
            concerned.routes.entry(id).or_default().extend(of_route(route));
        }
        concerned
    }

    fn by(&self, object: &Object) -> Vec<Clients> {
        let of = |id: &ObjectId| self.routes.get(id).cloned().unwrap_or_else(|| vec![Clients::All]);
        match object.kind() {
            Kind::IngressRouteTcp => of(&ObjectId::of(object)),
            Kind::TlsStore => vec![Clients::All],
            Kind::TlsOption if object.metadata.name.as_str() == DEFAULT => vec![Clients::All],
            _ => self.users.get(&known(object)).into_iter().flatten().flat_map(of).collect(),
        }
    }
}

fn of_route(route: &IngressRouteTcp) -> Vec<Clients> {
    if route.entry_points.is_empty() {
        return vec![Clients::All];
    }
    let mut names = Some(Vec::new());
    for rule in &route.routes {
        let of_rule = if rule.syntax.is_none() { named(&rule.match_text.text) } else { None };
        names = names.zip(of_rule).map(|(mut all, mut more)| {
            all.append(&mut more);
            all
        });
    }
    let on = |entry_point: &SmolStr| match &names {
        None => vec![Clients::Of(entry_point.clone())],
        Some(names) => names.iter().map(|name| Clients::Named(entry_point.clone(), name.clone())).collect(),
    };
    route.entry_points.iter().flat_map(|entry_point| on(&entry_point.value)).collect()
}

/// The server names that a rule is limited to, if it is `HostSNI` of names and nothing else.
fn named(text: &str) -> Option<Vec<SmolStr>> {
    let rule = rule::parse(text, Syntax::V3).ok()?;
    let name = |alternative: &Expression| match alternative {
        Expression::Matcher(matcher) => match &matcher.kind {
            MatcherKind::HostSni(host) => host.name().map(SmolStr::from),
            _ => None,
        },
        _ => None,
    };
    rule.expression().alternatives().iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::batches;
    use crate::resource::{Object, Resources};
    use crate::source::Sources;
    use crate::{Options, compile};

    /// The names of the objects of a state, in batches, where the cluster has those of another state.
    fn of(old: &str, new: &str) -> Vec<Vec<String>> {
        let resources = |text: &str| compile(&Sources::single("a", text), &Options::default()).resources;
        let (old, new): (Resources, Resources) = (resources(old), resources(new));
        let objects: Vec<&Object> = new.emitted().collect();
        let batches = batches(&objects, &old, &new);
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
            let more =
                format!("{PG}\nsni = ['{number}.test', 'x{number}.test']\ntls = {{}}\nmiddlewares = ['m{number}']");
            text += &route(&format!("r{number}"), &more);
        }
        assert_eq!(of("", &text).iter().map(Vec::len).collect::<Vec<_>>(), [50, 50]);
    }

    #[test]
    fn what_concerns_one_client_twice_keeps_its_order() {
        let one = route("a", &format!("{PG}\nsni = 'a.test'\ntls = {{}}"));
        let same = route("b", &format!("{PG}\nsni = ['b.test', 'A.test']\ntls = {{}}\npriority = 7"));
        let any = route("c", PG);
        let wild = route("d", &format!("{PG}\nsni = '*.test'\ntls = {{}}"));
        let elsewhere = route("e", "entry_points = ['mq']");
        let everywhere = route("f", "");
        for (second, expected) in [(&same, 2), (&any, 2), (&wild, 2), (&elsewhere, 1), (&everywhere, 2)] {
            assert_eq!(of("", &format!("{one}{second}")).len(), expected, "{second}");
        }
        // A name that goes from one route to another is of both.
        let was = route("b", &format!("{PG}\nsni = 'a.test'\ntls = {{}}"));
        let now = route("b", &format!("{PG}\nsni = 'b.test'\ntls = {{}}"));
        assert_eq!(of(&was, &format!("{one}{now}")), [["a"], ["b"]]);
    }

    #[test]
    fn guards_are_of_the_clients_of_their_routes() {
        let guards = "[middlewares.one]\nin_flight_conn = 1\n[middlewares.two]\nin_flight_conn = 1\n";
        let uses = |name: &str, guards: &str| {
            route(name, &format!("{PG}\nsni = '{name}.test'\ntls = {{}}\nmiddlewares = {guards}"))
        };
        let apart = format!("{guards}{}{}", uses("a", "['one']"), uses("b", "['two']"));
        assert_eq!(of("", &apart), [["one", "two"], ["a", "b"]]);
        let together = format!("{guards}{}", uses("a", "['one', 'two']"));
        assert_eq!(of("", &together), [["one"], ["two"], ["a"]]);
        // As a route of the cluster uses them.
        let others = guards.to_owned() + &uses("z", "['one', 'two']");
        assert_eq!(of(&others, guards), [["one"], ["two"]]);
    }
}
