// Starts the server of the WebAssembly module in a worker, and reads files for it.
const { FileType, Uri, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/browser");
const { extension, options } = require("./client.js");

/** The server knows files alone, so the places of other file systems are files of a folder named after their system. */
function toServer(uri) {
  if (["file", "untitled"].includes(uri.scheme)) return uri.toString();
  return Uri.from({ scheme: "file", path: `/${uri.scheme}:${uri.authority}${uri.path}` }).toString();
}

function fromServer(text) {
  const uri = Uri.parse(text, true);
  const [, scheme, authority, path] = /^\/([a-z][a-z\d+.-]+):([^/]*)(\/.*)$/i.exec(uri.scheme === "file" ? uri.path : "") ?? [];
  return scheme ? Uri.from({ scheme, authority, path }) : uri;
}

const kindOf = (type) => (type & FileType.File ? "file" : type & FileType.Directory ? "folder" : "other");

/** Of a name in a folder. */
const kindOfName = (type) => (type & FileType.Directory && type & FileType.SymbolicLink ? "link" : kindOf(type));

/** One character for each byte. */
function characters(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** What there is, as `server/serve.mjs` has it. */
async function at(place) {
  const uri = fromServer(place);
  try {
    switch (kindOf((await workspace.fs.stat(uri)).type)) {
      case "file":
        return { file: characters(await workspace.fs.readFile(uri)) };
      case "folder":
        return { folder: (await workspace.fs.readDirectory(uri)).map(([name, type]) => [name, kindOfName(type)]) };
      default:
        return { unreadable: "it is no file" };
    }
  } catch (error) {
    return ["FileNotFound", "FileNotADirectory"].includes(error.code) ? null : { unreadable: error.message };
  }
}

async function start(context) {
  const part = (name) => Uri.joinPath(context.extensionUri, "dist", name);
  const worker = new Worker(part("worker.js").toString(true));
  worker.postMessage(await workspace.fs.readFile(part("server.wasm")));
  const schemes = new Set(["file", "untitled", ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
  const client = new LanguageClient("tcpgen", "tcpgen", worker, {
    ...options([...schemes]),
    uriConverters: { code2Protocol: toServer, protocol2Code: fromServer },
  });
  client.onRequest("tcpgen/files", ({ uris }) => Promise.all(uris.map(at)));
  await client.start().catch((error) => window.showErrorMessage(`tcpgen: the language server does not start: ${error.message}`));
  return {
    async stop() {
      await client.stop();
      worker.terminate();
    },
  };
}

Object.assign(exports, extension(start));
