use std::rc::Rc;

use serde::Deserialize;
use wasm_bindgen::prelude::JsValue;

use super::configuration::apart;
use super::kept;
use super::options::CompileOptions;
use super::value::argument;
use crate::question::Subject;
use crate::source::{SourceFile, Sources};

/// An input text as JavaScript gives it.
#[derive(Deserialize)]
struct Source {
    name: String,
    text: String,
}

/// Reads a list of sources, whose places will be given in UTF-16 units as well.
pub(super) fn read(written: &JsValue) -> Result<Sources, JsValue> {
    Ok(apart(files(written)?).sources)
}

/// Reads a list of sources as files.
pub(super) fn files(written: &JsValue) -> Result<Vec<SourceFile>, JsValue> {
    let files = argument::<Vec<Source>>("sources", written)?;
    Ok(files.into_iter().map(|Source { name, text }| SourceFile::new(name, text).counting_utf16()).collect())
}

/// Reads a list of sources and compiles them.
pub(super) fn subject(written: &JsValue, options: &CompileOptions) -> Result<Rc<Subject>, JsValue> {
    Ok(kept::subject(read(written)?.for_traefik(options.traefik()?), options.core()?))
}
