use std::net::IpAddr;

use clap::{Args, ValueEnum};
use smol_str::SmolStr;

use super::api::ApiSource;
use super::arguments::Inputs;
use super::cluster::ClusterSource;
use super::{Failure, Outcome, completions, console, subject};
use crate::desired::CONNECTED;
use crate::escape::Shown;
use crate::question::{Question as _, Route, Routed};
use crate::report;
use crate::routing::{Decision, Outcome as RoutingOutcome, Reason, TlsVersion};

const EXAMPLES: &str = "\
Examples:
  tcpgen route --entry-point postgresql --client-ip 192.168.1.7
  tcpgen route --entry-point websecure --client-ip 2001:db8::1 --sni db.example.com --explain
  tcpgen route prod/ --entry-point websecure --client-ip 10.0.0.1 --alpn h2,http/1.1 --format json
  tcpgen route --api http://localhost:8080 --entry-point pg --client-ip 10.0.0.1   for the entry points of that Traefik

Exit codes: 0 answered, 1 answered but the input has errors or it is not what `--expect` demands, 2 usage, I/O, or no such entry point.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct RouteArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    cluster: ClusterSource,
    #[command(flatten)]
    api: ApiSource,
    /// The entry point that the client connects to
    #[arg(long, value_name = "NAME", add = completions::entry_points())]
    entry_point: SmolStr,
    /// The client's address, IPv4 or IPv6
    #[arg(long, value_name = "IP")]
    client_ip: IpAddr,
    /// The server name that the client sends; implies --tls
    #[arg(long, value_name = "NAME")]
    sni: Option<SmolStr>,
    /// The client uses TLS; without --sni it sends no server name
    #[arg(long)]
    tls: bool,
    /// The ALPN protocols that the client offers; implies --tls
    #[arg(long, value_name = "PROTOCOL", value_delimiter = ',')]
    alpn: Vec<SmolStr>,
    /// The client first sends PostgreSQL's SSLRequest, followed by TLS if one of the flags above is given
    #[arg(long)]
    postgres: bool,
    /// The only TLS version that the client speaks; implies --tls
    #[arg(long, value_name = "VERSION", value_parser = tls_version)]
    tls_version: Option<TlsVersion>,
    /// Whether the client presents a certificate if it is asked for one; implies --tls
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    client_cert: Option<bool>,
    /// Show the path: entry point, routers by priority, middlewares, service
    #[arg(long)]
    explain: bool,
    /// Exit 1 unless this is the outcome; `refused` is any except forwarded
    #[arg(long, value_name = "OUTCOME", value_parser = CONNECTED)]
    expect: Option<String>,
    /// Format of the answer
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs, with every router that was tried
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
    fn question(&self) -> Route {
        Route {
            entry_point: self.entry_point.clone(),
            client_ip: self.client_ip.to_string(),
            tls: Some(self.tls),
            sni: self.sni.clone(),
            alpn: Some(self.alpn.clone()),
            postgres: Some(self.postgres),
            tls_version: self.tls_version,
            client_cert: self.client_cert,
            hello: None,
        }
    }
}

/// Answers for everything that could be read, as a cluster would; the rest is reported on standard error.
pub(super) fn run(arguments: &RouteArguments) -> Result<Outcome, Failure> {
    let subject = subject::read_with_facts(&arguments.inputs, &arguments.cluster, &arguments.api)?;
    let question = arguments.question();
    let Routed { decision, diagnostics } = question.ask(&subject)?;
    let sound = subject::remark(&diagnostics);
    let decision = decision?;
    match arguments.format {
        Format::Json => console::out_json(&decision)?,
        Format::Human => console::out(&Shown::lines(&drawn(&decision, arguments.explain)))?,
    }
    let unknown = decision.reason == Some(Reason::UnknownEntryPoint);
    let is_expected = arguments.expect.as_ref().is_none_or(|expected| match expected.as_str() {
        "refused" => decision.outcome != RoutingOutcome::Forwarded,
        outcome => decision.outcome.name() == outcome,
    });
    Ok(if unknown {
        Outcome::Usage
    } else if sound && is_expected {
        Outcome::Fine
    } else {
        Outcome::No
    })
}

fn drawn(decision: &Decision, explain: bool) -> String {
    let width = console::out_width();
    let mut text = report::route::verdict(decision, width);
    if explain {
        text.push('\n');
        text.push_str(&report::route::path(decision, width));
    }
    text
}
