/** Manifests in the editor: they are checked as they are, and become a state file when somebody asks for it. */
import type { Core } from "../core/lane.ts";
import type { Playground } from "../playground/playground.ts";
import { element } from "./element.ts";
import { configurationKey, kindOfName } from "../editor/kind.ts";
import type { Take } from "./files.ts";

/** The function that it returns shows which kind of text the editor shows. */
export function initManifests(core: Core, playground: Playground, take: Take): () => void {
  const bar = element("manifests");
  element("import-button").addEventListener("click", async () => {
    const { importManifests } = await import("./import.ts");
    await importManifests(playground, core, take);
  });
  return () => {
    const { file: name, head } = playground.texts;
    bar.hidden = kindOfName(name) === "toml" || configurationKey({ name, text: head }) !== null;
  };
}
