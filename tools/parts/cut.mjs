/**
 * Cuts the module in two: a first part with the functions that a first load runs, and the rest, which needs the first part.
 *
 * Where the first part calls a function of the rest there is a stub in its place: it calls through a table, `rest`, whose
 * slot 0 holds what loads the rest. The rest, when it is instantiated with the first part's exports as its imports, fills
 * the table, and slot 0 with a function that does nothing. Memory, stack and the table of functions are shared.
 */
import { binaryen, dataOf, elementsOf, exportsOf, functionsOf, globalsOf, isOwn, read, setData, tablesOf, written } from "./binary.mjs";
import { movedTexts } from "./texts.mjs";

/** Names as `first` exports them and `rest` imports them. Those of functions are numbers. */
const FIRST = "first";
const TABLE = "rest";
const exported = (kind, index) => `${kind}${index}`;

/** `kept`: the names of the functions of the first part. `texts`: what only functions of the rest read. */
export function cut(bytes, kept, texts) {
  const [first, rest] = [read(bytes), read(bytes)];
  const all = functionsOf(first);
  const isLate = (one) => isOwn(one) && !kept.has(one.name);
  const late = all.filter(isLate);
  const { stay, go } = movedTexts(dataOf(first), texts);

  share(rest, all.filter((one) => !isLate(one)), go);
  fillTable(rest, late);
  rest.runPasses(["remove-unused-module-elements"]);

  for (const { name, base, module } of functionsOf(rest)) if (module === FIRST) first.addFunctionExport(name, base);
  tablesOf(first).forEach(({ name }, index) => first.addTableExport(name, exported("table", index)));
  globalsOf(first).forEach(({ name }, index) => first.addGlobalExport(name, exported("global", index)));
  setData(first, stay);
  const entries = stubbed(first, late);
  fillTable(rest, entries);
  return { first: written(first), rest: written(rest) };
}

/** Makes `rest` import what it shares with the first part: functions, memory, tables, globals. It exports nothing. */
function share(rest, early, data) {
  for (const { name } of exportsOf(rest)) rest.removeExport(name);
  for (const { name } of elementsOf(rest)) rest.removeElementSegment(name);
  early.forEach(({ name, params, results }, index) => {
    rest.removeFunction(name);
    rest.addFunctionImport(name, FIRST, String(index), params, results);
  });
  tablesOf(rest).forEach(({ name }, index) => rest.addTableImport(name, FIRST, exported("table", index)));
  globalsOf(rest).forEach(({ name, type, mutable }, index) => {
    rest.removeGlobal(name);
    rest.addGlobalImport(name, FIRST, exported("global", index), type, mutable);
  });
  setData(rest, data);
  rest.addMemoryImport("0", FIRST, "memory", false);
  rest.addFunction("loaded", binaryen.none, binaryen.none, [], rest.nop());
}

/** Makes `rest` put its functions into the table that the first part calls through. */
function fillTable(rest, entries) {
  if (tablesOf(rest).some(({ name }) => name === TABLE)) {
    rest.removeElementSegment("entries");
    rest.removeTable(TABLE);
  }
  const names = ["loaded", ...entries.map(({ name }) => name)];
  rest.addTable(TABLE, names.length, names.length);
  rest.addTableImport(TABLE, FIRST, TABLE);
  rest.addActiveElementSegment(TABLE, "entries", names, rest.i32.const(0));
}

/** Puts stubs in place of the late functions; answers those that the first part can call, in the order of their slots. */
function stubbed(first, late) {
  first.addTable(TABLE, late.length + 1, late.length + 1);
  first.addTableExport(TABLE, TABLE);
  first.addFunction("needed", binaryen.none, binaryen.none, [],
    first.call_indirect(TABLE, first.i32.const(0), [], binaryen.none, binaryen.none));
  late.forEach((one, index) => stub(first, one, index + 1));
  first.runPasses(["remove-unused-module-elements"]);
  const reached = new Set(functionsOf(first).map(({ name }) => name));
  const entries = late.filter(({ name }) => reached.has(name));
  entries.forEach((one, index) => stub(first, one, index + 1));
  first.removeTable(TABLE);
  first.addTable(TABLE, entries.length + 1, entries.length + 1);
  return entries;
}

function stub(first, { name, params, results }, slot) {
  first.removeFunction(name);
  const given = binaryen.expandType(params).map((type, index) => first.local.get(index, type));
  const call = first.call_indirect(TABLE, first.i32.const(slot), given, params, results);
  first.addFunction(name, params, results, [], first.block(null, [first.call("needed", [], binaryen.none), call], results));
}
