/** States opened in a panel, by a link as people send them. */
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { openPage } from "./page.mjs";

/** The hash of a link to this state. */
export function link(shared) {
  return `v1.${deflateRawSync(JSON.stringify(shared)).toString("base64url")}`;
}

/** Opens the page with this text in this view; answers what `openPage` does. */
export async function openPanel(t, view, text, options = {}) {
  return openPage(t, { ...options, hash: link({ text, view }) });
}

export function example(name) {
  return readFileSync(new URL(`../../../examples/${name}.toml`, import.meta.url), "utf8");
}

/** A state of so many routes on two entry points, some of which Traefik disables. */
export function routes(count) {
  let text = "[entry_points]\nwebsecure = { port = 8443, http_hosts = [\"app.example.com\"] }\nredis = 6379\n";
  text += "[middlewares.office]\nip_allow_list = [\"10.0.0.0/8\"]\n[middlewares.limit]\nin_flight_conn = 100\n";
  for (let index = 0; index < count; index++) {
    text += `[routes.tenant-${index}]\nentry_points = ["${index % 2 ? "redis" : "websecure"}"]\nsni = "tenant-${index}.example.com"\n`;
    text += `service = "tenant-${index}:5432"\n`;
    if (index % 13 !== 7) text += "tls = \"passthrough\"\n";
    if (index % 3 === 0) text += `middlewares = ${index % 5 === 0 ? '["office", "limit"]' : '["office"]'}\n`;
  }
  return text;
}

