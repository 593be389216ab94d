/** The WebAssembly, as bytes. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** A `URL`, `Request`, `Response` or `WebAssembly.Module`, in whichever library of types declares them. */
export interface Loadable { readonly [key: string]: any }

/** Where the WebAssembly comes from: its address, what has been fetched, its bytes, or the compiled module. */
export type InitInput = string | Bytes | Loadable;

/** Loads the WebAssembly, or without an argument the file beside this one. Every other function needs it. */
export default function init(from?: { module_or_path: InitInput | Promise<InitInput> }): Promise<object>;

/** Loads these bytes, or this compiled module, at once. */
export function initSync(from: { module: Bytes | Loadable }): object;
