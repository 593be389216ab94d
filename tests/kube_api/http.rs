use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::support::KubeApi;

/// A request.
#[derive(Debug, Default)]
pub struct Ask<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub content_type: Option<&'a str>,
    pub token: Option<&'a str>,
    pub body: Option<&'a str>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub code: u16,
    head: String,
    pub body: String,
}

impl Ask<'_> {
    /// Sends it, and leaves the answer to be read.
    pub fn start(&self, kube: &KubeApi) -> TcpStream {
        let address: SocketAddr = kube.endpoint().trim_start_matches("http://").parse().unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut head = format!("{} {} HTTP/1.0\r\nUser-Agent: Python-urllib/3.11\r\n", self.method, self.path);
        if let Some(kind) = self.content_type {
            write!(head, "Content-Type: {kind}\r\n").unwrap();
        }
        if let Some(token) = self.token {
            write!(head, "Authorization: Bearer {token}\r\n").unwrap();
        }
        let body = self.body.unwrap_or_default();
        write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        stream
    }

    pub fn send(&self, kube: &KubeApi) -> Answer {
        let mut answer = String::new();
        self.start(kube).read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer { code: head[9..12].parse().unwrap(), head: head.to_owned(), body: body.to_owned() }
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}
