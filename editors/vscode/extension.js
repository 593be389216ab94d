// Starts `tcpgen lsp`; where there is no command, the same server as a WebAssembly module, in Node.
const { execFile } = require("node:child_process");
const { env, Uri, window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { extension, options } = require("./client.js");

const INSTALL = "https://github.com/tcpgen/tcpgen/blob/main/docs/install.md";
/** The commands that were missing before. */
const TOLD = "tcpgen.missing";

/** Why the command cannot be started; null if it can. */
const missing = (command) => new Promise((resolve) => {
  execFile(command, ["--version"], (error) => resolve(error && (error.code === "ENOENT" ? "there is no such command" : error.message.trim())));
});

async function start(context) {
  const command = workspace.getConfiguration("tcpgen").get("path", "tcpgen");
  const why = await missing(command);
  const server = why ? { module: context.asAbsolutePath("dist/server.mjs") } : { command, args: ["lsp"] };
  const run = { ...server, transport: TransportKind.stdio };
  const client = new LanguageClient("tcpgen", "tcpgen", { run, debug: run }, options(["file", "untitled"]));
  if (why) void tell(context, command, why);
  await client.start().catch((error) => window.showErrorMessage(`tcpgen: the language server does not start: ${error.message}`));
  return client;
}

/** Once for each command. */
async function tell(context, command, why) {
  const told = context.globalState.get(TOLD, []);
  if (told.includes(command)) return;
  await context.globalState.update(TOLD, [...told, command]);
  const choice = await window.showInformationMessage(
    `tcpgen: "${command}" cannot be started (${why}). The extension's own server is used instead. It gives the same answers, more slowly in large states; terminals, clusters and CI need the command.`,
    "How to install it",
  );
  if (choice) await env.openExternal(Uri.parse(INSTALL));
}

Object.assign(exports, extension(start));
