use serde_json::{Map, Value as Json, json};
use toml::de::{DeTable, DeValue};

use super::common::Allow;
use super::decoder::Decoder;
use super::describe;
use super::entry_point::EntryPoint;
use super::fields::{Fields as _, decode_table};
use super::invariant::Invariant;
use super::known::{KnownKeys, KnownService};
use super::lint::Lint;
use super::middleware::Middleware;
use super::named::Named;
use super::route::Route;
use super::scenario::Scenario;
use super::servers_transport::ServersTransport;
use super::table::table;
use super::tls_option::TlsOption;
use super::tls_store::TlsStore;
use super::traefik::Traefik;
use crate::source::{Spanned, Text};

table! {
    /// The desired state of TCP routing behind Traefik.
    pub struct StateFile {
        /// Further files of the state, state files and manifests, as paths or patterns relative to this file. The command line
        /// reads them with it.
        /// Example: `["teams/*.toml"]`
        files: Spanned<Vec<Text>>,
        /// The namespace of every entry of this file that does not set one.
        /// Default: `"default"`
        /// Example: `"databases"`
        namespace: Text,
        /// Kubernetes labels of every object of this file.
        /// Example: `{ team = "data" }`
        labels: Vec<(Text, Text)>,
        /// Kubernetes annotations of every object of this file.
        /// Example: `{ "argocd.argoproj.io/sync-wave" = "5" }`
        annotations: Vec<(Text, Text)>,
        /// Warnings that are accepted anywhere in the state, each with a reason.
        /// Example: `[{ code = "unused-middleware", reason = "another repository uses it" }]`
        allow: Spanned<Vec<Allow>>,
        /// The level of a code's findings in the whole state: `"allow"` (not reported), `"advice"`, `"warn"` or `"deny"` (an
        /// error). The level of an error cannot be lowered.
        /// Example: `{ client-sends-no-sni = "deny" }`
        lints: Vec<Lint>,
        /// Facts about the Traefik that will serve this state.
        /// Example: `{ version = "3.7" }`
        traefik: Traefik,
        /// How the objects are written.
        /// Example: `{ argo_sync_waves = true }`
        output: Output,
        /// The ports that Traefik opens. If any are declared, every route is checked against them.
        /// Example: `{ postgresql = 5432 }`
        entry_points: Vec<Named<EntryPoint>>,
        /// ServersTransportTCPs.
        /// Example: `{ slow = { dial_timeout = "5s" } }`
        servers_transports: Vec<Named<Box<ServersTransport>>>,
        /// TLSOptions.
        /// Example: `{ modern = { min_version = "VersionTLS13" } }`
        tls_options: Vec<Named<Box<TlsOption>>>,
        /// TLSStores.
        /// Example: `{ default = { default_certificate = "fallback-cert" } }`
        tls_stores: Vec<Named<Box<TlsStore>>>,
        /// MiddlewareTCPs.
        /// Example: `{ office = { ip_allow_list = ["192.168.1.0/24"] } }`
        middlewares: Vec<Named<Box<Middleware>>>,
        /// IngressRouteTCPs.
        /// Example: `{ pg = { entry_points = ["postgresql"], service = "postgres:5432" } }`
        routes: Vec<Named<Box<Route>>>,
        /// Kubernetes Services that routes forward to, as far as they are known. Routes are checked against them.
        /// Example: `{ postgres = { ports = [5432] } }`
        services: Vec<Named<KnownService>>,
        /// Kubernetes Secrets that the state refers to, with their keys. References are checked against them.
        /// Example: `{ db-cert = ["tls.crt", "tls.key"] }`
        secrets: Vec<Named<KnownKeys>>,
        /// ConfigMaps with authorities that the state refers to, with their keys.
        /// Example: `{ internal-ca = ["ca.crt"] }`
        config_maps: Vec<Named<KnownKeys>>,
        /// What must hold for all connections to some services.
        /// Example: `{ office-only = { to = "postgres:5432", only = { client_ip = ["192.168.1.0/24"] } } }`
        invariants: Vec<Named<Box<Invariant>>>,
        /// Rehearsals of changes, for `tcpgen test`.
        /// Example: `{ first = { steps = [{ apply = "routes.pg", expect = "unchanged" }] } }`
        scenarios: Vec<Named<Scenario>>,
    }
}

impl StateFile {
    /// Adds a later piece of the same file. Only entries are spread over pieces; each other key is in one.
    pub(super) fn append(&mut self, mut piece: Self) {
        extend(&mut self.entry_points, &mut piece.entry_points);
        extend(&mut self.servers_transports, &mut piece.servers_transports);
        extend(&mut self.tls_options, &mut piece.tls_options);
        extend(&mut self.tls_stores, &mut piece.tls_stores);
        extend(&mut self.middlewares, &mut piece.middlewares);
        extend(&mut self.routes, &mut piece.routes);
        extend(&mut self.services, &mut piece.services);
        extend(&mut self.secrets, &mut piece.secrets);
        extend(&mut self.config_maps, &mut piece.config_maps);
        extend(&mut self.invariants, &mut piece.invariants);
        extend(&mut self.scenarios, &mut piece.scenarios);
        self.overlay(piece);
    }
}

/// Moves the entries of a piece behind those that are known.
fn extend<T>(known: &mut Option<Vec<T>>, piece: &mut Option<Vec<T>>) {
    match (known, piece.take()) {
        (Some(known), Some(mut more)) => known.append(&mut more),
        (known @ None, more) => *known = more,
        (Some(_), None) => {}
    }
}

table! {
    /// How the objects of this state are written. It applies to every file of the state.
    pub struct Output {
        /// Annotate the objects so that Argo CD applies what routes refer to before the routes, and prunes after everything
        /// else. Routes keep their wave (0, or the file's), what they refer to gets the one before it.
        /// Default: `false`
        /// Example: `true`
        argo_sync_waves: Spanned<bool>,
    }
}

/// The JSON Schema (draft-07) of a state file, as editors take it for completion and checking.
pub fn schema() -> Json {
    let mut definitions = Map::new();
    let mut schema = describe::object::<StateFile>(&mut definitions);
    describe::described(&mut schema, &["The desired state of TCP routing behind Traefik, as tcpgen compiles it."]);
    let mut document = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "title": "tcpgen state file" });
    if let (Some(document), Json::Object(schema)) = (document.as_object_mut(), schema) {
        document.extend(schema);
        document.insert("definitions".to_owned(), Json::Object(definitions));
    }
    document
}

/// What a parsed file, or a piece of one, says.
pub(super) fn decoded(decoder: &mut Decoder<'_>, table: toml::Spanned<DeTable<'_>>) -> Option<StateFile> {
    let document = toml::Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    decode_table(&document, decoder, "a state file")
}
