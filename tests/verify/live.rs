//! `tcpgen test --live`: what clients see of a running Traefik, against what is predicted.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::cli::sandbox::Sandbox;
use crate::support::{Backend, EntryPoint, Speaks, StaticConfig, Traefik};

const STATE: &str = "[entry_points]
a = 1
b = 2
[middlewares.office]
ip_allow_list = ['127.0.0.5']
[routes.plain]
entry_points = ['a']
service = 'plain:1'
middlewares = ['office']
[routes.ended]
entry_points = ['b']
sni = 'ended.test'
service = 'plain:1'
tls = {}
middlewares = ['office']
[routes.passed]
entry_points = ['b']
sni = 'passed.test'
service = 'ended:1'
tls = 'passthrough'
";

/// Each connection, and how what is seen of it relates to what is predicted.
const CONNECTS: [(&str, &str); 9] = [
    ("entry_point = 'a', client_ip = '127.0.0.5'", "agrees"),
    // The guard closes it.
    ("entry_point = 'a', client_ip = '127.0.0.6'", "agrees"),
    ("entry_point = 'b', client_ip = '127.0.0.5', sni = 'ended.test'", "agrees"),
    ("entry_point = 'b', client_ip = '127.0.0.6', sni = 'ended.test'", "agrees"),
    ("entry_point = 'b', client_ip = '127.0.0.5', sni = 'passed.test', alpn = ['foo']", "agrees"),
    ("entry_point = 'b', client_ip = '127.0.0.5', sni = 'ended.test', postgres = true", "agrees"),
    // Traefik's HTTP server shakes hands with its own certificate.
    ("entry_point = 'b', client_ip = '127.0.0.5', sni = 'other.test'", "agrees"),
    // Traefik waits for the first bytes of a client that has none.
    ("entry_point = 'b', client_ip = '127.0.0.5'", "undecided"),
    ("entry_point = 'a', client_ip = '203.0.113.9'", "not-made"),
];

/// The state with a scenario of these connections.
fn with_connects(connects: &[&str]) -> String {
    let step = |connect: &&str| format!("{{ connect = {{ {connect} }}, expect = 'forwarded' }}");
    let steps: Vec<String> = connects.iter().map(step).collect();
    format!("{STATE}[scenarios.all]\nsteps = [{}]\n", steps.join(", "))
}

struct Live {
    traefik: Traefik,
    sandbox: Sandbox,
    _backends: Vec<Backend>,
}

impl Live {
    /// A Traefik that serves the state, which has these connections.
    fn new(connects: &[&str]) -> Self {
        let entry_point = |name| EntryPoint::new(name).read_timeout_ms(3000);
        let config = StaticConfig::new().entry_point(entry_point("a")).entry_point(entry_point("b"));
        let backends = vec![Backend::start("plain", Speaks::Second), Backend::start("ended", Speaks::Tls)];
        let text = with_connects(connects);
        let services: Vec<String> =
            backends.iter().map(|it| format!("{} = [\"{}\"]\n", it.name(), it.address())).collect();
        let sandbox = Sandbox::empty().file("tcpgen.toml", &text);
        let addressed = format!("{text}[services]\n{}", services.concat());
        sandbox.write("addressed.toml", addressed);
        let built = sandbox.run("build addressed.toml --target file").exits(0).out;
        Self { traefik: Traefik::start(&config, &built), sandbox, _backends: backends }
    }

    fn target(&self) -> String {
        let port = |name: &str| self.traefik.address(name).port();
        format!("127.0.0.1:a={},b={}", port("a"), port("b"))
    }

