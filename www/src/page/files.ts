/** Files that are opened or dropped: a state file or manifests take the editor's place. */
import { element } from "./element.ts";
import { notice } from "./notices.ts";

const LARGEST = 8 * 1024 * 1024;

export type Take = (text: string, what: string) => void;

export function initFiles(take: Take): void {
  const input = element<HTMLInputElement>("open-input");
  element("open-button").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    void open([...(input.files ?? [])], take);
    input.value = "";
  });
  initDrop((files) => void open(files, take));
}

function initDrop(dropped: (files: File[]) => void): void {
  const target = element("drop");
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  let depth = 0;
  const set = (to: number): void => {
    depth = Math.max(0, to);
    target.hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => holdsFiles(event) && set(depth + 1));
  addEventListener("dragleave", (event) => holdsFiles(event) && set(depth - 1));
  // In the capture phase: the editor would take a file for text.
  addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault(), true);
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    set(0);
    dropped([...(event.dataTransfer?.files ?? [])]);
  }, true);
}

async function open(files: File[], take: Take): Promise<void> {
  const states = files.filter((file) => /\.toml$/i.test(file.name));
  const manifests = files.filter((file) => /\.(ya?ml|json)$/i.test(file.name));
  const chosen = states.length > 0 ? states.slice(0, 1) : manifests;
  const large = chosen.find((file) => file.size > LARGEST);
  if (files.length === 0) return;
  if (chosen.length === 0) return void notice(`${files[0]!.name} is neither a state file (.toml) nor manifests (.yaml, .json)`, "error");
  if (large) return void notice(`${large.name} is larger than 8 MB, which is too large for the playground. Use the tcpgen command.`, "error");
  const texts = await Promise.all(chosen.map((file) => file.text()));
  take(texts.join("\n---\n"), chosen.map((file) => file.name).join(", "));
  if (states.length > 0 && files.length > 1) notice(`Opened only ${states[0]!.name}: the editor holds one state file`);
}
