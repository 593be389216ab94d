//! Files with Traefik's own configuration, which a state file names under `[traefik]`.

use std::path::PathBuf;

use super::kind::Input;
use crate::file_store::read_bytes;
use crate::found::named_in;
use crate::members::{STATES, is_wanted};

/// The files that the state files among the inputs name, as far as they can be read.
pub(crate) fn configuration_of(inputs: &[Input]) -> Vec<PathBuf> {
    let of_input = |input: &Input| {
        let path = input.path().filter(|path| is_wanted(path, STATES))?;
        let text = String::from_utf8(read_bytes(path).ok()?).ok()?;
        Some(named_in(&text).into_iter().map(|named| named.beside(path)).collect::<Vec<_>>())
    };
    inputs.iter().filter_map(of_input).flatten().collect()
}
