/** The server in Node, on standard input and output, with the files of this machine. */
import { readdir, readFile, stat } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./serve.mjs";

const FILE_AT_MOST = 64 * 2 ** 20;
const MISSING = ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"];

const kindOf = (found) => (found.isFile() ? "file" : found.isDirectory() ? "folder" : "other");

async function kindAt(path, entry) {
  if (!entry.isSymbolicLink()) return kindOf(entry);
  const kind = await stat(path).then(kindOf, () => "other");
  return kind === "folder" ? "link" : kind;
}

async function at(uri) {
  try {
    const path = fileURLToPath(uri);
    const found = await stat(path);
    switch (kindOf(found)) {
      case "file":
        return found.size > FILE_AT_MOST ? { unreadable: "it is larger than 64 MiB" } : { file: (await readFile(path)).toString("latin1") };
      case "folder": {
        const entries = await readdir(path, { withFileTypes: true });
        return { folder: await Promise.all(entries.map(async (entry) => [entry.name, await kindAt(join(path, entry.name), entry)])) };
      }
      default:
        return { unreadable: "it is no file" };
    }
  } catch (error) {
    // "EACCES: permission denied, open '/a'"
    return MISSING.includes(error.code) ? null : { unreadable: String(error.message).replace(/^[A-Z]+: ([^,]+),.*$/s, "$1") };
  }
}

const receive = serve(readFileSync(new URL("server.wasm", import.meta.url)), (message, text) => {
  if (message.method === "tcpgen/files") {
    void Promise.all(message.params.uris.map(at)).then((result) => receive(JSON.stringify({ jsonrpc: "2.0", id: message.id, result })));
  } else {
    process.stdout.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }
});

let wasShutDown = false;

function take(text) {
  const { method } = JSON.parse(text);
  if (method === "exit") process.exit(wasShutDown ? 0 : 1);
  wasShutDown ||= method === "shutdown";
  receive(text);
}

let rest = Buffer.alloc(0);
process.stdin.on("data", (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  for (;;) {
    const head = rest.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/^content-length: *(\d+)/im.exec(rest.subarray(0, head).toString("latin1"))?.[1]);
    if (Number.isNaN(length)) throw new Error("a message has no Content-Length");
    const end = head + 4 + length;
    if (rest.length < end) return;
    const text = rest.subarray(head + 4, end).toString();
    rest = rest.subarray(end);
    take(text);
  }
});
process.stdin.on("end", () => process.exit(wasShutDown ? 0 : 1));
