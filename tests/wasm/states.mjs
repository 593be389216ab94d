/** Random states; the same for the same seed. Every second one is tame: Kubernetes would take most of those. */

/** A small generator of random numbers (xorshift). */
function numbers(seed) {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

/** Of each list, the first ones are what an API server takes. */
const TAME = 3;

const NAMES = ["pg", "on", "y", "null", "1e3", "0x1f", "a.b", "prod/pg", "Großbuchstaben", "😀", "a-very-long-name-of-a-route-that-goes-on", "true", "~", "12:30:45", "x\\u0000y"];
const HOSTS = ["a.example.com", "*.example.com", "*", "A.EXAMPLE.com", "bad_host", "1.2.3.4", "", "db.example.com.", "😀.example.com"];
const RANGES = ["10.0.0.0/8", "192.168.1.1", "0.0.0.0/0", "::/0", "10.0.0.1/8", "300.1.1.1", "10.0.0.0/33", "fe80::1%eth0", "not a range"];
const RULES = ["HostSNI(`*`)", "HostSNI(`a.b`) && ClientIP(`10.0.0.0/8`)", "HostSNIRegexp(`^.+\\\\.example\\\\.com$`)", "ALPN(`h2`) || !HostSNI(`x`)", "HostSNI(", "Host(`a`)", "HostSNI(`a`, `b`)", "ClientIP(`nowhere`)", "(HostSNI(`a.b`))"];
const SERVICES = ["pg:5432", "ops/redis:6379", "web:http", "pg", "pg:0", "pg:99999", ":1", "a b:1"];
const TLS = ['"passthrough"', '{ secret_name = "cert" }', "{ domains = [{ main = 'a.b' }], cert_resolver = 'le' }", '{ passthrough = true, options = "modern" }', '"terminate"', "1"];
const MORE = ["priority = 10", "priority = -3", 'protocol = "postgres"', 'protocol = "smtp"', 'labels = { "a/b" = "c", on = "off" }', "nonsense = 1", 'annotations = { "x" = "line\\nbreak" }', 'syntax = "v2"', 'allow = [{ code = "sni-without-tls", reason = "so" }]', 'middlewares = ["guard", "nowhere"]', "= broken"];

export function randomState(seed) {
  const random = numbers(seed * 2654435761 + 1);
  const tame = seed % 2 === 0;
  const one = (list) => list[random(tame ? Math.min(TAME, list.length) : list.length)];
  const quote = (text) => `"${text}"`;
  const lines = [];
  if (random(3) === 0) lines.push(`namespace = "${one(["prod", "default", "ops", "Bad_Namespace"])}"`);
  if (random(3) === 0) lines.push("[traefik]", `version = "${one(["3.7", "v2", "3.0", "9.9"])}"`);
  if (random(3) > 0) lines.push("[entry_points]", "pg = 5432", `tls = { port = ${one([8443, 9443, 443, 0, 70000])}, http_hosts = ["app.example.com"] }`);
  for (let n = random(3); n > 0; n--) {
    const key = n === 1 ? "guard" : one(NAMES);
    lines.push(`[middlewares.${quote(key)}]`, one([`ip_allow_list = [${[one(RANGES), one(RANGES)].map(quote).join(", ")}]`, `in_flight_conn = ${random(200) - (tame ? 0 : 20)}`, "external = true", ""]));
  }
  for (let n = 1 + random(5); n > 0; n--) {
    lines.push(`[routes.${quote(`${one(NAMES)}${!tame && random(4) === 0 ? "" : `-${n}`}`)}]`);
    if (random(5) > 0) lines.push(`entry_points = [${quote(one(["pg", "tls", "nowhere"]))}]`);
    if (random(2) === 0) lines.push(one([`sni = ${quote(one(HOSTS))}`, `match = ${quote(one(RULES))}`, `sni = [${[one(HOSTS), one(HOSTS)].map(quote).join(", ")}]`]));
    if (tame || random(8) > 0) lines.push(one([`service = ${quote(one(SERVICES))}`, `services = [{ name = "a", port = 1, weight = ${random(5)} }, { name = "b", port = "pg" }]`]));
    if (random(2) === 0) lines.push(`tls = ${one(TLS)}`);
    if (random(3) === 0) lines.push(one(MORE));
  }
  if (random(3) === 0) lines.push("[scenarios.one]", 'steps = [{ connect = { entry_point = "pg", client_ip = "10.0.0.1" }, expect = "forwarded" }, { list = { routes = 1 } }]');
  return `${lines.join(one(["\n", "\r\n"]))}\n`;
}
