/** The playground's page: its parts, put together. */
import { core } from "../core/index.ts";
import type { Connection } from "../core/routing.ts";
import { FILE, Playground } from "../playground/playground.ts";
import type { Shared } from "../playground/share.ts";
import { panels } from "../panels/registry.ts";
import { Draft } from "./draft.ts";
import { element } from "./element.ts";
import { initExamples, titleOf } from "./examples-menu.ts";
import { initFiles } from "./files.ts";
import { initial } from "./initial.ts";
import { clearAddress, fromAddress, initLinks } from "./links.ts";
import { notice } from "./notices.ts";
import { initOffline } from "./offline.ts";
import { initPanes } from "./panes.ts";
import { Result } from "./result.ts";
import { announce, showBusy, showFailure, showState } from "./status.ts";
import { initTheme } from "./theme.ts";

initTheme();
const shared = await fromAddress();
const kept = Draft.recall();
let connection: Connection | null = shared?.connection ?? null;

const playground = new Playground({
  client: core,
  root: document,
  editorHost: element("editor"),
  text: shared?.text ?? kept ?? initial,
  embedded: false,
  id: "page",
  onState: (state, compiled) => compiled && showState(state, core.took.get("compile") ?? 0),
  onChange: () => {
    clearAddress();
    draft.changed();
  },
  onBusy: showBusy,
  onFailed: showFailure,
});

const draft = new Draft(
  () => playground.editor.text,
  () => playground.editor.view.state.doc.length,
  () => notice("The browser cannot store the text, or it is too large: copy a link or save the file before you leave.", "error"),
);
const result = new Result(element("result-pane"), playground);
const panes = initPanes();

/** Another text in the editor; what was there is one undo away. */
function take(text: string, what: string): void {
  playground.replace(text, what);
  notice(`${what} is in the editor`, "ok", { label: "Undo", run: () => playground.editor.undo() });
}

function openShared({ text, view, connection: tried }: Shared): void {
  if (text !== playground.editor.text) take(text, "The link's state");
  if (view && result.has(view)) result.open(view);
  if (tried) playground.bus.emit("try", tried);
}

void playground.host("problems", element("problems")).show();
result.open(shared?.view && result.has(shared.view) ? shared.view : "yaml");
if (connection) playground.bus.emit("try", connection);
if (shared && kept !== null && kept !== shared.text) {
  notice("This is the state from the link. Your own text is kept until you change something here.", "ok", {
    label: "Back to my text",
    run: () => playground.replace(kept, "my text"),
  });
}

playground.bus.on("show", ({ place, focus }) => {
  if (focus && place.file === FILE) panes.show("editor");
});
playground.bus.on("open", ({ view }) => {
  if (view === "problems") return panes.problems();
  if (!panels[view]) return;
  panes.show("result");
  // What was pressed may be in a view that is hidden now.
  result.goTo(view);
});
playground.bus.on("tried", (tried) => {
  connection = tried;
});
playground.bus.on("replace", ({ why }) => notice(why, "ok", { label: "Undo", run: () => playground.editor.undo() }));
playground.bus.on("notice", ({ text, kind }) => notice(text, kind));
playground.bus.on("announce", announce);

initExamples((example) => take(example.text, titleOf(example.name)));
initFiles(core.lane(), take);
initLinks(() => ({ text: playground.editor.text, view: result.view, connection }));
initOffline();
element("reset-button").addEventListener("click", () => take(initial, "The first example"));
addEventListener("hashchange", async () => {
  const linked = await fromAddress();
  if (linked) openShared(linked);
});
core.onStatus(({ note }) => note && notice(note, "error"));
void core.lane().version().then((version) => {
  if (version) element("version").textContent = `tcpgen ${version}`;
}, () => undefined);
