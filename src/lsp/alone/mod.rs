//! The server without threads and without files: its host hands in messages, and the files that the server asks for.

mod host;

use std::collections::VecDeque;
use std::path::PathBuf;

use lsp_server::{ErrorCode, Message, Request, RequestId, Response};
use serde_json::{Value, json};

use super::capabilities::initialized;
use super::client::Client;
use super::event::{Cancelled, Event, Load, Outgoing, cancelled_id};
use super::loader::load;
use super::paths::uri_of;
use super::worker::Worker;
use host::Host;

/// The request for files, with their URIs. The answer has one [`host::Told`] for each.
const FILES: &str = "tcpgen/files";

/// How far the session is.
enum Session {
    New,
    Greeted(Client),
    Running(Box<Worker>),
    Ended,
}

/// The server.
pub(super) struct Alone {
    session: Session,
    out: Vec<Message>,
    /// What is to be read, one after the other, and what is known of the host's files for the first of them.
    loads: VecDeque<Load>,
    host: Host,
    /// The files that the host was asked for last.
    asked: Option<(RequestId, Vec<PathBuf>)>,
    requests_sent: u32,
}

impl Alone {
    pub fn new() -> Self {
        Self {
            session: Session::New,
            out: Vec::new(),
            loads: VecDeque::new(),
            host: Host::default(),
            asked: None,
            requests_sent: 0,
        }
    }

