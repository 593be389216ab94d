use std::collections::BTreeMap;

use serde::Deserialize;
use wasm_bindgen::prelude::JsValue;

use super::value::{argument, wrong};
use crate::Options;
use crate::check;
use crate::diagnostic::Level;
use crate::output::{BuildFormat, BuildTarget};
use crate::question::Build;
use crate::traefik::TraefikVersion;

/// How to compile, as JavaScript says it.
#[derive(Default, Deserialize)]
pub(super) struct CompileOptions {
    strict: Option<bool>,
    #[serde(default)]
    levels: BTreeMap<String, String>,
    traefik: Option<String>,
}

impl CompileOptions {
    /// Reads options; none is a choice too.
    pub fn read(written: &JsValue) -> Result<Self, JsValue> {
        Ok(argument::<Option<Self>>("options", written)?.unwrap_or_default())
    }

    pub fn core(&self) -> Result<Options, JsValue> {
        core(self.strict, &self.levels)
    }

    /// The Traefik that replaces the one of the sources.
    pub fn traefik(&self) -> Result<Option<TraefikVersion>, JsValue> {
        version(self.traefik.as_deref())
    }
}

/// What to build, as JavaScript says it.
#[derive(Deserialize)]
pub(super) struct BuildOptions {
    target: String,
    format: Option<String>,
    strict: Option<bool>,
    #[serde(default)]
    levels: BTreeMap<String, String>,
    traefik: Option<String>,
}

impl BuildOptions {
    pub fn read(written: &JsValue) -> Result<Self, JsValue> {
        argument("options", written)
    }

    pub fn core(&self) -> Result<Options, JsValue> {
        core(self.strict, &self.levels)
    }

    pub fn question(&self) -> Result<Build, JsValue> {
        let target = BuildTarget::parse(&self.target);
        let format = BuildFormat::parse(self.format.as_deref().unwrap_or("yaml"));
        Ok(Build {
            target: target.ok_or_else(|| wrong("options: `target` is crd, helm-values, helm-chart-config or file"))?,
            format: format.ok_or_else(|| wrong("options: `format` is yaml or json"))?,
        })
    }

    /// The Traefik that replaces the one of the sources.
    pub fn traefik(&self) -> Result<Option<TraefikVersion>, JsValue> {
        version(self.traefik.as_deref())
    }
}

fn core(strict: Option<bool>, written: &BTreeMap<String, String>) -> Result<Options, JsValue> {
    let mut options = Options { strict: strict.unwrap_or(false), ..Options::default() };
    for (name, level) in written {
        let code = check::code(name);
        let code = code.ok_or_else(|| wrong(&format!("options: `levels` has no code `{name}`")))?;
        let level = Level::parse(level);
        let level = level.ok_or_else(|| wrong("options: a level is allow, advice, warn or deny"))?;
        options.levels.set(code, level);
    }
    Ok(options)
}

fn version(written: Option<&str>) -> Result<Option<TraefikVersion>, JsValue> {
    parsed("options: `traefik`", written)
}

/// The version of Traefik that an argument names; undefined and null are none.
pub(super) fn named_version(name: &str, written: &JsValue) -> Result<Option<TraefikVersion>, JsValue> {
    parsed(name, argument::<Option<String>>(name, written)?.as_deref())
}

fn parsed(what: &str, written: Option<&str>) -> Result<Option<TraefikVersion>, JsValue> {
    let read = |text: &str| {
        TraefikVersion::parse(text).ok_or_else(|| wrong(&format!("{what}: {}", TraefikVersion::SPELLINGS)))
    };
    written.map(read).transpose()
}
