//! Concurrent calls while the cluster hangs. The tests assert the order of the answers, never how long they take: a call
//! that hangs here hangs for an hour.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::cluster::kubeconfig;
use super::server::{Server, TOKEN};
use super::support::KubeApi;
use super::support::kube_api::{Fault, Trap};
use super::support::wait;

const ROUTE: &str = "traefik_manage_tcp_routing";
const HOUR: Duration = Duration::from_hours(1);

/// A cluster in which requests for the object `hangs` hang, and a place for a kubeconfig.
struct Hanging {
    kube: KubeApi,
    directory: TempDir,
    kubeconfig: PathBuf,
}

impl Hanging {
    fn new() -> Self {
        let (kube, directory) = (KubeApi::start(), tempfile::tempdir().unwrap());
        kube.trap(Trap::on("", Fault::Slow(HOUR)).name("hangs"));
        let kubeconfig = kubeconfig(&directory, &kube);
        Self { kube, directory, kubeconfig }
    }

    /// Makes every list hang as well.
    fn lists(self) -> Self {
        self.kube.trap(Trap::on("list", Fault::Slow(HOUR)));
        self
    }

    fn arguments(&self) -> Vec<&str> {
        vec!["--cluster", "--timeout", "3600", "--kubeconfig", self.kubeconfig.to_str().unwrap()]
    }

    /// How often the cluster was asked for an object, or for a list.
    fn asked(&self, name: &str) -> usize {
        self.kube.asked().iter().filter(|asked| asked.name == name).count()
    }

    /// Waits for such a request.
    fn is_asked(&self, name: &str) {
        let asked = wait::until(Duration::from_mins(1), || (self.asked(name) > 0).then_some(()));
        assert!(asked.is_some(), "nobody asks for `{name}`");
    }
}

