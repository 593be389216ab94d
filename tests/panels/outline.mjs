// Outlines to draw, with what differs from the usual.

/** A place on this line; each line has 100 bytes. */
export function place(line) {
  const at = (column) => ({ line, column, offset: line * 100 + column - 1, utf16: line * 100 + column - 1 });
  return { file: "tcpgen.toml", start: at(1), end: at(91) };
}

export function entryPoint(name, over = {}) {
  return { name, port: 5432, http_hosts: [], declared: true, ...over };
}

export function service(name, over = {}) {
  return { service: `default/${name}`, port: 5432, weight: 1, ...over };
}

export function router(name, over = {}) {
  return {
    router: `default/${name}`, rule: "HostSNI(`*`)", priority: -1, status: "enabled", errors: [], message: null,
    entry_points: ["postgresql"], tls_mode: "none", middlewares: [], services: [service("postgres")],
    ...place(over.line ?? 1), ...over,
  };
}

export function middleware(name, over = {}) {
  return {
    middleware: `default/${name}`, type: "ip_allow_list", detail: "192.168.1.0/24, 10.0.0.1", external: false,
    ...place(over.line ?? 1000), ...over,
  };
}

export function outline(over = {}) {
  return { entry_points: [entryPoint("postgresql")], routers: [], middlewares: [], scenarios: [], ...over };
}

/** So many routers on four entry points, of every kind. */
export function many(count) {
  const names = ["postgresql", "websecure", "redis", "mqtt"];
  const routers = Array.from({ length: count }, (_, index) => {
    const on = names[index % 4];
    return router(`${on}-tenant-${index}`, {
      line: index + 1, entry_points: [on], priority: 20 + ((index * 7) % 30),
      rule: index % 3 === 0 ? "HostSNI(`*`)" : `HostSNI(\`tenant-${index}.example.com\`)`,
      tls_mode: ["none", "terminate", "passthrough"][index % 3],
      status: index % 17 === 5 ? "disabled" : index % 13 === 4 ? "warning" : "enabled",
      message: index % 17 === 5 ? "its middleware `default/nobody` does not exist" : null,
      middlewares: [[], ["default/office"], ["default/office", "default/limit", "ops/audit"]][index % 5] ?? ["default/office"],
      services: index % 11 === 3
        ? [service("pg-a", { weight: 3 }), service("pg-b", { port: "pg" })]
        : [service(`${on}-${Math.floor(index / 8)}`)],
    });
  });
  return outline({
    entry_points: names.map((name) => entryPoint(name, { http_hosts: name === "websecure" ? ["app.example.com"] : [] })),
    routers,
    middlewares: [middleware("office"), middleware("limit", { type: "in_flight_conn", detail: "100" })],
  });
}
