//! The tools that change nothing: each asks a [question](crate::question) of a store's state.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::arguments::typed;
use super::question_tools::{CHECK, DIFF, EXPLAIN, GET, KINDS, LISTING, REACH, ROUTE, TEST, TRAEFIK, UPGRADE};
use super::tool::Tool;
use crate::Options;
use crate::question::{Check, Diff, Explain, Get, List, Question, Reach, Route, Subject, Test, Upgrade};
use crate::resource::{Kind, Object, Resources};
use crate::source::Sources;
use crate::store::{Refusal, Store};
use crate::traefik::TraefikVersion;

/// The tools that change nothing.
pub static QUESTIONS: [&Tool; 9] = [&LISTING, &GET, &CHECK, &ROUTE, &REACH, &TEST, &DIFF, &UPGRADE, &EXPLAIN];

/// The resource that is the listing.
pub const LIST: &str = "traefik://traffic/tcp/list";

/// What a question is about: a store's state, for a Traefik or for its own.
struct About<'s> {
    store: &'s dyn Store,
    traefik: Option<TraefikVersion>,
}

impl About<'_> {
    fn subject(&self, options: Options) -> Result<Subject, Refusal> {
        Ok(Subject::new(self.store.surrounded()?.for_traefik(self.traefik), options))
    }
}

/// The version of Traefik that an argument names.
fn version(name: &str, written: Option<Value>) -> Result<Option<TraefikVersion>, Refusal> {
    let Some(Value::String(text)) = written else { return Ok(None) };
    let version = TraefikVersion::parse(&text).ok_or_else(|| {
        Refusal::new("invalid-arguments", format!("`{name}` cannot be \"{text}\"")).help(TraefikVersion::SPELLINGS)
    })?;
    Ok(Some(version))
}

/// Calls one of [`QUESTIONS`]. Only a check is for a state with errors.
pub(super) fn call(store: &dyn Store, tool: &Tool, mut arguments: Map<String, Value>) -> Result<Value, Refusal> {
    let about = About { store, traefik: version(TRAEFIK.name, arguments.remove(TRAEFIK.name))? };
    match tool.name {
        name if name == LISTING.name => listing(store, true),
        name if name == GET.name => get(&about, &arguments),
        name if name == CHECK.name => check(&about, &typed(arguments)?),
        name if name == ROUTE.name => route(&about, &typed(arguments)?),
        name if name == REACH.name => success(typed::<Reach>(arguments)?.ask(&about.subject(Options::default())?)?),
        name if name == TEST.name => test(&about, typed(arguments)?),
        name if name == DIFF.name => diff(&about, typed(arguments)?),
        name if name == UPGRADE.name => upgrade(&about, arguments),
        _ => success(typed::<Explain>(arguments)?.ask(&())?),
    }
}

fn get(about: &About<'_>, arguments: &Map<String, Value>) -> Result<Value, Refusal> {
    let text = |name: &str| arguments.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let kind = KINDS.iter().zip(Kind::ALL).find(|(name, _)| **name == text("kind")).map(|(_, kind)| kind);
    let get = Get { kind: kind.unwrap_or(Kind::IngressRouteTcp), namespace: text("namespace"), name: text("name") };
    about.store.admit(&get.namespace)?;
    success(get.ask(&about.subject(Options::default())?)?)
}

/// A route as the tool that gets one returns it. `state` is that of the store: several routes need one [`subject`].
///
/// # Errors
/// When the store is limited to other namespaces, or does not have the route, as far as its state can be read.
#[cfg(feature = "mcp")]
pub fn get_route<'s>(
    store: &dyn Store,
    state: impl FnOnce() -> Result<&'s Subject, Refusal>,
    namespace: &str,
    name: &str,
) -> Result<Value, Refusal> {
    store.admit(namespace)?;
    let state = state()?;
    let get = Get { kind: Kind::IngressRouteTcp, namespace: namespace.to_owned(), name: name.to_owned() };
    match get.ask(state) {
        Ok(route) => success(route),
        // It may be in the part that cannot be read.
        Err(_) if !state.compilation.is_whole() => Err(not_whole()),
        Err(refusal) => Err(refusal),
    }
}

/// The state that a store's answers are about.
///
/// # Errors
/// When the store cannot be read.
#[cfg(feature = "mcp")]
pub fn subject(store: &dyn Store) -> Result<Subject, Refusal> {
    About { store, traefik: None }.subject(Options::default())
}