/// A client on standard input and output that waits for no answer.
struct Lines {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Lines {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
        command.arg("mcp").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = Self { child, input, output };
        let client = json!({ "name": "t", "version": "0" });
        let parameters = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client });
        lines.send(json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": parameters }));
        lines.next();
        lines.send(json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        lines
    }

    fn send(&mut self, message: Value) {
        writeln!(self.input.as_mut().unwrap(), "{message}").unwrap();
    }

    fn call(&mut self, id: u32, tool: &str, arguments: Value) {
        self.send(call(id, tool, arguments));
    }

    fn cancel(&mut self, id: u32) {
        let parameters = json!({ "requestId": id, "reason": "the user has gone" });
        self.send(json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": parameters }));
    }

    /// The next answer: to which call, and what.
    fn next(&mut self) -> (u64, Value) {
        let mut line = String::new();
        assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "no answer any more");
        let answer: Value = serde_json::from_str(&line).unwrap();
        (answer["id"].as_u64().unwrap(), answer["result"]["structuredContent"].clone())
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn call(id: u32, tool: &str, arguments: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": { "name": tool, "arguments": arguments } })
}

fn route(name: &str) -> Value {
    json!({ "route_name": name, "service_name": "postgres" })
}

#[test]
fn what_needs_no_cluster_does_not_wait_for_one_that_hangs() {
    let hanging = Hanging::new().lists();
    let mut client = Lines::start(&hanging.arguments());
    client.call(1, "tcpgen_check", json!({}));
    hanging.is_asked("");
    client.call(2, "tcpgen_explain", json!({ "code": "sni-without-tls" }));
    assert_eq!(client.next().0, 2);
    let manifest = json!({ "manifest_type": "ingressroute_tcp", "name": "a", "service_name": "b" });
    client.call(3, "traefik_generate_routing_manifest", manifest);
    assert_eq!(client.next().0, 3);
    client.call(4, "no_such_tool", json!({}));
    let (id, answer) = client.next();
    assert_eq!((id, &answer["code"]), (4, &json!("unknown-tool")));
}

#[test]
fn calls_that_read_do_not_wait_for_a_change_and_changes_do() {
    let hanging = Hanging::new();
    let mut client = Lines::start(&hanging.arguments());
    client.call(1, ROUTE, route("hangs"));
    hanging.is_asked("hangs");
    client.call(2, ROUTE, route("pg"));
    client.call(3, "tcpgen_check", json!({}));
    assert_eq!(client.next().0, 3);
    assert_eq!(hanging.asked("pg"), 0, "one change after the other");
    let asked = hanging.asked("hangs");
    client.cancel(1);
    let (id, answer) = client.next();
    assert_eq!((id, &answer["result"]), (2, &json!("created")), "the cancelled call has ended, and gets no answer");
    assert_eq!(hanging.asked("hangs"), asked, "it is not tried again");
}

#[test]
fn a_change_that_waits_for_its_turn_can_be_cancelled() {
    let hanging = Hanging::new();
    let mut client = Lines::start(&hanging.arguments());
    client.call(1, ROUTE, route("hangs"));
    hanging.is_asked("hangs");
    client.call(2, ROUTE, route("second"));
    client.call(3, ROUTE, route("third"));
    client.cancel(2);
    client.cancel(1);
    assert_eq!(client.next().0, 3);
    assert_eq!(hanging.asked("second"), 0);
}

#[test]
fn a_call_ends_when_its_time_is_up() {
    let hanging = Hanging::new().lists();
    let mut arguments = hanging.arguments();
    arguments[2] = "1";
    let mut client = Lines::start(&arguments);
    client.call(1, "tcpgen_check", json!({}));
    let (id, answer) = client.next();
    assert_eq!((id, &answer["code"]), (1, &json!("failing")), "{answer}");
    // A change that never gets its turn fails with the reason.
    client.call(2, ROUTE, route("hangs"));
    client.call(3, ROUTE, route("pg"));
    let mut codes = [client.next(), client.next()].map(|(id, answer)| (id, answer["code"].clone()));
    codes.sort_by_key(|(id, _)| *id);
    assert_eq!(codes[0], (2, json!("failing")));
    assert!(codes[1].1 == "timed-out" || codes[1].1 == "failing", "{codes:?}");
}

#[test]
fn calls_end_when_their_client_leaves() {
    let hanging = Hanging::new().lists();
    let mut client = Lines::start(&hanging.arguments());
    client.call(1, "tcpgen_check", json!({}));
    hanging.is_asked("");
    drop(client.input.take());
    assert!(client.child.wait().unwrap().success());
}

/// Sends a call over a connection of its own, without reading the answer.
fn post(server: &Server, message: &Value) -> TcpStream {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let token = format!("Authorization: Bearer {TOKEN}\r\n");
    stream.write_all(server.request(&token, &message.to_string()).as_bytes()).unwrap();
    stream
}

fn answer(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_slow_call_does_not_block_other_clients() {
    let hanging = Hanging::new();
    let server = Server::start(&hanging.directory.path().join("tcpgen.toml"), &hanging.arguments());
    let slow = post(&server, &call(1, ROUTE, route("hangs")));
    hanging.is_asked("hangs");
    for (tool, arguments) in [
        ("tcpgen_check", json!({})),
        ("tcpgen_explain", json!({ "code": "sni-without-tls" })),
        ("tcpgen_route", json!({ "entry_point": "postgresql", "client_ip": "10.0.0.1" })),
    ] {
        let reply = answer(post(&server, &call(1, tool, arguments)));
        assert!(reply.contains(r#""isError":false"#), "{reply}");
    }
    let reply = answer(post(&server, &call(1, ROUTE, route("pg"))));
    assert!(reply.contains(r#""result":"created""#), "{reply}");
    // The slow client goes away, and the call with it.
    let asked = hanging.asked("hangs");
    drop(slow);
    let reply = answer(post(&server, &call(1, ROUTE, route("next"))));
    assert!(reply.contains(r#""result":"created""#), "{reply}");
    assert_eq!(hanging.asked("hangs"), asked);
}

#[test]
fn changes_of_many_clients_are_all_kept() {
    let directory = tempfile::tempdir().unwrap();
    let state = directory.path().join("tcpgen.toml");
    let server = Server::start(&state, &[]);
    let streams: Vec<TcpStream> = (0..200).map(|at| post(&server, &call(1, ROUTE, route(&format!("r{at}"))))).collect();
    for stream in streams {
        let reply = answer(stream);
        assert!(reply.contains(r#""result":"created""#), "{reply}");
    }
    let text = std::fs::read_to_string(state).unwrap();
    assert!((0..200).all(|at| text.contains(&format!("[routes.r{at}]\n"))), "{text}");
}
