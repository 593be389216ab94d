/** The order of the module's functions does not depend on the hashes that rustc appends to their names. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { binaryen, read } from "../../tools/parts/binary.mjs";
import { ordered } from "../../tools/parts/ordered.mjs";

/** A module with an import, and functions of one name of which each returns another constant. */
function module(hashes, constants) {
  const made = new binaryen.Module();
  made.addFunctionImport("log", "env", "log", binaryen.none, binaryen.none);
  hashes.forEach((hash, index) => {
    const name = `core::f::h${hash.repeat(16)}`;
    made.addFunction(name, binaryen.none, binaryen.i32, [], made.i32.const(constants[index]));
    made.addFunctionExport(name, `f${constants[index]}`);
  });
  made.addFunction("main", binaryen.none, binaryen.none, [], made.call("log", [], binaryen.none));
  made.addFunctionExport("main", "main");
  binaryen.setDebugInfo(true);
  const bytes = made.emitBinary();
  made.dispose();
  return Buffer.from(bytes);
}

const namesOf = (bytes) => {
  const found = read(bytes);
  return ["f1", "f2", "f300", "main"].map((name) => found.getExport(name)).map((one) => binaryen.getExportInfo(one).value);
};

test("instances are numbered by their bodies, whatever their hashes", () => {
  const expected = ["core::f::0000", "core::f::0001", "core::f::0002", "main::0000"];
  assert.deepEqual(namesOf(ordered(module(["a", "b", "c"], [1, 2, 300]))), expected);
  assert.deepEqual(namesOf(ordered(module(["c", "a", "b"], [1, 2, 300]))), expected);
  assert.deepEqual(namesOf(ordered(module(["a", "b", "c"], [300, 2, 1]))), expected);
});

test("only names change: the code runs as before", () => {
  const made = new WebAssembly.Module(ordered(module(["a", "b", "c"], [300, 2, 1])));
  let logged = 0;
  const { exports } = new WebAssembly.Instance(made, { env: { log: () => logged++ } });
  exports.main();
  assert.deepEqual([exports.f1(), exports.f2(), exports.f300(), logged], [1, 2, 300, 1]);
});

test("a module without names is refused", () => {
  const bare = new binaryen.Module();
  bare.addFunction("f", binaryen.none, binaryen.none, [], bare.nop());
  binaryen.setDebugInfo(false);
  assert.throws(() => ordered(Buffer.from(bare.emitBinary())), /the module has no names/);
});