    /// Takes a message of the client, and returns those for it.
    pub fn receive(&mut self, message: Message) -> Vec<Message> {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) => match (notification.method.as_str(), &self.session) {
                ("exit", _) => self.session = Session::Ended,
                ("initialized", Session::Greeted(client)) => {
                    self.session = Session::Running(Box::new(Worker::new(*client, Cancelled::default())));
                }
                ("$/cancelRequest", _) => {
                    if let Some(id) = cancelled_id(&notification.params) {
                        self.take(Event::Cancel(id));
                    }
                }
                _ => self.take(Event::Message(notification.into())),
            },
            Message::Response(response) => self.response(response),
        }
        self.go_on()
    }

    /// Publishes the diagnostics of one state that has others than before. The host calls it when no message waits, until there
    /// is nothing.
    pub fn idle(&mut self) -> Vec<Message> {
        while self.out.is_empty()
            && let Session::Running(worker) = &mut self.session
            && worker.publish_one()
        {
            self.collect();
        }
        self.go_on()
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let refuse = |id, code: ErrorCode, why: &str| Response::new_err(id, code as i32, why.to_owned()).into();
        let answer = match (&self.session, method.as_str()) {
            (Session::New, "initialize") => {
                let client = Client::new(&params);
                self.session = Session::Greeted(client);
                Response::new_ok(id, initialized(client)).into()
            }
            (Session::New | Session::Greeted(_), _) => {
                refuse(id, ErrorCode::ServerNotInitialized, "the session has not begun")
            }
            (Session::Ended, _) => refuse(id, ErrorCode::InvalidRequest, "the session has ended"),
            (Session::Running(_), "shutdown") => {
                self.session = Session::Ended;
                Response::new_ok(id, Value::Null).into()
            }
            (Session::Running(_), _) => return self.take(Event::Message(Request { id, method, params }.into())),
        };
        self.out.push(answer);
    }

    fn response(&mut self, response: Response) {
        let Some((_, paths)) = self.asked.take_if(|(id, _)| *id == response.id) else { return };
        self.host.told(paths, response.response_result);
    }

    fn take(&mut self, event: Event) {
        if let Session::Running(worker) = &mut self.session {
            worker.take(event);
        }
    }

    /// Reads what the worker wants, as far as the host's files are known, and asks for more of them.
    fn go_on(&mut self) -> Vec<Message> {
        loop {
            self.collect();
            let Some(wanted) = self.loads.front().filter(|_| self.asked.is_none()) else { break };
            let loaded = load(&self.host, wanted);
            let wished = self.host.wished();
            if wished.is_empty() {
                self.loads.pop_front();
                self.host = Host::default();
                self.take(Event::Loaded(loaded));
            } else {
                self.ask(wished);
            }
        }
        std::mem::take(&mut self.out)
    }

    fn collect(&mut self) {
        let Session::Running(worker) = &mut self.session else { return };
        while let Some(outgoing) = worker.outgoing() {
            match outgoing {
                Outgoing::Message(message) => self.out.push(message),
                Outgoing::Load(load) => self.loads.push_back(load),
            }
        }
    }

    fn ask(&mut self, wished: Vec<PathBuf>) {
        self.requests_sent += 1;
        let id = RequestId::from(format!("files-{}", self.requests_sent));
        let uris: Vec<_> = wished.iter().map(|path| uri_of(path)).collect();
        self.out.push(Request::new(id.clone(), FILES.to_owned(), json!({ "uris": uris })).into());
        self.asked = Some((id, wished));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Alone;

    /// Hands in a message; what comes of it.
    fn told(server: &mut Alone, message: Value) -> Vec<Value> {
        let out = server.receive(serde_json::from_value(message).unwrap());
        out.into_iter().map(|message| json!(message)).collect()
    }

    fn request(id: i32, method: &str) -> Value {
        json!({ "id": id, "method": method, "params": { "capabilities": {} } })
    }

    /// A session in which version 7 of a document is open, and what the server asks for.
    fn opened(uri: &str, text: &str) -> (Alone, Vec<Value>) {
        let mut server = Alone::new();
        told(&mut server, request(1, "initialize"));
        told(&mut server, json!({ "method": "initialized" }));
        let document = json!({ "uri": uri, "languageId": "toml", "version": 7, "text": text });
        let open = json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } });
        let wanted = told(&mut server, open);
        (server, wanted)
    }

    #[test]
    fn a_session_has_a_beginning_and_an_end() {
        let mut server = Alone::new();
        let code = |answer: Vec<Value>| answer[0]["error"]["code"].as_i64();
        assert_eq!(code(told(&mut server, request(1, "shutdown"))), Some(-32002));
        assert_eq!(told(&mut server, request(2, "initialize"))[0]["result"]["serverInfo"]["name"], "tcpgen");
        assert_eq!(code(told(&mut server, request(3, "workspace/symbol"))), Some(-32002));
        assert_eq!(told(&mut server, json!({ "method": "initialized" })), [Value::Null; 0]);
        assert_eq!(code(told(&mut server, request(4, "nothing"))), Some(-32601));
        assert_eq!(told(&mut server, request(5, "shutdown"))[0]["result"], Value::Null);
        assert_eq!(code(told(&mut server, request(6, "workspace/symbol"))), Some(-32600));
    }

    #[test]
    fn files_are_asked_for_until_the_state_is_known() {
        let (mut server, mut wanted) = opened("file:///s/t/a.toml", "[routes.a]\n");
        let root = "files = ['t/*.toml']\n# \u{fc}\n";
        let bytes: String = root.bytes().map(char::from).collect();
        let mut rounds = 0;
        while let Some(request) = wanted.pop() {
            assert_eq!((request["method"].as_str(), wanted.len()), (Some("tcpgen/files"), 0));
            let answers = request["params"]["uris"].as_array().unwrap().iter().map(|uri| match uri.as_str().unwrap() {
                "file:///s/tcpgen.toml" => json!({ "file": bytes }),
                "file:///s/t" => json!({ "folder": [["a.toml", "file"], ["b.toml", "file"]] }),
                "file:///s/t/a.toml" => json!({ "file": "" }),
                "file:///s/t/b.toml" => json!({ "unreadable": "it is locked" }),
                _ => Value::Null,
            });
            let answers: Vec<Value> = answers.collect();
            wanted = told(&mut server, json!({ "id": request["id"], "result": answers }));
            rounds += 1;
        }
        assert_eq!(rounds, 3, "roots, the folder, the files");
        let published: Vec<Value> = server.idle().into_iter().map(|message| json!(message)).collect();
        let of = |name: &str| published.iter().find(|one| one["params"]["uri"] == format!("file:///s/{name}")).unwrap();
        assert_eq!(of("t/a.toml")["params"]["version"], 7);
        assert!(of("t/a.toml")["params"]["diagnostics"][0]["code"].is_string());
        assert_eq!(of("t/b.toml")["params"]["diagnostics"][0]["message"], "cannot read /s/t/b.toml: it is locked");
        assert!(server.idle().is_empty(), "nothing is left");
    }

    #[test]
    fn a_host_without_files_has_documents_that_are_states_alone() {
        let (mut server, wanted) = opened("file:///s/tcpgen.toml", "servise = 1\n");
        let refused = json!({ "code": -32601, "message": "there are no files" });
        assert!(told(&mut server, json!({ "id": wanted[0]["id"], "error": refused })).is_empty());
        assert_eq!(json!(server.idle()[0])["params"]["diagnostics"][0]["code"], "unknown-key");
    }
}