#[derive(Deserialize)]
struct CheckArguments {
    strict: bool,
}

fn check(about: &About<'_>, arguments: &CheckArguments) -> Result<Value, Refusal> {
    let subject = about.subject(Options { strict: arguments.strict, ..Options::default() })?;
    success(Check.ask(&subject)?)
}

fn route(about: &About<'_>, route: &Route) -> Result<Value, Refusal> {
    let subject = about.subject(Options::default())?;
    let decision = route.ask(&subject)?.decision?;
    subject.sound()?;
    success(json!({ "decision": written(decision)? }))
}

#[derive(Deserialize)]
struct TestArguments {
    #[serde(default)]
    scenario: Option<String>,
}

fn test(about: &About<'_>, arguments: TestArguments) -> Result<Value, Refusal> {
    let subject = about.subject(Options::default())?.sound()?;
    let test = Test { scenarios: arguments.scenario.into_iter().collect(), coverage: false };
    success(json!({ "report": written(test.ask(&subject)?)? }))
}

#[derive(Deserialize)]
struct DiffArguments {
    state: String,
}

fn diff(about: &About<'_>, arguments: DiffArguments) -> Result<Value, Refusal> {
    let old = about.subject(Options::default())?.sound()?;
    let sources = Sources::single("state", arguments.state).for_traefik(about.traefik);
    let new = Subject::new(sources, Options::default()).sound()?;
    for object in new.compilation.resources.emitted() {
        about.store.admit(object.object_ref().namespace)?;
    }
    let among = among(about.store, &old, &new)?;
    success(json!({ "difference": written(Diff { against: &old, among: among.as_ref() }.ask(&new)?)? }))
}

/// The objects that a store has once it holds the state `new`, where there are others: those that are not marked as tcpgen's
/// stay.
fn among(store: &dyn Store, old: &Subject, new: &Subject) -> Result<Option<Resources>, Refusal> {
    let id = |object: &Object| (object.kind(), object.object_ref().to_string());
    let own: HashSet<_> = new.compilation.resources.emitted().map(id).collect();
    let listed = store.list()?;
    let foreign: HashSet<_> = listed.emitted().filter(|object| !object.is_managed()).map(id).collect();
    if foreign.is_empty() {
        return Ok(None);
    }
    let stays = |object: &&Object| foreign.contains(&id(object)) && !own.contains(&id(object));
    let is_own = |object: &&Object| !object.external || !foreign.contains(&id(object));
    let mut objects: Vec<Object> = new.compilation.resources.objects().iter().filter(is_own).cloned().collect();
    objects.extend(old.compilation.resources.emitted().filter(stays).cloned());
    objects.sort_by_key(Object::kind);
    Ok(Some(Resources::new(objects)))
}

fn upgrade(about: &About<'_>, mut arguments: Map<String, Value>) -> Result<Value, Refusal> {
    let [from, to] = ["from", "to"].map(|name| version(name, arguments.remove(name)));
    let subject = about.subject(Options::default())?;
    if !subject.compilation.is_whole() {
        subject.sound()?;
        return Err(not_whole());
    }
    success(json!({ "upgrade": written(Upgrade { from: from?, to: to? }.ask(&subject)?)? }))
}

fn not_whole() -> Refusal {
    Refusal::new("not-whole", "the state cannot be read in full").help("`tcpgen_check` says what is wrong")
}

/// Every route of a store, where it leads and what guards it; of a fenced store with the namespaces that it reads.
///
/// # Errors
/// When the store cannot be read.
pub fn list(store: &dyn Store) -> Result<Value, Refusal> {
    listing(store, false)
}

fn listing(store: &dyn Store, middlewares: bool) -> Result<Value, Refusal> {
    let facts = Subject::new(store.facts()?, Options::default());
    let namespaces = store.namespaces().map(<[String]>::to_vec);
    written(List { namespaces, middlewares, ..List::of(&facts) }.ask(&store.list()?)?)
}

/// A result with the members of an answer behind its status.
fn success(answer: impl Serialize) -> Result<Value, Refusal> {
    let mut result = json!({ "status": "success" });
    if let (Some(result), Value::Object(answer)) = (result.as_object_mut(), written(answer)?) {
        result.extend(answer);
    }
    Ok(result)
}

fn written(answer: impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(answer).map_err(|error| Refusal::new("not-written", error.to_string()))
}
