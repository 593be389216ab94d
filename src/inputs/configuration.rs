use std::path::PathBuf;

use super::bytes::read_bytes;
use super::kind::Input;
use crate::members::{STATES, configuration_in, is_wanted};

/// The files that the state files among the inputs name, as far as they can be read.
pub(crate) fn configuration_of(inputs: &[Input]) -> Vec<PathBuf> {
    let of_input = |input: &Input| {
        let path = input.path().filter(|path| is_wanted(path, STATES))?;
        let text = String::from_utf8(read_bytes(path).ok()?).ok()?;
        Some(configuration_in(&text).into_iter().map(|named| named.beside(path)).collect::<Vec<_>>())
    };
    inputs.iter().filter_map(of_input).flatten().collect()
}
