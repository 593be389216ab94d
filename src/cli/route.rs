use std::net::IpAddr;

use clap::{Args, ValueEnum};
use smol_str::SmolStr;

use super::arguments::Inputs;
use super::cluster::ClusterSource;
use super::compiled::Compiled;
use super::{Failure, Outcome, console};
use crate::report;
use crate::routing::{ClientHello, Connection, Reason, TlsVersion};

const EXAMPLES: &str = "\
Examples:
  tcpgen route --entry-point postgresql --client-ip 192.168.1.7
  tcpgen route --entry-point websecure --client-ip 2001:db8::1 --sni db.example.com --explain
  tcpgen route prod/ --entry-point websecure --client-ip 10.0.0.1 --alpn h2,http/1.1 --format json

Exit codes: 0 answered, 1 answered but the input has errors, 2 usage, I/O, or no such entry point.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct RouteArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    cluster: ClusterSource,
    /// The entry point that the connection comes to
    #[arg(long, value_name = "NAME")]
    entry_point: SmolStr,
    /// The client's address, IPv4 or IPv6
    #[arg(long, value_name = "IP")]
    client_ip: IpAddr,
    /// The server name that the client sends; implies --tls
    #[arg(long, value_name = "NAME")]
    sni: Option<SmolStr>,
    /// The client speaks TLS; without --sni it names no server
    #[arg(long)]
    tls: bool,
    /// The ALPN protocols that the client offers; implies --tls
    #[arg(long, value_name = "PROTOCOL", value_delimiter = ',')]
    alpn: Vec<SmolStr>,
    /// The client sends PostgreSQL's SSLRequest first, and TLS after it if one of the flags above says so
    #[arg(long)]
    postgres: bool,
    /// The one TLS version that the client speaks; implies --tls
    #[arg(long, value_name = "VERSION", value_parser = tls_version)]
    tls_version: Option<TlsVersion>,
    /// Whether the client shows a certificate when it is asked for one; implies --tls
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    client_cert: Option<bool>,
    /// Draw the path: entry point, routers by priority, middlewares, service
    #[arg(long)]
    explain: bool,
    /// How to show the answer
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs, with every router that was asked
    Json,
}

fn tls_version(text: &str) -> Result<TlsVersion, String> {
    match text {
        "1.2" => Ok(TlsVersion::V1_2),
        "1.3" => Ok(TlsVersion::V1_3),
        _ => Err("write 1.2 or 1.3".to_owned()),
    }
}

impl RouteArguments {
    fn hello(&self) -> Option<ClientHello> {
        let of_tls = self.tls_version.is_some() || self.client_cert.is_some();
        let hello = ClientHello::implied(self.tls || of_tls, self.sni.clone(), self.alpn.clone())?;
        Some(ClientHello { version: self.tls_version, certificate: self.client_cert, ..hello })
    }

    fn connection(&self) -> Connection {
        Connection {
            entry_point: self.entry_point.clone(),
            client_ip: self.client_ip,
            tls: self.hello(),
            postgres: self.postgres,
        }
    }
}

/// Answers for whatever could be read, as a cluster would; the rest is reported on standard error.
pub(super) fn run(arguments: &RouteArguments) -> Result<Outcome, Failure> {
    let compiled = Compiled::read_objects_or_cluster(&arguments.inputs.inputs, &arguments.cluster)?;
    let sound = compiled.remark();
    let decision = compiled.compilation.table.decide(&arguments.connection());
    match arguments.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&decision)
                .map_err(|error| Failure::new(format!("the answer cannot be written: {error}")))?;
            console::out(&(text + "\n"))?;
        }
        Format::Human => {
            let width = console::out_width();
            let mut text = report::route::verdict(&decision, width);
            if arguments.explain {
                text.push('\n');
                text.push_str(&report::route::path(&decision, width));
            }
            console::out(&text)?;
        }
    }
    let unknown = decision.reason == Some(Reason::UnknownEntryPoint);
    Ok(if unknown {
        Outcome::Usage
    } else if sound {
        Outcome::Fine
    } else {
        Outcome::No
    })
}
