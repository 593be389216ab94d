use clap::{ArgGroup, Args};

use crate::cli::build::Format;
use crate::operation::{Guard, Middleware, Route};

const ROUTE_EXAMPLES: &str = "\
Examples:
  tcpgen generate ingress-route-tcp postgres --service-name postgres --service-port 5432 --entry-point postgresql
  tcpgen generate ingress-route-tcp redis --service-name redis --service-port 6379 --entry-point redis \\
      --sni redis.example.com --tls-passthrough --middleware office";

const MIDDLEWARE_EXAMPLES: &str = "\
Examples:
  tcpgen generate middleware-tcp office --source-range 192.168.1.0/24 --source-range 10.0.0.1
  tcpgen generate middleware-tcp limit --in-flight-conn 100 | kubectl apply -f -";

/// What both have.
#[derive(Args, Clone, Debug)]
pub(super) struct ObjectArguments {
    /// The object's name
    pub name: String,
    /// The object's namespace
    #[arg(long, short, default_value = "default")]
    pub namespace: String,
    /// Format of the output
    #[arg(long, value_enum, default_value = "yaml")]
    pub format: Format,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = ROUTE_EXAMPLES)]
pub(super) struct IngressRouteTcpArguments {
    #[command(flatten)]
    pub object: ObjectArguments,
    /// The Kubernetes Service to forward to: [namespace/]name
    #[arg(long, value_name = "SERVICE")]
    service_name: String,
    /// The port of the Service, by number or name
    #[arg(long, value_name = "PORT", default_value = "5432")]
    service_port: String,
    /// An entry point to listen on; separate several with commas, or repeat the option
    #[arg(
        long = "entry-point",
        alias = "entry-points",
        value_name = "ENTRY_POINT",
        value_delimiter = ',',
        default_value = "postgresql"
    )]
    entry_points: Vec<String>,
    /// A server name of TLS clients; separate several with commas, or repeat the option [default: every client]
    #[arg(long, value_name = "HOST", value_delimiter = ',')]
    sni: Vec<String>,
    /// Forward the encrypted bytes to the service, which terminates TLS itself
    #[arg(long)]
    tls_passthrough: bool,
    /// Terminate TLS with the certificate in this Secret
    #[arg(long, value_name = "SECRET")]
    tls_secret_name: Option<String>,
    /// An existing MiddlewareTCP: [namespace/]name; separate several with commas, or repeat the option
    #[arg(long = "middleware", alias = "middlewares", value_name = "MIDDLEWARE", value_delimiter = ',')]
    middlewares: Vec<String>,
}

impl IngressRouteTcpArguments {
    /// The route that the flags specify.
    pub fn route(&self) -> Route {
        Route {
            name: self.object.name.clone(),
            namespace: self.object.namespace.clone(),
            service_name: self.service_name.clone(),
            service_port: self.service_port.clone(),
            entry_points: self.entry_points.clone(),
            sni: self.sni.clone(),
            tls_passthrough: self.tls_passthrough,
            tls_secret_name: self.tls_secret_name.clone(),
            middlewares: self.middlewares.clone(),
        }
    }
}

#[derive(Args, Clone, Debug)]
#[command(after_help = MIDDLEWARE_EXAMPLES, group = ArgGroup::new("type").required(true).args(["source_ranges", "in_flight_conn"]))]
pub(super) struct MiddlewareTcpArguments {
    #[command(flatten)]
    pub object: ObjectArguments,
    /// An address or CIDR range to admit; separate several with commas, or repeat the option
    #[arg(long = "source-range", alias = "source-ranges", value_name = "RANGE", value_delimiter = ',')]
    source_ranges: Vec<String>,
    /// Maximum number of simultaneous connections of each client address
    #[arg(long, value_name = "AMOUNT")]
    in_flight_conn: Option<u64>,
}

impl MiddlewareTcpArguments {
    /// The middleware that the flags specify.
    pub fn middleware(&self) -> Middleware {
        let guard = match self.in_flight_conn {
            Some(amount) => Guard::InFlightConn(amount),
            None => Guard::SourceRanges(self.source_ranges.clone()),
        };
        Middleware { name: self.object.name.clone(), namespace: self.object.namespace.clone(), guard }
    }
}
