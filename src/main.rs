//! The `tcpgen` command.

fn main() {}
