/** What the fields say, and the connection that it means. */
import type { Connection } from "../../core/routing.ts";

/** The fields as they are filled in. */
export interface Fields {
  entryPoint: string;
  clientIp: string;
  tls: boolean;
  sni: string;
  /** Names with commas or blanks between them. */
  alpn: string;
  postgres: boolean;
}

export type FieldName = "entryPoint" | "clientIp";

export type Problems = Partial<Record<FieldName, string>>;

export function connectionOf(fields: Fields): { connection: Connection | null; problems: Problems } {
  const problems: Problems = {};
  if (fields.entryPoint.trim() === "") problems.entryPoint = "Enter an entry point.";
  if (fields.clientIp.trim() === "") problems.clientIp = "Enter the client's address.";
  if (Object.keys(problems).length > 0) return { connection: null, problems };
  const connection: Connection = { entry_point: fields.entryPoint.trim(), client_ip: fields.clientIp.trim() };
  if (fields.tls) {
    connection.tls = true;
    const sni = fields.sni.trim();
    const alpn = fields.alpn.split(/[\s,]+/).filter((name) => name !== "");
    if (sni !== "") connection.sni = sni;
    if (alpn.length > 0) connection.alpn = alpn;
  }
  if (fields.postgres) connection.postgres = true;
  return { connection, problems };
}

export function fieldsOf(connection: Connection): Fields {
  const { entry_point, client_ip, tls, sni, alpn, postgres } = connection;
  return {
    entryPoint: entry_point,
    clientIp: client_ip,
    tls: tls === true || (sni ?? "") !== "" || (alpn ?? []).length > 0,
    sni: sni ?? "",
    alpn: (alpn ?? []).join(", "),
    postgres: postgres === true,
  };
}
