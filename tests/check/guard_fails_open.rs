use crate::check::marks::{fires, fires_beside, only, silent, spares};

const CODE: &str = "guard-fails-open";
const OFFICE: &str = "[middlewares.office]\nip_allow_list = [\"10.0.0.0/8\"]\n";

fn guarded(rule: &str, more: &str) -> String {
    format!("[routes.guarded]\nentry_points = [\"e\"]\nmatch = \"{rule}\"\nservice = \"a:1\"\n{more}\n")
}

fn open(more: &str) -> String {
    format!("[routes.open]\nentry_points = [\"e\"]\nservice = \"b:1\"\n{more}\n")
}

#[test]
fn a_missing_guard_opens_the_next_route() {
    fires(CODE, &format!("{}{}", guarded("ClientIP(`192.0.0.0/8`)", "middlewares = [«\"absent\"»]"), open("")));
    let text = format!("{}{}", guarded("ClientIP(`192.0.0.0/8`)", "middlewares = [\"absent\"]"), open(""));
    assert_eq!(
        only(CODE, &text).message,
        "this route is disabled (its middleware `default/absent` does not exist), and so nothing stops a plain client from \
         192.0.2.1: on entry point `e` it reaches `default/open` past `absent`"
    );
    spares("unknown-middleware", &text);
}

#[test]
fn without_another_route_nobody_gets_in() {
    spares(CODE, &guarded("ClientIP(`192.0.0.0/8`)", "middlewares = [\"absent\"]"));
    let other = open("").replace("\"e\"", "\"f\"");
    spares(CODE, &format!("{}{other}", guarded("ClientIP(`192.0.0.0/8`)", "middlewares = [\"absent\"]")));
    let list = format!("{OFFICE}{}", open("middlewares = [\"office\"]"));
    spares(CODE, &format!("{}{list}", guarded("ClientIP(`192.0.0.0/8`)", "middlewares = [\"absent\"]")));
}

#[test]
fn an_empty_list_guards_nothing() {
    let text = format!(
        "[middlewares.nobody]\nip_allow_list = []\n{}{}",
        guarded("ClientIP(`192.0.0.0/8`)", "middlewares = [«\"nobody\"»]"),
        open("")
    );
    fires_beside(CODE, &text, &["empty-allow-list"]);
}

#[test]
fn a_list_that_could_stand_but_for_the_service() {
    let broken =
        "services = [{ name = \"a\", port = 1, servers_transport = \"absent\" }]\nmiddlewares = [«\"office\"»]";
    let route = guarded("ClientIP(`192.0.0.0/8`)", broken).replace("service = \"a:1\"\n", "");
    let text = format!("{OFFICE}{route}{}", open(""));
    fires_beside(CODE, &text, &["unknown-servers-transport"]);
    let text = text.replace(['«', '»'], "");
    assert!(only(CODE, &text).message.contains("from 192.0.2.1"), "somebody outside the list");
    // Whom the list would let in anyway is nobody that it was to stop.
    spares(CODE, &text.replace("ClientIP(`192.0.0.0/8`)", "ClientIP(`10.1.0.0/16`)"));
}

#[test]
fn a_tls_client_that_comes_to_the_plain_route() {
    let route = guarded("HostSNI(`a.test`)", "middlewares = [«\"absent\"»]\ntls = \"passthrough\"");
    fires_beside(CODE, &format!("{route}{}", open("")), &["mixed-plain-and-tls"]);
}

#[test]
fn a_route_that_would_lose_anyway_stops_nobody() {
    spares(
        CODE,
        &format!("{}{}", guarded("ClientIP(`192.0.0.0/8`)", "middlewares = [\"absent\"]"), open("priority = 500")),
    );
    silent(&format!("{OFFICE}{}{}", guarded("ClientIP(`192.0.0.0/8`)", "middlewares = [\"office\"]"), open("")));
}

#[test]
fn a_guard_that_is_refused_for_its_namespace_opens_the_next_route_as_a_missing_one_does() {
    let guard = "[middlewares.\"ops/m\"]\nip_allow_list = [\"10.0.0.0/8\"]\n";
    let text = |mark: [&str; 2]| {
        let [begin, end] = mark;
        let refused = format!("middlewares = [{begin}\"ops/m\"{end}]");
        format!("{guard}{}{}", guarded("ClientIP(`192.0.0.0/8`)", &refused), open(""))
    };
    fires_beside(CODE, &text(["«", "»"]), &["cross-namespace-reference"]);
    let message = only(CODE, &text(["", ""])).message;
    assert!(message.contains("from 192.0.2.1: on entry point `e` it reaches `default/open` past"), "{message}");
}
