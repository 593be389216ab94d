/** The traffic tools over a state file's text, as the page has them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { NAME, loaded } from "./native.mjs";

const { Session, compile } = loaded();

const TEXT = '# databases\n[entry_points]\npostgresql = 5432\n';

test("tools change the text, keep its comments, and the list shows it", (t) => {
  const session = new Session([{ name: "other.yaml", text: "a: b" }, { name: NAME, text: TEXT }]);
  t.after(() => session.free());
  assert.equal(session.source(), TEXT);
  assert.equal(session.list().count, 0);
  const guard = session.call("traefik_configure_tcp_middleware", { middleware_name: "office", source_ranges: '["10.0.0.0/8"]' });
  assert.equal(guard.status, "success", JSON.stringify(guard));
  const route = session.call("traefik_manage_tcp_routing", { route_name: "pg", service_name: "postgres", middlewares: ["office"] });
  assert.equal(route.status, "success", JSON.stringify(route));
  assert.ok(session.source().startsWith("# databases\n"));
  assert.equal(session.list().tcp_routes[0].routes[0].middlewares[0].name, "office");
  assert.equal(compile([{ name: NAME, text: session.source() }]).objects.length, 2);
});

test("the tools judge by the version that is asked for", (t) => {
  const wildcard = { route_name: "a", service_name: "a", sni_match: "*.b.test", tls_passthrough: true };
  const said = (traefik) => {
    const session = new Session([{ name: NAME, text: TEXT }], { traefik });
    t.after(() => session.free());
    return JSON.stringify(session.call("traefik_manage_tcp_routing", wildcard));
  };
  assert.notEqual(said("3.6"), said("3.7"));
  assert.throws(() => new Session([], { traefik: "1" }), { name: "TypeError", message: /traefik/ });
});

test("a refusal is an answer, and changes nothing", (t) => {
  const session = new Session();
  t.after(() => session.free());
  assert.equal(session.call("no-such-tool", {}).code, "unknown-tool");
  const refused = session.call("traefik_configure_tcp_middleware", { middleware_name: "Bad Name", source_ranges: ["\ud800"] });
  assert.equal(refused.status, "error");
  assert.ok(refused.code && refused.message);
  assert.equal(session.source(), "");
  assert.throws(() => session.call("traefik_manage_tcp_routing", { middlewares: () => 1 }), /args: it is not plain data/);
});

test("plain words become a call that is not made", (t) => {
  const session = new Session([{ name: NAME, text: TEXT }]);
  t.after(() => session.free());
  assert.equal(session.ask("list the routes").status, "success");
  const lost = session.ask("make me a sandwich");
  assert.equal(lost.status, "error");
  assert.equal(typeof lost.start, "number");
  assert.equal(session.source(), TEXT);
});
