//! The tools that change nothing: each asks a [question](crate::question) of a store's state.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::arguments::typed;
use super::tool::{Parameter, Takes, Tool};
use crate::Options;
use crate::question::{Check, Diff, Explain, List, Question, Reach, Route, Subject, Test, Upgrade};
use crate::resource::{Object, Resources};
use crate::source::Sources;
use crate::store::{Refusal, Store};
use crate::traefik::TraefikVersion;

/// The tools of this file.
pub static QUESTIONS: [&Tool; 7] = [&CHECK, &ROUTE, &REACH, &TEST, &DIFF, &UPGRADE, &EXPLAIN];

/// The resource that is the listing.
pub const LIST: &str = "traefik://traffic/tcp/list";

const TRAEFIK: Parameter = Parameter::optional(
    "traefik",
    Takes::Text,
    None,
    "the version of Traefik to answer for, such as 3.6 or 3.6.11; the state's own when left out",
);

static CHECK: Tool = Tool {
    name: "tcpgen_check",
    title: "Check the state",
    description: "All diagnostics of the state: what an API server would refuse, and what Traefik will not do as it is \
                  written. Each has a code, a place, what to write instead, and edits that mend it.",
    parameters: &[Parameter::optional("strict", Takes::Flag, Some("false"), "warnings are errors"), TRAEFIK],
    read_only: true,
};

static ROUTE: Tool = Tool {
    name: "tcpgen_route",
    title: "Decide a connection",
    description: "What Traefik does with one connection and why: the router that takes it, the middlewares that let it \
                  through or close it, the service that it comes to. What only a TLS client sends implies TLS.",
    parameters: &[
        Parameter::required("entry_point", Takes::Text, "the entry point that the connection comes to"),
        Parameter::required("client_ip", Takes::Text, "the client's address"),
        Parameter::optional("sni", Takes::Text, None, "the server name that the client sends"),
        Parameter::optional("tls", Takes::Flag, Some("false"), "the client speaks TLS"),
        Parameter::optional("alpn", Takes::Texts, Some("[]"), "the ALPN protocols that the client offers"),
        Parameter::optional(
            "tls_version",
            Takes::OneOf(&["1.2", "1.3"]),
            None,
            "the only TLS version that the client speaks",
        ),
        Parameter::optional("client_cert", Takes::Flag, None, "whether the client presents a certificate"),
        Parameter::optional("postgres", Takes::Flag, Some("false"), "the client sends PostgreSQL's SSLRequest first"),
        TRAEFIK,
    ],
    read_only: true,
};

static REACH: Tool = Tool {
    name: "tcpgen_reach",
    title: "Who reaches what",
    description: "All connections in classes that are treated alike: entry point, client ranges, TLS, server names, and what \
                  becomes of them. `to` shows every way to a service, `from` what some clients reach. Exact: every \
                  connection is in one class, but for those under `left_out`.",
    parameters: &[
        Parameter::optional("to", Takes::Texts, Some("[]"), "services, `[namespace/]name[:port]`; all when left out"),
        Parameter::optional(
            "from",
            Takes::Texts,
            Some("[]"),
            "ranges of clients, such as 10.0.0.0/8; all when left out",
        ),
        Parameter::optional("entry_point", Takes::Text, None, "the entry point; all when left out"),
    ],
    read_only: true,
};

static TEST: Tool = Tool {
    name: "tcpgen_test",
    title: "Run the scenarios",
    description: "Rehearses the state's scenarios in memory: what clients notice while things are applied, changed and \
                  deleted. The report says which expectations hold.",
    parameters: &[
        Parameter::optional("scenario", Takes::Text, None, "the scenario to run; all when left out"),
        TRAEFIK,
    ],
    read_only: true,
};

static DIFF: Tool = Tool {
    name: "tcpgen_diff",
    title: "Compare with another state",
    description: "What would be different if the state were the given text: objects field by field, every class of \
                  connections that is treated differently, a `verdict` on who reaches what (equivalent, narrower, wider, mixed, \
                  undecided) in all and for each service, diagnostics that come and go. Changes nothing.",
    parameters: &[Parameter::required("state", Takes::Text, "the text of a whole state file, TOML"), TRAEFIK],
    read_only: true,
};

static UPGRADE: Tool = Tool {
    name: "tcpgen_upgrade",
    title: "Compare two Traefik versions",
    description: "What the state does differently under another version of Traefik: routers and connections by the change \
                  that causes it, with a link, and diagnostics that come and go. Downgrades too. Changes nothing.",
    parameters: &[
        Parameter::optional(
            "from",
            Takes::Text,
            None,
            "the version now, such as 3.6 or 3.6.11; the state's own when left out",
        ),
        Parameter::optional("to", Takes::Text, None, "the version to compare with; the newest when left out"),
    ],
    read_only: true,
};

static EXPLAIN: Tool = Tool {
    name: "tcpgen_explain",
    title: "Explain a code",
    description: "What a diagnostic's code means: why it matters, an example, and what to write instead.",
    parameters: &[Parameter::required("code", Takes::Text, "a diagnostic's code, such as sni-without-tls")],
    read_only: true,
};

/// What a question is about: a store's state, for a Traefik or for its own.
struct About<'s> {
    store: &'s dyn Store,
    traefik: Option<TraefikVersion>,
}

impl About<'_> {
    fn subject(&self, options: Options) -> Result<Subject, Refusal> {
        Ok(Subject::new(self.store.state()?.for_traefik(self.traefik), options))
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
        name if name == CHECK.name => check(&about, &typed(arguments)?),
        name if name == ROUTE.name => route(&about, &typed(arguments)?),
        name if name == REACH.name => success(typed::<Reach>(arguments)?.ask(&about.subject(Options::default())?)?),
        name if name == TEST.name => test(&about, typed(arguments)?),
        name if name == DIFF.name => diff(&about, typed(arguments)?),
        name if name == UPGRADE.name => upgrade(&about, arguments),
        _ => success(typed::<Explain>(arguments)?.ask(&())?),
    }
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
        return Err(
            Refusal::new("not-whole", "the state cannot be read in full").help("`tcpgen_check` says what is wrong")
        );
    }
    success(json!({ "upgrade": written(Upgrade { from: from?, to: to? }.ask(&subject)?)? }))
}

/// Every route of a store, where it leads and what guards it; of a fenced store with the namespaces that it reads.
///
/// # Errors
/// When the store cannot be read.
pub fn list(store: &dyn Store) -> Result<Value, Refusal> {
    let facts = Subject::new(Sources::single("facts.toml", store.facts()?), Options::default());
    let namespaces = store.namespaces().map(<[String]>::to_vec);
    written(List { namespaces, ..List::of(&facts) }.ask(&store.list()?)?)
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
