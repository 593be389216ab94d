use clap::Args;

use super::arguments::ObjectArguments;
use crate::operation::Route;

const EXAMPLES: &str = "\
Examples:
  tcpgen generate ingress-route-tcp postgres --service-name postgres --service-port 5432 --entry-point postgresql
  tcpgen generate ingress-route-tcp redis --service-name redis --service-port 6379 --entry-point redis \\
      --sni redis.example.com --tls-passthrough --middleware office";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
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
