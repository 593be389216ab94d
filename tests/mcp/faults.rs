//! Clients that mean harm, or do not know what they do: they are refused, and the server stays up.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

use serde_json::json;

use super::client::Client;
use super::server::{Server, TOKEN};

const LIST: &str = r#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#;

fn server() -> (Server, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    (Server::start(&directory.path().join("tcpgen.toml"), &[]), directory)
}

#[track_caller]
fn is_up(server: &Server) {
    let (status, answer) = server.post("", LIST);
    assert_eq!(status, 200, "{answer}");
    assert!(answer.contains("traefik_manage_tcp_routing"), "{answer}");
}

#[test]
fn whoever_has_no_token_is_not_let_in() {
    let (server, _directory) = server();
    let wrong = format!("Authorization: Bearer {}x\r\n", &TOKEN[1..]);
    let basic = format!("Authorization: Basic {TOKEN}\r\n");
    for headers in ["", "Authorization: Bearer\r\n", "Authorization: Bearer \r\n", &wrong, &basic] {
        let (status, answer) = server.raw(server.request(headers, LIST).as_bytes());
        assert_eq!(status, 401, "{headers}{answer}");
        assert!(!answer.contains("traefik_"), "{answer}");
    }
    is_up(&server);
}

#[test]
fn pages_of_others_and_names_of_others_are_refused() {
    let (server, _directory) = server();
    for headers in [
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: http://127.0.0.1.evil.example\r\n",
        "Host: evil.example\r\n",
        "Host: evil.example:80\r\n",
    ] {
        let (status, answer) = server.post(headers, LIST);
        assert_eq!(status, 403, "{headers}{answer}");
    }
    is_up(&server);
}

#[test]
fn origins_and_hosts_that_are_named_are_let_in() {
    let directory = tempfile::tempdir().unwrap();
    let names = ["--allowed-origin", "https://app.example.com:443", "--allowed-host", "mcp.example.com"];
    let server = Server::start(&directory.path().join("tcpgen.toml"), &names);
    assert_eq!(server.post("Origin: https://app.example.com\r\n", LIST).0, 200);
    assert_eq!(server.post("Host: mcp.example.com\r\n", LIST).0, 200);
    assert_eq!(server.post("Origin: https://other.example.com\r\n", LIST).0, 403);
}

#[test]
fn a_page_of_the_servers_own_address_may_call() {
    let (server, _directory) = server();
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let origin = format!("http://{host}:{port}");
        let (status, answer) = server.post(&format!("Origin: {origin}\r\n"), LIST);
        assert_eq!(status, 200, "{answer}");
        assert!(answer.to_lowercase().contains(&format!("access-control-allow-origin: {origin}\r\n")), "{answer}");
    }
    for origin in [format!("https://127.0.0.1:{port}"), "http://127.0.0.1:1".to_owned(), "http://localhost".to_owned()]
    {
        assert_eq!(server.post(&format!("Origin: {origin}\r\n"), LIST).0, 403, "{origin}");
    }
}

#[test]
fn a_browser_is_told_what_a_page_may_send() {
    let directory = tempfile::tempdir().unwrap();
    let names = ["--allowed-origin", "https://app.example.com:443"];
    let server = Server::start(&directory.path().join("tcpgen.toml"), &names);
    // A browser sends no token with it.
    let preflight = |origin: &str| {
        let request = format!(
            "OPTIONS /mcp HTTP/1.1\r\nHost: {}\r\nOrigin: {origin}\r\nAccess-Control-Request-Method: POST\r\n\
             Access-Control-Request-Headers: authorization,content-type,mcp-protocol-version\r\nConnection: close\r\n\r\n",
            server.address
        );
        let (status, answer) = server.raw(request.as_bytes());
        (status, answer.to_lowercase())
    };
    let (status, answer) = preflight("https://app.example.com");
    assert_eq!(status, 204, "{answer}");
    assert!(answer.contains("access-control-allow-origin: https://app.example.com\r\n"), "{answer}");
    for header in ["authorization", "content-type", "mcp-protocol-version"] {
        assert!(answer.contains(header), "{answer}");
    }
    let (status, answer) = preflight("https://evil.example");
    assert_eq!((status, answer.contains("access-control-allow")), (403, false), "{answer}");
    let refused = server.raw(server.request("Origin: https://app.example.com\r\n", LIST).as_bytes());
    assert_eq!(refused.0, 401, "a page needs the token, as everyone does");
    assert!(!refused.1.contains(TOKEN));
}

