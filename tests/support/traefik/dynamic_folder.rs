//! The folder that Traefik's file provider watches.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::instance::OURS;
use crate::support::certificate::Certificate;

/// The watched folder, and one beside it where files are made.
///
/// Traefik reads all files in the order of their names, and where two have an object of one name, the first counts.
#[derive(Debug)]
pub(super) struct DynamicFolder {
    watched: PathBuf,
    made: PathBuf,
}

impl DynamicFolder {
    /// Makes the folders below `parent`.
    pub(super) fn create(parent: &Path) -> Self {
        let folder = Self { watched: parent.join("dynamic"), made: parent.join("made") };
        fs::create_dir(&folder.watched).expect("cannot create Traefik's folder");
        fs::create_dir(&folder.made).expect("cannot create a folder");
        folder
    }

    /// What Traefik has to watch.
    pub(super) fn watched(&self) -> &Path {
        &self.watched
    }

    /// Places the configuration that a test is about.
    pub(super) fn place_configuration(&self, yaml: &str) {
        self.place("1-configuration.yaml", yaml);
    }

    /// Places a middleware that nothing uses, and returns its name. It is in the first file, so whoever has read it
    /// goes on to read the configuration that was placed before it.
    pub(super) fn place_generation(&self, generation: u64) -> String {
        let name = format!("{OURS}-{generation}");
        let marker = json!({ "tcp": { "middlewares": { &name: { "inFlightConn": { "amount": 1 } } } } });
        self.place("0-generation.yaml", &marker.to_string());
        format!("{name}@file")
    }

    /// Places a default certificate, in the last file, so that a test's own counts. Without any, Traefik makes an RSA
    /// key at every change of its configuration, which takes it longer than all the rest.
    pub(super) fn place_default_certificate(&self, common_name: &str) {
        let certificate = Certificate::with_common_name(common_name);
        let files = json!({ "certFile": certificate.pem(), "keyFile": certificate.key_pem() });
        let stores = json!({ "tls": { "stores": { "default": { "defaultCertificate": files } } } });
        self.place("2-default-certificate.yaml", &stores.to_string());
    }

    /// Puts a file into the watched folder as a whole: made elsewhere, so that Traefik never sees half of it.
    fn place(&self, name: &str, text: &str) {
        let made = self.made.join(name);
        let placed = fs::write(&made, text).and_then(|()| fs::rename(&made, self.watched.join(name)));
        placed.expect("cannot write Traefik's configuration");
    }
}
