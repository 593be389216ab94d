/** The WebAssembly, as bytes. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** Loads the WebAssembly: these bytes, or without them the file of the package. */
export default function init(from?: { module_or_path: Bytes | Promise<Bytes> }): Promise<unknown>;

/** Loads these bytes at once. */
export function initSync(from: { module: Bytes }): unknown;
