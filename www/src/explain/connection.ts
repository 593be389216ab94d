import type { Connection } from "../core/routing.ts";

/** In one line: "10.0.0.1 to redis, TLS for redis.example.com". */
export function describe({ entry_point, client_ip, tls, sni, alpn, postgres }: Connection): string {
  const parts = [`${client_ip} to ${entry_point}`];
  if (sni) parts.push(`TLS for ${sni}`);
  else if (tls) parts.push("TLS without a name");
  if (alpn && alpn.length > 0) parts.push(`ALPN ${alpn.join(" ")}`);
  if (postgres) parts.push("as a PostgreSQL client");
  return parts.join(", ");
}