    fn results(&self, code: i32, more: &str) -> Vec<String> {
        let ran = self.sandbox.run(&format!("test --format json --live {} {more}", self.target())).exits(code).json();
        let all = ran["connections"].as_array().unwrap().iter();
        all.map(|one: &Value| one["result"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn what_clients_see_is_compared_with_what_is_predicted() {
    let connects: Vec<&str> = CONNECTS.iter().map(|(connect, _)| *connect).collect();
    let live = Live::new(&connects);
    let expected: Vec<&str> = CONNECTS.iter().map(|(_, result)| *result).collect();
    let ran = live.sandbox.run(&format!("test --live {}", live.target())).exits(0);
    assert_eq!(live.results(0, ""), expected, "{ran:?}");
    for told in [
        "agrees     127.0.0.5 to a\n",
        "undecided  127.0.0.5 to b\n",
        "Traefik waits for the client's first bytes, and this client sends none\n",
        "not-made   203.0.113.9 to a\n",
        "this machine does not have the address 203.0.113.9\n",
    ] {
        assert!(ran.out.contains(told), "{told}: {ran:?}");
    }
    ran.tells_part("7 of 9 connections as predicted, 1 undecided, 1 not made");
    let junit = live.sandbox.run(&format!("test --format junit --live {}", live.target())).exits(0).out;
    for part in [
        "tests=\"9\" failures=\"0\" errors=\"0\" skipped=\"2\"",
        "name=\"203.0.113.9 to a\" classname=\"a\">\n      <skipped message=\"this machine does not have the address 203.0.113.9\"/>",
    ] {
        assert!(junit.contains(part), "{part}: {junit}");
    }
    // Traefik sees this machine as another, from which it is let in nowhere.
    let seen_as = live.results(1, "--live-as 127.0.0.5");
    assert_eq!((seen_as[0].as_str(), seen_as[1].as_str()), ("differs", "agrees"));
}

#[test]
fn a_traefik_that_does_something_else_differs() {
    let connects: Vec<&str> = CONNECTS[..5].iter().map(|(connect, _)| *connect).collect();
    let live = Live::new(&connects);
    // The state says now that everybody gets in, and that nobody knows `passed.test`.
    let other = with_connects(&connects)
        .replace("middlewares = ['office']\n", "")
        .replace("sni = 'passed.test'\n", "sni = 'gone.test'\n");
    live.sandbox.write("tcpgen.toml", other);
    assert_eq!(live.results(1, ""), ["agrees", "differs", "agrees", "differs", "differs"]);
    let ran = live.sandbox.run(&format!("test --live {}", live.target())).exits(1);
    ran.prints_part("differs    127.0.0.6 to a\n").prints_part("seen: the connection is closed\n");
    let junit = live.sandbox.run(&format!("test --format junit --live {}", live.target())).exits(1).out;
    assert!(junit.contains("failures=\"3\"") && junit.contains("name=\"127.0.0.6 to a\""), "{junit}");
    live.sandbox
        .run("test --live 127.0.0.1:x=1")
        .exits(2)
        .tells_part("no connection of the scenarios is to the entry point `x`");
    live.sandbox.run("test --live 127.0.0.1:a").exits(2).tells_part("`a` is not `ENTRY_POINT=PORT`");
    // Without `[entry_points]` the state has no ports.
    let text = with_connects(&connects[..1]).replacen("[entry_points]\na = 1\nb = 2\n", "", 1);
    let ran = Sandbox::empty().file("tcpgen.toml", &text).run("test --live 127.0.0.1").exits(1);
    ran.prints_part("no port is known for `a`: add it, `--live 127.0.0.1:a=PORT`\n")
        .tells_part("nothing was tested: no connection could be made and compared\n");
    // No scenario makes a connection.
    let ran = Sandbox::empty().file("tcpgen.toml", STATE).run("test --live 127.0.0.1 --format json").exits(1);
    assert_eq!(ran.json()["passed"], false);
    // Nobody listens.
    let ran = live.sandbox.run("test --live 127.0.0.1:a=1,b=1").exits(1);
    ran.prints_part("seen: no connection: connection refused");
}

/// The server counts what it gets: a handshake, or nothing.
#[test]
fn nothing_is_sent_but_a_handshake() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    listener.set_nonblocking(true).unwrap();
    let accept = move || {
        // More than three clients need that wait for an answer one after the other.
        let until = Instant::now() + Duration::from_mins(1);
        loop {
            match listener.accept() {
                Ok((stream, _)) => return stream,
                Err(error) => assert!(error.kind() == ErrorKind::WouldBlock && Instant::now() < until, "{error}"),
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    let server = std::thread::spawn(move || {
        let take = |_| {
            let mut stream = accept();
            stream.set_nonblocking(false).unwrap();
            let mut bytes = Vec::new();
            let mut chunk = [0; 4096];
            // Whatever comes of a client that gets no answer.
            while let Ok(count @ 1..) = stream.read(&mut chunk) {
                bytes.extend_from_slice(&chunk[..count]);
            }
            bytes
        };
        [0, 1, 2].map(take)
    });
    let connects = [
        "entry_point = 'a', client_ip = '127.0.0.1'",
        "entry_point = 'a', client_ip = '127.0.0.1', sni = 'ended.test'",
        "entry_point = 'a', client_ip = '127.0.0.1', postgres = true",
    ];
    let sandbox = Sandbox::empty().file("tcpgen.toml", with_connects(&connects));
    sandbox.run(&format!("test --live 127.0.0.1:a={port}"));
    let [plain, tls, postgres] = server.join().unwrap();
    assert_eq!((plain.as_slice(), postgres.as_slice()), (&[][..], &[0, 0, 0, 8, 4, 210, 22, 47][..]));
    // One record with a handshake message, the hello.
    let length = usize::from(u16::from_be_bytes([tls[3], tls[4]]));
    assert_eq!((tls[0], tls[5], tls.len()), (22, 1, 5 + length));
}
