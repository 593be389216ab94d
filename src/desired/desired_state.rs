use super::allow::Allow;
use super::backends::Backends;
use super::entry_point::EntryPoint;
use super::fields::Fields;
use super::file_settings::FileSettings;
use super::middleware::Middleware;
use super::named::Named;
use super::output::Output;
use super::route::Route;
use super::scenario::Scenario;
use super::servers_transport::ServersTransport;
use super::state_file::StateFile;
use super::tls_option::TlsOption;
use super::tls_store::TlsStore;
use super::traefik::Traefik;
use crate::source::{FileId, Span, Spanned};

/// All files of a state together, in the order they were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DesiredState {
    /// What each file says for its own entries.
    pub files: Vec<FileSettings>,
    /// Facts about the Traefik that will serve this; a later file's key wins over an earlier one's.
    pub traefik: Traefik,
    /// How the objects are written; a later file's key wins over an earlier one's.
    pub output: Output,
    /// The declared entry points.
    pub entry_points: Vec<Named<EntryPoint>>,
    /// ServersTransportTCPs.
    pub servers_transports: Vec<Named<ServersTransport>>,
    /// TLSOptions.
    pub tls_options: Vec<Named<TlsOption>>,
    /// TLSStores.
    pub tls_stores: Vec<Named<TlsStore>>,
    /// MiddlewareTCPs.
    pub middlewares: Vec<Named<Middleware>>,
    /// IngressRouteTCPs.
    pub routes: Vec<Named<Route>>,
    /// Where services' servers are.
    pub services: Vec<Named<Backends>>,
    /// Rehearsals of changes.
    pub scenarios: Vec<Named<Scenario>>,
    /// Warnings allowed for the whole state.
    pub allow: Vec<Allow>,
    /// Whether an entry could not be read at all, not even its name.
    pub lost_names: bool,
}

impl DesiredState {
    /// Adds what one file says.
    pub(super) fn add(&mut self, id: FileId, file: StateFile) {
        if let Some(traefik) = file.traefik.clone() {
            self.traefik.overlay(traefik);
        }
        if let Some(output) = file.output {
            self.output.overlay(output);
        }
        self.files.push(FileSettings {
            file: id,
            namespace: file.namespace,
            labels: file.labels.unwrap_or_default(),
            annotations: file.annotations.unwrap_or_default(),
            traefik: file.traefik,
        });
        self.entry_points.extend(file.entry_points.unwrap_or_default());
        self.servers_transports.extend(file.servers_transports.unwrap_or_default());
        self.tls_options.extend(file.tls_options.unwrap_or_default());
        self.tls_stores.extend(file.tls_stores.unwrap_or_default());
        self.middlewares.extend(file.middlewares.unwrap_or_default());
        self.routes.extend(file.routes.unwrap_or_default());
        self.services.extend(file.services.unwrap_or_default());
        self.scenarios.extend(file.scenarios.unwrap_or_default());
        self.allow.extend(file.allow.unwrap_or(Spanned::new(Vec::new(), Span::NOWHERE)).value);
    }

    /// What the file that an entry stands in says for it.
    pub fn settings(&self, entry: Span) -> Option<&FileSettings> {
        // Files are added in the order of their numbers.
        let at = self.files.binary_search_by_key(&entry.file, |settings| settings.file).ok()?;
        self.files.get(at)
    }
}
