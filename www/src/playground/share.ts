/**
 * The page's whole state as text for the URL's hash: `v1.` and base64url of deflated JSON. What comes out of a link is
 * anybody's writing: it is checked field by field, and bounded.
 */
import type { Connection } from "../core/routing.ts";
import type { FileText } from "../editor/documents.ts";
import type { ViewName } from "../panels/panel.ts";
import { panels } from "../panels/registry.ts";
import { checked as checkedWork, checkedFiles, isSingle, single, type Work } from "./work.ts";

export interface Shared {
  work: Work;
  /** What the state is compared with. */
  baseline?: readonly FileText[];
  view?: ViewName;
  connection?: Connection;
}

/** As it is written: `text` is what there was before there were several files, and is read by pages of that time. */
interface Written extends Partial<Work> {
  text: string;
  baseline?: readonly FileText[];
  view?: ViewName;
  connection?: Connection;
}

export class LinkError extends Error {
  override readonly name = "LinkError";
}

const PREFIX = "v1.";
/** A deflated text can unfold to a thousand times its size. */
const UNFOLDS_TO = 8 * 1024 * 1024;

export async function encode({ work, ...more }: Shared): Promise<string> {
  const [first] = work.files;
  const written: Written = { text: first!.text, ...(isSingle(work) ? {} : work), ...more };
  const stream = new Blob([JSON.stringify(written)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return PREFIX + toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** What the hash (without `#`) holds. Throws `LinkError` with words for people. */
export async function decode(hash: string): Promise<Shared> {
  if (!hash.startsWith(PREFIX)) throw new LinkError("This link is from another version of the playground, or not from the playground at all.");
  let value: unknown;
  try {
    value = JSON.parse(await inflate(fromBase64Url(hash.slice(PREFIX.length))));
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError("This link is damaged: part of it is missing or has changed.");
  }
  return checked(value);
}

function checked(value: unknown): Shared {
  const { text, baseline, view, connection } = (value ?? {}) as Record<string, unknown>;
  const work = checkedWork(value) ?? (typeof text === "string" ? single(text) : null);
  if (!work) throw new LinkError("This link contains no state file.");
  const shared: Shared = { work };
  const before = checkedFiles(baseline);
  if (before) shared.baseline = before;
  if (typeof view === "string" && Object.hasOwn(panels, view)) shared.view = view as ViewName;
  const tried = checkedConnection(connection);
  if (tried) shared.connection = tried;
  return shared;
}

function checkedConnection(value: unknown): Connection | null {
  if (typeof value !== "object" || value === null) return null;
  const { entry_point, client_ip, tls, sni, alpn, postgres } = value as Record<string, unknown>;
  if (typeof entry_point !== "string" || typeof client_ip !== "string") return null;
  const connection: Connection = { entry_point, client_ip };
  if (typeof tls === "boolean") connection.tls = tls;
  if (typeof sni === "string") connection.sni = sni;
  if (Array.isArray(alpn) && alpn.every((one) => typeof one === "string")) connection.alpn = alpn;
  if (typeof postgres === "boolean") connection.postgres = postgres;
  return connection;
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > UNFOLDS_TO) {
      await reader.cancel();
      throw new LinkError("This link contains more than the playground can open.");
    }
    text += decoder.decode(value, { stream: true });
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
