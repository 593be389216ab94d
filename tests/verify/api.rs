//! How the API is reached, and what keeps it from being.

use std::io::Write;
use std::net::TcpListener;
use std::thread;

use super::{Applied, STATE};
use crate::cli::sandbox::state;
use crate::support::{EntryPoint, StaticConfig, Traefik};

/// A server that answers each request with this, and gives what it was asked.
fn canned(answer: &'static str) -> String {
    use std::io::{BufRead as _, BufReader};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let _ = write!(stream, "HTTP/1.1 {answer}");
        }
    });
    address
}

#[test]
fn what_is_no_api_of_traefik_is_an_error_in_words() {
    let html = "200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>";
    let cases = [
        ("404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "there is no API of Traefik at"),
        ("401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "does not let you in"),
        ("500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "did not answer properly: 500"),
        (html, "is not an answer of Traefik's API"),
    ];
    for (answer, told) in cases {
        let ran = state(STATE).run(&format!("verify --api {}", canned(answer)));
        ran.exits(2).prints("").tells_part(told);
    }
}

#[test]
fn a_url_with_a_password_is_refused_and_so_is_one_that_leads_nowhere() {
    for (url, told) in [
        ("http://127.0.0.1:1", "cannot be reached"),
        ("ftp://127.0.0.1", "is not the URL of a Traefik"),
        ("http://admin:hunter2@127.0.0.1:1", "has a user or a password in it"),
    ] {
        let ran = state(STATE).run(&format!("verify --api {url}")).exits(2).tells_part(told);
        assert!(!ran.err.contains("hunter2"), "{}", ran.err);
    }
}

#[test]
fn the_api_behind_a_user_and_a_password() {
    // The hash of `secret`.
    let users = "admin:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=";
    let dynamic = format!(
        "http: {{ routers: {{ api: {{ entryPoints: [web], rule: 'PathPrefix(`/api`)', service: 'api@internal', middlewares: [auth] }} }}, \
         middlewares: {{ auth: {{ basicAuth: {{ users: ['{users}'] }} }} }} }}"
    );
    let config = StaticConfig::new().entry_point(EntryPoint::new("web")).entry_point(EntryPoint::new("pg"));
    let traefik = Traefik::start(&config, &dynamic);
    let sandbox = state("[routes.pg]\nentry_points = [\"pg\"]\nservice = \"a:1\"\n")
        .file("password", "secret\n")
        .file("wrong", "no");
    let run = |more: &str| sandbox.run(&format!("verify --api http://{}/api/ {more}", traefik.address("web")));
    run("").exits(2).tells_part("does not let you in: 401");
    run("--api-user admin --api-password-file wrong").exits(2).tells_part("does not let you in: 401");
    let ran = run("--api-user admin --api-password-file password").exits(1);
    assert!(ran.out.contains("not applied yet"), "{}", ran.out);
}

#[test]
fn junit_has_a_case_for_each_difference() {
    let applied = Applied::new(STATE, None);
    let changed = STATE.replace("priority = 77", "priority = 78");
    let report = applied.verify(&state(&changed), "--format junit").exits(1).out;
    assert!(report.contains("tests=\"4\" failures=\"1\""), "{report}");
    assert!(report.contains("name=\"default/pg-tls (HostSNI(`pg.example.com`)): priority\""), "{report}");
}

#[test]
fn requests_only_read() {
    let asked = recorded();
    assert!(asked.iter().all(|line| line.starts_with("GET /api/")), "{asked:?}");
    assert!(!asked.is_empty());
}

/// The request lines that a server of an empty Traefik gets.
fn recorded() -> Vec<String> {
    use std::io::{BufRead as _, BufReader};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let mut asked = Vec::new();
        while asked.len() < 5 {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let first = lines.next().unwrap();
            for line in lines {
                if line.is_empty() {
                    break;
                }
            }
            let body = if first.contains("/api/version") { "{\"Version\":\"3.7.15\"}" } else { "[]" };
            let _ =
                write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
            asked.push(first);
        }
        asked
    });
    state(STATE).run(&format!("verify --api http://{address}")).exits(1);
    server.join().unwrap()
}
