use std::env;
use std::fs;
use std::net::SocketAddr;
use std::time::Duration;

use super::arguments::McpArguments;
use crate::cli::{Failure, Outcome};
use crate::file_store::reason;
use crate::mcp::{self, Http, Rights};

/// The variable with the bearer token, if no file is given.
const TOKEN: &str = "TCPGEN_MCP_TOKEN";

/// The minimum length of a token: one that can be guessed protects nothing.
const LETTERS: usize = 16;

pub(super) fn run(arguments: &McpArguments) -> Result<Outcome, Failure> {
    let timeout = Duration::from_secs(arguments.timeout);
    let stores = arguments.store.stores(timeout)?;
    let rights =
        Rights { read_only: arguments.read_only, widen: arguments.allow_widening, delete: arguments.allow_delete };
    let http = arguments.http.map(|address| http(arguments, address)).transpose()?;
    let outcome = mcp::serve(stores, timeout, rights, http);
    outcome.map_err(|error| {
        let where_to = arguments.http.map_or_else(String::new, |address| format!(" at {address}"));
        Failure::new(format!("cannot serve{where_to}: {}", reason(&error)))
    })?;
    Ok(Outcome::Fine)
}

fn http(arguments: &McpArguments, address: SocketAddr) -> Result<Http, Failure> {
    let token = token(arguments)?;
    if token.is_none() && !address.ip().is_loopback() {
        let message = format!("{address} can be reached from other machines, and there is no token");
        return Err(Failure::new(message).help(format!(
            "write one into a file and name it with `--token-file FILE`, or into the variable `{TOKEN}`; or listen on \
             127.0.0.1"
        )));
    }
    Ok(Http { address, token, hosts: arguments.allowed_host.clone(), origins: arguments.allowed_origin.clone() })
}

/// The token, from the file or the environment. It is never an argument, since every process can read those.
fn token(arguments: &McpArguments) -> Result<Option<String>, Failure> {
    let written = match &arguments.token_file {
        Some(file) => {
            let text = fs::read_to_string(file).map_err(|error| Failure::read(file, reason(&error)))?;
            Some((text, file.display().to_string()))
        }
        None => env::var(TOKEN).ok().map(|text| (text, format!("the variable `{TOKEN}`"))),
    };
    let Some((text, place)) = written else { return Ok(None) };
    let token = text.trim();
    let sound = token.len() >= LETTERS && token.bytes().all(|letter| letter.is_ascii_graphic());
    if !sound {
        let message =
            format!("the token in {place} is no token: at least {LETTERS} letters, digits and marks are wanted");
        return Err(Failure::new(message).help("make one: `openssl rand -hex 32`"));
    }
    Ok(Some(token.to_owned()))
}
