use serde::Deserialize;
use wasm_bindgen::prelude::{JsError, JsValue};

use super::value::argument;
use crate::Options;
use crate::output::{BuildFormat, BuildTarget};
use crate::question::Build;

/// How to compile, as JavaScript says it.
#[derive(Default, Deserialize)]
pub(super) struct CompileOptions {
    strict: Option<bool>,
}

impl CompileOptions {
    /// Reads options; none is a choice too.
    pub fn read(written: &JsValue) -> Result<Self, JsError> {
        Ok(argument::<Option<Self>>("options", written)?.unwrap_or_default())
    }

    pub fn core(&self) -> Options {
        Options { strict: self.strict.unwrap_or(false) }
    }
}

/// What to build, as JavaScript says it.
#[derive(Deserialize)]
pub(super) struct BuildOptions {
    target: String,
    format: Option<String>,
    strict: Option<bool>,
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
}
