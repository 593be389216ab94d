use clap::{ArgGroup, Args};

use super::arguments::ObjectArguments;
use crate::operation::{Guard, Middleware};

const EXAMPLES: &str = "\
Examples:
  tcpgen generate middleware-tcp office --source-range 192.168.1.0/24 --source-range 10.0.0.1
  tcpgen generate middleware-tcp limit --in-flight-conn 100 | kubectl apply -f -";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES, group = ArgGroup::new("type").required(true).args(["source_ranges", "in_flight_conn"]))]
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
