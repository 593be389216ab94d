/** The module as binaryen has it. */
import binaryen from "../../.tools/node/node_modules/binaryen/index.js";

export { binaryen };

const { Features } = binaryen;
/** What rustc and wasm-bindgen make use of. */
const FEATURES = Features.MutableGlobals | Features.BulkMemory | Features.BulkMemoryOpt | Features.NontrappingFPToInt | Features.SignExt
  | Features.ReferenceTypes | Features.Multivalue | Features.CallIndirectOverlong;

export const read = (bytes) => binaryen.readBinary(bytes, FEATURES);

const list = (length, at) => Array.from({ length }, (_, index) => at(index));

/** All functions, with their name, type and body; the imported ones have a `module`. */
export const functionsOf = (module) => list(module.getNumFunctions(), (index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));

export const isOwn = ({ module }) => module === "";

export const exportsOf = (module) => list(module.getNumExports(), (index) => binaryen.getExportInfo(module.getExportByIndex(index)));

export const globalsOf = (module) => list(module.getNumGlobals(), (index) => binaryen.getGlobalInfo(module.getGlobalByIndex(index)));

export const tablesOf = (module) => list(module.getNumTables(), (index) => binaryen.getTableInfo(module.getTableByIndex(index)));

export const elementsOf = (module) => list(module.getNumElementSegments(), (index) => binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(index)));

/** What the memory begins with: pieces of `{ offset, data }`. */
export const dataOf = (module) => list(module.getNumDataSegments(), (index) => {
  const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(index));
  return { offset, data: Buffer.from(data) };
});

/** Replaces what the memory begins with. */
export function setData(module, pieces) {
  const { initial, max } = module.getMemoryInfo();
  const segments = pieces.map(({ offset, data }, index) => ({ name: `data${index}`, offset: module.i32.const(offset), data, passive: false }));
  module.setMemory(initial, max ?? NO_LIMIT, null, segments);
}

const NO_LIMIT = 0xffffffff;

/** The module's bytes, without what nothing uses and without names, functions of like names side by side for gzip. */
export function written(module) {
  module.runPasses(["remove-unused-module-elements", "reorder-functions-by-name", "strip-debug"]);
  if (!module.validate()) throw new Error("the cut module is not valid");
  return module.emitBinary();
}
