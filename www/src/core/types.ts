/** The data that the module takes and returns. Keys are those of the command line's JSON. */

/** One input. A name that ends in .yaml, .yml or .json is a manifest, any other a state file. */
export interface Source {
  name: string;
  text: string;
}

/** Line and column count from 1, `offset` in bytes, `utf16` in the units of JavaScript's strings. */
export interface Position {
  line: number;
  column: number;
  offset: number;
  utf16: number;
}

/** A stretch of one source. */
export interface Place {
  file: string;
  start: Position;
  end: Position;
}

export interface Edit {
  start: Position;
  end: Position;
  text: string;
}

export interface Fix {
  title: string;
  safe: boolean;
  edits: Edit[];
}

export type Severity = "error" | "warning";

export interface Diagnostic extends Place {
  code: string;
  severity: Severity;
  message: string;
  help: string | null;
  related: ({ message: string } & Place)[];
  fixes: Fix[];
}

/** One Kubernetes object; its place is the whole entry of the state file that made it. */
export interface CompiledObject extends Place {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  yaml: string;
}

/** With errors `objects` is empty and `yaml` is "". */
export interface Compilation {
  diagnostics: Diagnostic[];
  objects: CompiledObject[];
  yaml: string;
}

export interface CompileOptions {
  strict?: boolean;
}

export interface BuildOptions extends CompileOptions {
  target: "crd" | "helm-values" | "file";
  format?: "yaml" | "json";
}

export interface Built {
  diagnostics: Diagnostic[];
  text: string;
}

export interface Explanation {
  code: string;
  severity: string;
  summary: string;
  markdown: string;
}

export interface Imported {
  toml: string;
  diagnostics: Diagnostic[];
}
