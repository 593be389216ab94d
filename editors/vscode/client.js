// What the extension does wherever it runs: it has one client, and shows what the commands of code lenses answer in a document
// beside the text.
const { commands, EventEmitter, Uri, window, workspace } = require("vscode");

const SCHEME = "tcpgen-answer";

/** Answers by the path of their document. */
const answers = new Map();
const changed = new EventEmitter();

/** What the client of a server is told. The server leaves alone what is not of tcpgen. */
exports.options = (schemes) => ({
  documentSelector: schemes.flatMap((scheme) => [
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

async function show(name, text) {
  const uri = Uri.from({ scheme: SCHEME, path: `/${String(name).replaceAll("/", ".")}.md` });
  answers.set(uri.path, text);
  changed.fire(uri);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: true, viewColumn: -2, preserveFocus: true });
}

/** An extension; `start` starts a client, and returns what can stop it. */
exports.extension = (start) => {
  let client;
  return {
    async activate(context) {
      context.subscriptions.push(
        changed,
        workspace.registerTextDocumentContentProvider(SCHEME, {
          onDidChange: changed.event,
          provideTextDocumentContent: (uri) => answers.get(uri.path) ?? "",
        }),
        commands.registerCommand("tcpgen.restart", async () => {
          await client?.stop().catch(() => {});
          client = await start(context);
        }),
      );
      client = await start(context);
    },
    deactivate: () => client?.stop(),
  };
};
