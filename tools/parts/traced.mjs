/** Which functions of the module run. */
import { pathToFileURL } from "node:url";
import { binaryen, functionsOf, isOwn, read } from "./binary.mjs";

/**
 * The names of the functions that run while the module is used; `glue` is the path of its JavaScript. Each of `works`
 * has the module once for itself, and once after the others, as memory was used then: the allocator goes other ways.
 */
export async function functionsRunBy(bytes, glue, works) {
  const { names, traced } = marked(bytes);
  const ran = new Set();
  let instances = 0;
  for (const some of [...works.map((work) => [work]), works]) {
    const tcpgen = await import(`${pathToFileURL(glue).href}?${instances++}`);
    const exports = tcpgen.initSync({ module: traced });
    for (const work of some) work(tcpgen);
    names.forEach((name, index) => exports[`ran${index}`].value === 1 && ran.add(name));
  }
  return ran;
}

/** The module with a global for each function, which the function sets when it is called. */
function marked(bytes) {
  const module = read(bytes);
  const names = functionsOf(module).filter(isOwn).map(({ name }) => name);
  names.forEach((name, index) => {
    module.addGlobal(`ran${index}`, binaryen.i32, true, module.i32.const(0));
    module.addGlobalExport(`ran${index}`, `ran${index}`);
    const { body, results } = binaryen.getFunctionInfo(module.getFunction(name));
    const marking = module.block(null, [module.global.set(`ran${index}`, module.i32.const(1)), body], results);
    binaryen.Function.setBody(module.getFunction(name), marking);
  });
  return { names, traced: new WebAssembly.Module(module.emitBinary()) };
}
