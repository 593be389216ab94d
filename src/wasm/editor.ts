/** The place that a question is about: `file` is the name of a source, `utf16` an offset into its text, as JavaScript counts. */
export interface At { file: string; utf16: number }

/** The documentation of what is at a place, in Markdown. */
export interface Hover extends Place { markdown: string }

/**
 * One completion. `cursor` is where the cursor goes in `text`, in UTF-16 units; null: behind it. `documentation` is Markdown.
 */
export interface Completion {
  label: string;
  kind: "key" | "value" | "name" | "matcher" | "code";
  detail: string;
  documentation: string | null;
  text: string;
  cursor: number | null;
}

/** Completions, the best first. The place is the text that they replace. A manifest has none. */
export interface Completions extends Place { items: Completion[] }

/**
 * A name and where it is used. `definition` is the place that declares it; it is among the `references` too. An entry point that
 * no table declares is `renamable` as well.
 */
export interface Definition extends Place { name: string; definition: Place | null; references: Place[]; renamable: boolean }

/** The edits of a rename, each with its file. With an `error` there are none. */
export interface Rename { edits: (Place & { text: string })[]; error: string | null }

/** A range of the source with this name. Its offsets count UTF-16 units. */
export interface Within { file: string; from: number; to: number }

/** A token of a rule. Its offsets in the file count UTF-16 units. An `argument` includes its quotes; a `word` is an identifier
 * that does not name a matcher. */
export interface RuleToken { from: number; to: number; part: "matcher" | "word" | "argument" | "operator" | "punctuation" }
