use serde_json::{Map, Value};
use serde_saphyr::SerializerOptions;

use super::addresses::Addresses;
use super::section::set;
use crate::check::state::not_in_file_target;
use crate::desired::DesiredState;
use crate::diagnostic::Diagnostic;
use crate::resource::{Object, Resources};
use crate::routing::Environment;
use crate::routing::naming::Naming;
use crate::routing::served;
use crate::source::Span;

/// A dynamic configuration of Traefik's file provider.
#[derive(Clone, Debug)]
pub struct FileConfiguration {
    /// YAML, as Traefik v3 reads it from a file.
    pub yaml: String,
    /// Services without addresses (errors), and what lives in Kubernetes alone (warnings), in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was built so far.
pub(super) struct Builder<'a> {
    pub environment: &'a Environment,
    pub addresses: Addresses<'a>,
    pub routers: Map<String, Value>,
    pub services: Map<String, Value>,
    pub middlewares: Map<String, Value>,
    pub servers_transports: Map<String, Value>,
    pub tls_options: Map<String, Value>,
    pub tls_stores: Map<String, Value>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(desired: &'a DesiredState, environment: &'a Environment) -> Self {
        let mut diagnostics = Vec::new();
        Self {
            environment,
            addresses: Addresses::new(desired, &mut diagnostics),
            routers: Map::new(),
            services: Map::new(),
            middlewares: Map::new(),
            servers_transports: Map::new(),
            tls_options: Map::new(),
            tls_stores: Map::new(),
            diagnostics,
        }
    }

    /// How the CRD provider would name things.
    pub(super) fn naming(&self) -> Naming {
        Naming::of(self.environment)
    }

    /// The objects that this Traefik serves and that do not exist elsewhere.
    pub(super) fn objects<'r>(&self, resources: &'r Resources) -> Vec<&'r Object> {
        resources.emitted().filter(|object| served(object, self.environment)).collect()
    }

    /// Says what is not written.
    pub(super) fn leave_out(&mut self, span: Span, what: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(not_in_file_target::diagnostic(span, what, help));
    }

    pub(super) fn finish(mut self) -> Result<FileConfiguration, serde_saphyr::ser::Error> {
        let mut tcp = Map::new();
        set(&mut tcp, "routers", self.routers);
        set(&mut tcp, "services", self.services);
        set(&mut tcp, "middlewares", self.middlewares);
        set(&mut tcp, "serversTransports", self.servers_transports);
        let mut tls = Map::new();
        set(&mut tls, "options", self.tls_options);
        set(&mut tls, "stores", self.tls_stores);
        let mut all = Map::new();
        set(&mut all, "tcp", tcp);
        set(&mut all, "tls", tls);
        let options: SerializerOptions = serde_saphyr::ser_options! { prefer_block_scalars: false };
        let mut yaml = String::new();
        serde_saphyr::to_fmt_writer_with_options(&mut yaml, &all, options)?;
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        Ok(FileConfiguration { yaml: literally(&yaml), diagnostics: self.diagnostics })
    }
}

/// Traefik executes the file as a Go template before it reads it as YAML (`pkg/provider/file/file.go`, `CreateConfiguration`):
/// two braces in a rule, say, have to be written as what a template gives them out for.
fn literally(yaml: &str) -> String {
    yaml.replace("{{", r#"{{"{{"}}"#)
}
