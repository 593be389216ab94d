use std::fmt::Write as _;

use clap::Args;

use super::ObjectArguments;
use super::toml_text::{array, string};

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
    /// Its port, by number or name
    #[arg(long, value_name = "PORT", default_value = "5432")]
    service_port: String,
    /// An entry point to listen on; several with commas or several times
    #[arg(
        long = "entry-point",
        alias = "entry-points",
        value_name = "ENTRY_POINT",
        value_delimiter = ',',
        default_value = "postgresql"
    )]
    entry_points: Vec<String>,
    /// A server name of TLS clients; several with commas or several times [default: every client]
    #[arg(long, value_name = "HOST", value_delimiter = ',')]
    sni: Vec<String>,
    /// Hand encrypted bytes on to the service, which ends TLS itself
    #[arg(long)]
    tls_passthrough: bool,
    /// End TLS with the certificate of this Secret
    #[arg(long, value_name = "SECRET")]
    tls_secret_name: Option<String>,
    /// A MiddlewareTCP that exists: [namespace/]name; several with commas or several times
    #[arg(long = "middleware", alias = "middlewares", value_name = "MIDDLEWARE", value_delimiter = ',')]
    middlewares: Vec<String>,
}

impl IngressRouteTcpArguments {
    /// The state file that says the same.
    pub fn state(&self) -> String {
        let object = &self.object;
        let mut text = format!("namespace = {}\n\n[routes.{}]\n", string(&object.namespace), string(&object.name));
        let _ = writeln!(text, "entry_points = {}", array(&self.entry_points));
        if !self.sni.is_empty() {
            let _ = writeln!(text, "sni = {}", array(&self.sni));
        }
        let service = format!("{}:{}", self.service_name, self.service_port);
        let _ = writeln!(text, "service = {}", string(&service));
        if !self.middlewares.is_empty() {
            let _ = writeln!(text, "middlewares = {}", array(&self.middlewares));
        }
        text.push_str(&self.tls());
        for name in &self.middlewares {
            let _ = write!(text, "\n[middlewares.{}]\nexternal = true\n", string(name));
        }
        text
    }

    fn tls(&self) -> String {
        match (&self.tls_secret_name, self.tls_passthrough) {
            (None, false) => String::new(),
            (None, true) => "tls = \"passthrough\"\n".to_owned(),
            (Some(secret), false) => format!("tls = {{ secret_name = {} }}\n", string(secret)),
            (Some(secret), true) => format!("tls = {{ passthrough = true, secret_name = {} }}\n", string(secret)),
        }
    }
}
