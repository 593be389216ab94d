/** The playground's page: its parts, put together. */
import { core } from "../core/index.ts";
import type { Connection } from "../core/routing.ts";
import { asSources } from "../editor/documents.ts";
import { Playground } from "../playground/playground.ts";
import type { Shared } from "../playground/share.ts";
import { pack, single, unpack, type Work } from "../playground/work.ts";
import type { ViewName } from "../panels/panel.ts";
import { panels } from "../panels/registry.ts";
import { recall } from "../playground/storage.ts";
import { initLanding, showAbout } from "./about.ts";
import { Drafts } from "./drafts.ts";
import { element } from "./element.ts";
import type { Head } from "./example-head.ts";
import { initExamples, titleOf } from "./examples-menu.ts";
import { initFileTabs, showVersion } from "./file-tabs.ts";
import { initFiles } from "./files.ts";
import { initial } from "./initial.ts";
import { clearAddress, fromAddress, initLinks } from "./links.ts";
import { initManifests } from "./manifests.ts";
import { notice } from "./notices.ts";
import { initOffline } from "./offline.ts";
import { initPanes } from "./panes.ts";
import { onOpen } from "./popovers.ts";
import { initSaving } from "./saving.ts";
import { Result } from "./result.ts";
import { announce, showBusy, showFailure, showState } from "./status.ts";
import { begin, tabStart } from "./tab-start.ts";
import { initTheme } from "./theme.ts";
import { offerAgain, offerUndo } from "./undo.ts";

initTheme();
const drafts: Drafts = new Drafts(() => pack(playground.work), {
  cannotKeep: () => notice("The browser cannot store the text, or it is too large: copy a link or save the file before you leave.", "error"),
  renamed: (name) => void (element("draft-name").textContent = name),
});
const [shared, kept] = await Promise.all([fromAddress(), drafts.start()]);
const before = drafts.id;
const linked = shared && pack(shared.work);
const again = drafts.ownAgain && (linked === null || linked === kept);
if (linked !== null && linked !== kept) drafts.begin("From a link", true);
let connection: Connection | null = shared?.connection ?? null;

const playground = new Playground({
  client: core,
  root: document,
  editorHost: element("editor"),
  work: unpack(linked ?? kept ?? initial.text),
  start: tabStart(linked ?? kept ?? initial.text, again),
  embedded: false,
  id: "page",
  onState: (state, compiled) => {
    if (!compiled) return;
    showState(state, core.took.get("compile") ?? 0);
    showVersion(playground, state.compilation.traefik);
  },
  onChange: () => {
    clearAddress();
    drafts.changed();
    showFiles();
  },
  onFile: () => showFiles(),
  beforeReplace: (what) => void (returning || drafts.save(`Before “${what}”`)),
  onBusy: showBusy,
  onFailed: showFailure,
});

const result = new Result(element("result-pane"), playground);
const panes = initPanes();

/** Puts a text of another draft, which is this tab's now, into the editor. */
let returning = false;
function back(text: string): void {
  returning = true;
  playground.take(unpack(text), "Undo");
  begin(text);
  showAbout(null);
  returning = false;
  drafts.save();
}

/** Another text in the editor, as a draft of its own: the one that was there stays. `known` is one that can be had again. */
function take(work: Work, what: string, known = false): void {
  playground.take(work, what);
  begin(pack(work));
  showAbout(null);
  const { id } = drafts;
  drafts.begin(what, known);
  drafts.save();
  if (id) offerUndo(drafts, { id, at: null, words: `${what} is in the editor`, label: "Undo" }, back);
}

function takeExample(head: Head, title: string): void {
  take(single(head.text), title, true);
  showAbout(head);
}

/** The state that a link compares with is the first that "Compare" offers. */
function takeBaseline({ baseline }: Shared): void {
  if (baseline) playground.earlier.baseline = playground.earlier.add({ sources: asSources(baseline), what: "The baseline of the link" });
}

function openShared(opened: Shared): void {
  const { work, view, connection: tried } = opened;
  takeBaseline(opened);
  if (pack(work) !== pack(playground.work)) take(work, "The link's state", true);
  if (view && result.has(view)) result.open(view);
  if (tried) playground.bus.emit("try", tried);
}

if (shared) takeBaseline(shared);
initLanding(kept !== null, () => playground.bus.emit("open", { view: "reach" }));
if (linked === null && kept === null) showAbout(initial);
void playground.host("problems", element("problems")).show();
const remembered = recall("view") as ViewName | null;
result.open([shared?.view, remembered].find((view) => view && result.has(view)) ?? "yaml");
if (connection) playground.bus.emit("try", connection);
if (before && linked !== null && kept !== null && kept !== linked) {
  offerUndo(drafts, { id: before, at: null, words: "This is the state from the link. Your own text is kept.", label: "Back to my text" }, back);
} else offerAgain(drafts, back);
if (!shared && drafts.elsewhere) notice(`“${drafts.elsewhere}” is open in another tab. What you change here becomes a draft of its own.`);

playground.bus.on("show", ({ place, focus }) => {
  if (focus && place.file !== null && playground.texts.names.includes(place.file)) panes.show("editor");
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
playground.bus.on("replace", ({ why }) => {
  const [at, id] = [drafts.versions()[0]?.at ?? null, drafts.id];
  if (id) offerUndo(drafts, { id, at, words: why, label: "Undo" }, back);
});
playground.bus.on("notice", ({ text, kind }) => notice(text, kind));
playground.bus.on("announce", announce);

initSaving(drafts, () => ({ name: playground.texts.file, text: playground.texts.text }), { back, replace: (text, what) => playground.take(unpack(text), what) });
initExamples((example) => takeExample(example, titleOf(example.name)));
const openFiles = initFiles({ work: () => playground.work, take, add: (files) => playground.edit((editor) => files.forEach((file) => editor.add(file))) });
const showTabs = initFileTabs(playground, openFiles);
const showKind = initManifests(core.lane(), playground, take);
function showFiles(): void {
  showTabs();
  showKind();
}
showFiles();
const link = initLinks(() => ({ work: playground.work, view: result.view, connection, baseline: playground.earlier.baseline?.sources ?? null }));
const shareMenu = element("share-menu");
onOpen(shareMenu, async () => (await import("./share-menu.ts")).fillShare(shareMenu, { playground, link, view: () => result.view }));
addEventListener("beforeprint", () => {
  const yaml = playground.model.state?.compilation.yaml ?? "";
  const files = playground.texts.sources.map(({ name, text }) => `${name}\n\n${text}`);
  element("print").textContent = [...files, ...(yaml ? [`Manifests\n\n${yaml}`] : [])].join("\n\n");
});
// The service worker fetches everything: on a slow network what the page begins with comes first.
playground.edit(initOffline);
element("reset-button").addEventListener("click", () => takeExample(initial, "The first example"));
addEventListener("hashchange", async () => {
  const opened = await fromAddress();
  if (opened) openShared(opened);
});
core.onStatus(({ note }) => note && notice(note, "error"));
void core.lane().version().then((version) => {
  if (version) element("version").textContent = `tcpgen ${version}`;
}, () => undefined);