#[test]
fn what_is_too_long_or_no_request_is_refused() {
    let (server, _directory) = server();
    let body =
        format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":\"{}\"}}", "x".repeat(10_000_000));
    assert_eq!(server.post("", &body).0, 413);
    let mut chunked = format!(
        "POST /mcp HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n\
         Accept: application/json, text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
        server.address
    )
    .into_bytes();
    for _ in 0..20 {
        chunked.extend(format!("{:x}\r\n{}\r\n", 100_000, "x".repeat(100_000)).as_bytes());
    }
    chunked.extend(b"0\r\n\r\n");
    assert_eq!(server.raw(&chunked).0, 413);
    for body in ["{oops", "", "[]", "7", "\u{0}", "{\"jsonrpc\":\"2.0\"}"] {
        let (status, answer) = server.post("", body);
        assert!((400..500).contains(&status), "{body:?}: {answer}");
    }
    assert_eq!(server.raw(b"\x16\x03\x01 no HTTP at all\r\n\r\n").0, 400);
    let elsewhere = server.request(&format!("Authorization: Bearer {TOKEN}\r\n"), LIST).replace("/mcp", "/");
    assert_eq!(server.raw(elsewhere.as_bytes()).0, 404);
    is_up(&server);
}

#[test]
fn slow_clients_are_not_waited_for() {
    let (server, _directory) = server();
    let request = server.request(&format!("Authorization: Bearer {TOKEN}\r\n"), LIST);
    let half_a_head = &request.as_bytes()[..40];
    let half_a_body = &request.as_bytes()[..request.len() - 10];
    let mut slow: Vec<TcpStream> = Vec::new();
    for part in [half_a_head, half_a_body, b"".as_slice()] {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        stream.write_all(part).unwrap();
        slow.push(stream);
    }
    is_up(&server);
    for mut stream in slow {
        // Ends when the server has had enough.
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
    }
    is_up(&server);
}

#[test]
fn told_to_end_it_ends() {
    let (server, _directory) = server();
    is_up(&server);
    assert_eq!(server.end(), Some(0));
}

#[test]
fn beyond_loopback_a_token_is_needed() {
    for (variable, why) in [(None, "there is no token"), (Some("short"), "is no token")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
        command.args(["mcp", "--http", "0.0.0.0:0"]).env_remove("TCPGEN_MCP_TOKEN");
        command.envs(variable.map(|token| ("TCPGEN_MCP_TOKEN", token)));
        let ran = command.output().unwrap();
        let told = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{told}");
        assert!(told.contains(why) && told.contains("help: "), "{told}");
    }
}

#[test]
fn a_token_is_never_an_argument() {
    for arguments in [&["--token", TOKEN][..], &[TOKEN], &["--api-token", TOKEN]] {
        let ran = Command::new(env!("CARGO_BIN_EXE_tcpgen")).arg("mcp").args(arguments).output().unwrap();
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&ran.stderr).contains("unexpected argument"), "{arguments:?}");
    }
}

#[test]
fn lines_that_are_no_requests_do_not_end_the_session() {
    let directory = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tcpgen"))
        .args(["mcp", "--state"])
        .arg(directory.path().join("tcpgen.toml"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let initialize = r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"0"}}}"#;
    let lines = [initialize, r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, "{oops", "", "[1,2]", LIST];
    for line in lines {
        writeln!(input, "{line}").unwrap();
    }
    let mut answers = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut all = String::new();
    while !all.contains("traefik_manage_tcp_routing") {
        assert_ne!(std::io::BufRead::read_line(&mut answers, &mut all).unwrap(), 0, "{all}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_state_file_that_cannot_be_written_is_told_of_and_left_alone() {
    let mut client = Client::stdio(&[]);
    std::fs::write(client.path(), "# mine\n").unwrap();
    let mut permissions = std::fs::metadata(client.path()).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(client.path(), permissions).unwrap();
    let route = serde_json::json!({ "route_name": "a", "service_name": "b" });
    let refused = client.refused("traefik_manage_tcp_routing", route.clone());
    assert_eq!(refused["code"], "read-only-state");
    assert!(refused["help"].as_str().unwrap().contains("chmod"), "{refused}");
    assert_eq!(client.state(), "# mine\n");
    std::fs::remove_file(client.path()).unwrap();
    std::fs::write(client.path(), "[routes.x\n").unwrap();
    assert_eq!(client.refused("traefik_manage_tcp_routing", route.clone())["code"], "toml-syntax");
    std::fs::write(client.path(), "# changed meanwhile\n").unwrap();
    client.call("traefik_manage_tcp_routing", route);
    assert!(client.state().starts_with("# changed meanwhile\n"), "{}", client.state());
}

#[test]
fn a_state_file_that_is_broken_is_reported_by_each_call_until_it_is_mended() {
    let mut client = Client::stdio(&[]);
    let route = json!({ "route_name": "pg", "service_name": "a" });
    std::fs::write(client.path(), "[broken").unwrap();
    assert_eq!(client.refused("traefik_manage_tcp_routing", route.clone())["code"], "toml-syntax");
    assert_eq!(client.call("tcpgen_check", json!({}))["errors"], 1);
    std::fs::write(client.path(), "").unwrap();
    assert_eq!(client.call("traefik_manage_tcp_routing", route)["result"], "created");
}
