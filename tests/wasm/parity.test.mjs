/** The module gives byte for byte what the native command gives, over the examples and over random states. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { NAME, loaded, native, printed } from "./native.mjs";
import { randomState } from "./states.mjs";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const STATES = 120;
const tcpgen = loaded();

const examples = readdirSync(EXAMPLES).filter((name) => name.endsWith(".toml"));
const read = (name) => readFileSync(new URL(name, EXAMPLES), "utf8");

/** Everything that both can be asked of a state; answers how much of it was emitted. */
function sameAnswers(command, text) {
  const sources = [{ name: NAME, text }];
  command.write(text);
  const compiled = tcpgen.compile(sources);
  assert.equal(printed(compiled.diagnostics), command.out("check", "--format", "json"), "diagnostics");
  assert.equal(compiled.yaml, command.out("build"), "YAML");
  for (const [target, format] of [["crd", "json"], ["helm-values", "yaml"], ["helm-values", "json"], ["file", "yaml"]]) {
    const { text: built } = tcpgen.build(sources, { target, format });
    assert.equal(built, command.out("build", "--target", target, "--format", format), `${target} as ${format}`);
  }
  const list = tcpgen.list(sources);
  assert.equal(list ? printed(list) : "", command.out("list", "--format", "json"), "listing");
  sameRoutes(command, sources);
  return compiled;
}

function sameRoutes(command, sources) {
  const connections = [
    [{ entry_point: "pg", client_ip: "10.1.2.3" }, []],
    [{ entry_point: "postgresql", client_ip: "192.168.1.7", postgres: true }, ["--postgres"]],
    [{ entry_point: "tls", client_ip: "2001:db8::1", sni: "a.example.com", alpn: ["h2"] }, ["--sni", "a.example.com", "--alpn", "h2"]],
  ];
  for (const [connection, flags] of connections) {
    const { decision } = tcpgen.route(sources, connection);
    const out = command.out("route", "--entry-point", connection.entry_point, "--client-ip", connection.client_ip, ...flags, "--format", "json");
    assert.equal(decision ? printed(decision) : "", out, `route ${JSON.stringify(connection)}`);
  }
}

function sameScenarios(command, text) {
  const sources = [{ name: NAME, text }];
  const scenarios = tcpgen.outline(sources).scenarios.map(({ name }) => tcpgen.runScenario(sources, name).scenario);
  const report = JSON.parse(command.out("test", "--format", "json"));
  assert.equal(printed(scenarios), printed(report.scenarios), "scenarios");
}

for (const name of examples) {
  test(`${name} is the same from both`, (t) => {
    const command = native(t);
    const compiled = sameAnswers(command, read(name));
    assert.equal(compiled.yaml, read(name.replace(".toml", ".yaml")));
    sameScenarios(command, read(name));
    const { toml } = tcpgen.importManifests(compiled.yaml);
    command.write(compiled.yaml, "manifests.yaml");
    assert.equal(toml, command.out("import", "manifests.yaml"), "import");
  });
}

test("random states are the same from both", (t) => {
  const command = native(t);
  let emitted = 0;
  for (let seed = 1; seed <= STATES; seed++) {
    const text = randomState(seed);
    try {
      if (sameAnswers(command, text).yaml) emitted++;
    } catch (error) {
      error.message = `seed ${seed}: ${error.message}\n${text}`;
      throw error;
    }
  }
  assert.ok(emitted > STATES / 10 && emitted < STATES, `${emitted} of ${STATES} states have no errors`);
});

test("every code's explanation and the schema are the same from both", (t) => {
  const command = native(t);
  assert.equal(printed(tcpgen.schema()), command.out("schema"));
  const codes = [...command.out("explain").matchAll(/^([a-z][a-z0-9-]+) /gm)].map(([, code]) => code);
  assert.ok(codes.length > 100);
  for (const code of codes) assert.equal(tcpgen.explain(code)?.code, code);
});
