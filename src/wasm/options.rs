use serde::Deserialize;
use wasm_bindgen::prelude::{JsError, JsValue};

use super::value::argument;
use crate::Options;
use crate::output::{BuildFormat, BuildTarget};
use crate::question::Build;
use crate::traefik::TraefikVersion;

/// How to compile, as JavaScript says it.
#[derive(Default, Deserialize)]
pub(super) struct CompileOptions {
    strict: Option<bool>,
    traefik: Option<String>,
}

impl CompileOptions {
    /// Reads options; none is a choice too.
    pub fn read(written: &JsValue) -> Result<Self, JsError> {
        Ok(argument::<Option<Self>>("options", written)?.unwrap_or_default())
    }

    pub fn core(&self) -> Options {
        Options { strict: self.strict.unwrap_or(false) }
    }

    /// The Traefik that replaces the one of the sources.
    pub fn traefik(&self) -> Result<Option<TraefikVersion>, JsError> {
        version(self.traefik.as_deref())
    }
}

/// What to build, as JavaScript says it.
#[derive(Deserialize)]
pub(super) struct BuildOptions {
    target: String,
    format: Option<String>,
    strict: Option<bool>,
    traefik: Option<String>,
}

impl BuildOptions {
    pub fn read(written: &JsValue) -> Result<Self, JsError> {
        argument("options", written)
    }

    pub fn core(&self) -> Options {
        Options { strict: self.strict.unwrap_or(false) }
    }

    pub fn question(&self) -> Result<Build, JsError> {
        let target = BuildTarget::parse(&self.target);
        let format = BuildFormat::parse(self.format.as_deref().unwrap_or("yaml"));
        Ok(Build {
            target: target.ok_or_else(|| JsError::new("options: `target` is crd, helm-values or file"))?,
            format: format.ok_or_else(|| JsError::new("options: `format` is yaml or json"))?,
        })
    }

    /// The Traefik that replaces the one of the sources.
    pub fn traefik(&self) -> Result<Option<TraefikVersion>, JsError> {
        version(self.traefik.as_deref())
    }
}

fn version(written: Option<&str>) -> Result<Option<TraefikVersion>, JsError> {
    parsed("options: `traefik`", written)
}

/// The version of Traefik that an argument names; undefined and null are none.
pub(super) fn named_version(name: &str, written: &JsValue) -> Result<Option<TraefikVersion>, JsError> {
    parsed(name, argument::<Option<String>>(name, written)?.as_deref())
}

fn parsed(what: &str, written: Option<&str>) -> Result<Option<TraefikVersion>, JsError> {
    let read = |text: &str| {
        TraefikVersion::parse(text).ok_or_else(|| JsError::new(&format!("{what}: {}", TraefikVersion::SPELLINGS)))
    };
    written.map(read).transpose()
}
