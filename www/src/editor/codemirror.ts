/** All that needs CodeMirror, as one file of the page (`late.ts`). */
export { Editor } from "./editor.ts";
export { Viewer } from "./viewer.ts";
