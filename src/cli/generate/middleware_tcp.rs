use std::fmt::Write as _;

use clap::{ArgGroup, Args};

use super::ObjectArguments;
use super::toml_text::{array, string};

const EXAMPLES: &str = "\
Examples:
  tcpgen generate middleware-tcp office --source-range 192.168.1.0/24 --source-range 10.0.0.1
  tcpgen generate middleware-tcp limit --in-flight-conn 100 | kubectl apply -f -";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES, group = ArgGroup::new("type").required(true).args(["source_ranges", "in_flight_conn"]))]
pub(super) struct MiddlewareTcpArguments {
    #[command(flatten)]
    pub object: ObjectArguments,
    /// An address or CIDR range that gets through; several with commas or several times
    #[arg(long = "source-range", alias = "source-ranges", value_name = "RANGE", value_delimiter = ',')]
    source_ranges: Vec<String>,
    /// At most so many connections at once for each client address
    #[arg(long, value_name = "AMOUNT")]
    in_flight_conn: Option<u64>,
}

impl MiddlewareTcpArguments {
    /// The state file that says the same.
    pub fn state(&self) -> String {
        let object = &self.object;
        let mut text = format!("[middlewares.{}]\nnamespace = {}\n", string(&object.name), string(&object.namespace));
        if let Some(amount) = self.in_flight_conn {
            let _ = writeln!(text, "in_flight_conn = {amount}");
        } else {
            let _ = writeln!(text, "ip_allow_list = {}", array(&self.source_ranges));
        }
        text
    }
}
