/** A place that is asked about: `file` is the name of a source, `utf16` counts units of JavaScript's strings from its beginning. */
export interface At { file: string; utf16: number }

/** What there is to know of what is written at a place, in Markdown. */
export interface Hover extends Place { markdown: string }

/**
 * Something that can be written. `cursor` is where in `text`, in UTF-16 units, writing goes on; null is behind it.
 * `documentation` is Markdown.
 */
export interface Completion {
  label: string;
  kind: "key" | "value" | "name" | "matcher" | "code";
  detail: string;
  documentation: string | null;
  text: string;
  cursor: number | null;
}

/** What can be written, the best first. The place is what it replaces. A manifest has none. */
export interface Completions extends Place { items: Completion[] }

/**
 * A name and the places that have it. `definition` is the one that declares it, and one of the `references`. An entry point
 * that no table declares can have another name as well: it is `renamable`.
 */
export interface Definition extends Place { name: string; definition: Place | null; references: Place[]; renamable: boolean }

/** The edits of a rename, each with its file. With an `error` there are none. */
export interface Rename { edits: (Place & { text: string })[]; error: string | null }
