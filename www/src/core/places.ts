/** What the module knows of a place in a text. */
export type { At, Completion, Completions, Definition, Hover, Rename, RuleToken, Within } from "../../pkg/tcpgen.js";
