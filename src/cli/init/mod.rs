//! `tcpgen init`.

use std::io::ErrorKind;
use std::path::PathBuf;

use clap::Args;

use super::{Failure, Outcome, console, schema};
use crate::escape::shown;
use crate::file_store::create;
use crate::members;

/// A state that builds without a warning; its first line tells editors where the schema is.
const STARTER: &str = include_str!("starter.toml");

/// The schema's name in the starter's first line.
const SCHEMA: &str = "tcpgen.schema.json";

#[derive(Args, Clone, Debug)]
pub(super) struct InitArguments {
    /// The state file to write; `tcpgen.schema.json` goes beside it. `-` writes the state file to standard output
    #[arg(value_name = "FILE", default_value = members::DEFAULT)]
    file: PathBuf,
}

/// Nothing that exists is overwritten.
pub(super) fn run(arguments: &InitArguments) -> Result<Outcome, Failure> {
    let file = &arguments.file;
    if file.as_os_str() == "-" {
        console::data(STARTER)?;
        return Ok(Outcome::Fine);
    }
    create(file, STARTER.as_bytes()).map_err(|error| {
        let failure = Failure::write(file, &error);
        match error.kind() {
            ErrorKind::AlreadyExists => failure.help("it is left as it is; name another file: `tcpgen init FILE`"),
            _ => failure,
        }
    })?;
    console::err(&shown!(file.display(), ": written\n"));
    let schema = file.with_file_name(SCHEMA);
    match create(&schema, schema::text().as_bytes()) {
        Ok(()) => console::err(&shown!(schema.display(), ": written, for editors\n")),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            console::err(&shown!(schema.display(), ": was there and is left as it is\n"));
        }
        Err(error) => return Err(Failure::write(&schema, &error)),
    }
    Ok(Outcome::Fine)
}
