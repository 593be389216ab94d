/** Makes a state file of the manifests in the editor, and shows all that there is to know of it. */
import { CoreError, type Core } from "../core/lane.ts";
import type { Diagnostic } from "../core/types.ts";
import { h } from "../dom.ts";
import { freeName, type FileText, type Texts } from "../editor/documents.ts";
import type { Bus } from "../panels/bus.ts";
import type { Playground } from "../playground/playground.ts";
import { at, cardActions, problemCard } from "../views/problem-card.ts";
import { problemCount } from "../views/problem-count.ts";
import { element } from "./element.ts";
import type { Take } from "./files.ts";
import { notice } from "./notices.ts";

export async function importManifests(playground: Playground, core: Core, take: Take): Promise<void> {
  const { bus, traefik, texts: { file, text } } = playground;
  try {
    const imported = await core.importManifests(text);
    if (!imported) return;
    const made = /^\s*\[/m.test(imported.toml);
    if (made) take({ files: importedFiles(playground.texts, file, imported.toml), traefik }, "The imported state");
    else notice("Nothing was imported: there is no object of Traefik's TCP routing among these manifests.", "error");
    showNotes(imported.diagnostics, file, core, bus);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    notice(`Nothing was imported.${error.told ? "" : ` ${error.message}`}`, "error");
  }
}

/** The state file is where the manifests were, and the other files are as they are. */
function importedFiles({ files, names }: Texts, file: string, toml: string): FileText[] {
  const others = names.filter((name) => name !== file);
  return files.map((one, index) => {
    if (names[index] !== file) return one;
    return { name: one.name && freeName(file.replace(/\.\w+$/, ".toml"), others), text: toml };
  });
}

/** Notes are about the manifests, which are not in the editor any more: each says its place there. */
function showNotes(notes: Diagnostic[], file: string, core: Core, bus: Bus): void {
  const place = element("import-notes");
  place.hidden = notes.length === 0;
  const { words } = problemCount(notes);
  const actions = cardActions(core, bus, false, () => []);
  const close = h("button", { class: "button quiet", type: "button", onclick: () => (place.hidden = true) }, "Close");
  place.replaceChildren(
    h("div", { class: "pane-head" }, h("strong", {}, `Notes on the import: ${words}`), h("span", { class: "spacer" }), close),
    h("ul", { class: "problems-list", "aria-label": "Notes on the import" }, ...notes.map((note) => {
      // Fixes are for the manifests.
      const card = problemCard({ ...note, fixes: [] }, actions, false);
      card.querySelector(".problem-head")?.append(h("span", { class: "problem-place code" }, `${file} ${at(note)}`));
      return h("li", {}, card);
    })),
  );
}
