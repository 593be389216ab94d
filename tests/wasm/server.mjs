/** The native language server over a folder of its own, asked over its pipes. */
import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { program } from "./native.mjs";

/** A place of a text as the protocol counts. */
export function position(text, utf16) {
  const before = text.slice(0, utf16);
  return { line: before.split("\n").length - 1, character: utf16 - (before.lastIndexOf("\n") + 1) };
}

/** Starts a server over files, `{ name, text }`, and opens all of them. Ended with the test. */
export async function server(t, files) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "tcpgen-lsp-")));
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const child = spawn(program(), ["lsp"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map();
  let next = 1;
  read(child.stdout, (message) => {
    if (message.method && message.id !== undefined) return send(child, { id: message.id, result: null });
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const request = (method, params) => new Promise((resolve) => {
    waiting.set(next, resolve);
    send(child, { id: next++, method, params });
  });
  t.after(async () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const uri = (name) => pathToFileURL(join(folder, name)).href;
  await request("initialize", { processId: null, rootUri: null, capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } } });
  send(child, { method: "initialized", params: {} });
  for (const { name, text } of files) send(child, { method: "textDocument/didOpen", params: { textDocument: { uri: uri(name), languageId: "toml", version: 1, text } } });
  return {
    uri,
    /** The answer, or the error, about a place of a file. */
    ask: ({ name, text }, utf16, method, more = {}) =>
      request(`textDocument/${method}`, { textDocument: { uri: uri(name) }, position: position(text, utf16), ...more }),
  };
}

function send(child, message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  child.stdin.write(body);
}

function read(stream, heard) {
  let rest = Buffer.alloc(0);
  stream.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = rest.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, head).toString())[1]);
      if (rest.length < head + 4 + length) return;
      const body = rest.subarray(head + 4, head + 4 + length).toString();
      rest = rest.subarray(head + 4 + length);
      heard(JSON.parse(body));
    }
  });
}
