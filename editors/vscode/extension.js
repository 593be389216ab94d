// Starts `tcpgen lsp`, and shows what the commands of its code lenses answer in a document beside the text.
const { Uri, commands, window, workspace, env } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const INSTALL = "https://github.com/tcpgen/tcpgen/blob/main/docs/install.md";
const SCHEME = "tcpgen-answer";

/** @type {LanguageClient | undefined} */
let client;
/** Answers by the path of their document. */
const answers = new Map();

function start() {
  const command = workspace.getConfiguration("tcpgen").get("path", "tcpgen");
  const run = { command, args: ["lsp"], transport: TransportKind.stdio };
  client = new LanguageClient("tcpgen", "tcpgen", { run, debug: run }, {
    // The server leaves alone what is not of tcpgen.
    documentSelector: ["file", "untitled"].flatMap((scheme) => [
      { scheme, language: "toml" },
      { scheme, pattern: "**/*.toml" },
      { scheme, language: "yaml" },
    ]),
    initializationOptions: { showsResults: true },
    middleware: {
      executeCommand: async (name, args, next) => {
        const answer = await next(name, args);
        if (typeof answer === "string") await show(args?.[1] ?? name, answer);
        return answer;
      },
    },
  });
  return client.start().catch(async (error) => {
    const choice = await window.showErrorMessage(`tcpgen: cannot start "${command} lsp": ${error.message}`, "How to install it");
    if (choice) await env.openExternal(Uri.parse(INSTALL));
  });
}

async function show(name, text) {
  const uri = Uri.from({ scheme: SCHEME, path: `/${String(name).replaceAll("/", ".")}.md` });
  answers.set(uri.path, text);
  changed?.fire(uri);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: true, viewColumn: -2, preserveFocus: true });
}

let changed;

exports.activate = async (context) => {
  const { EventEmitter } = require("vscode");
  changed = new EventEmitter();
  context.subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => answers.get(uri.path) ?? "",
    }),
    commands.registerCommand("tcpgen.restart", async () => {
      await client?.stop().catch(() => {});
      await start();
    }),
  );
  await start();
};

exports.deactivate = () => client?.stop();
