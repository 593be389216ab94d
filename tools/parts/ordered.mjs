/**
 * Names that sort similar functions side by side, which helps gzip, and in the same order in each build.
 *
 * Functions of one name are the instances of one generic function. rustc tells them apart by hashes that change with the
 * source, and an order by hash moves the gzipped module by up to 7 KB. Here a number replaces the hash: instances are sorted
 * by type, then by size, then by the bytes of the body.
 */
const IMPORTS = 2, FUNCTIONS = 3, CODE = 10, CUSTOM = 0;
const HASH = /::h[0-9a-f]{16}$/;

/** The module's bytes with other names for its own functions. */
export function ordered(bytes) {
  const sections = [...sectionsOf(bytes)];
  const contents = (kind) => sections.find(({ id }) => id === kind)?.contents ?? Buffer.from([0]);
  const imported = importedFunctions(contents(IMPORTS));
  const types = vector(contents(FUNCTIONS), (reader) => reader.number());
  const bodies = vector(contents(CODE), (reader) => reader.bytes());
  const section = sections.find(({ id, contents: all }) => id === CUSTOM && new Reader(all).bytes().toString() === "name");
  if (!section) throw new Error("the module has no names");
  const names = namesIn(section.contents);
  section.contents = Buffer.concat([withLength(Buffer.from("name")), Buffer.from([1]), withLength(written(renamed(names, imported, types, bodies)))]);
  return Buffer.concat([bytes.subarray(0, 8), ...sections.flatMap(({ id, contents: all }) => [Buffer.from([id]), withLength(all)])]);
}

class Reader {
  at = 0;
  constructor(bytes) {
    this.all = bytes;
  }

  byte() {
    return this.all[this.at++];
  }

  /** An unsigned LEB128. */
  number() {
    for (let found = 0, factor = 1; ; factor *= 128) {
      const byte = this.byte();
      found += (byte & 127) * factor;
      if (byte < 128) return found;
    }
  }

  bytes() {
    const length = this.number();
    return this.all.subarray(this.at, (this.at += length));
  }
}

function* sectionsOf(bytes) {
  const reader = new Reader(bytes);
  reader.at = 8;
  while (reader.at < bytes.length) yield { id: reader.byte(), contents: reader.bytes() };
}

function vector(contents, read) {
  const reader = new Reader(contents);
  return Array.from({ length: reader.number() }, () => read(reader));
}

/** How many functions come before the module's own. */
function importedFunctions(contents) {
  return vector(contents, (reader) => {
    reader.bytes();
    reader.bytes();
    if (reader.byte() !== 0) throw new Error("the module imports something that is not a function");
    reader.number();
  }).length;
}

/** The subsection of the functions' names. */
function namesIn(contents) {
  const reader = new Reader(contents);
  reader.bytes();
  for (;;) {
    if (reader.at >= contents.length) throw new Error("the module's functions have no names");
    const kind = reader.byte();
    const part = reader.bytes();
    if (kind === 1) return vector(part, (names) => ({ index: names.number(), name: names.bytes().toString() }));
  }
}

function renamed(names, imported, types, bodies) {
  const groups = new Map();
  for (const one of names.filter(({ index }) => index >= imported)) {
    const name = one.name.replace(HASH, "");
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const found = new Map(names.map(({ index, name }) => [index, name]));
  const typeOf = ({ index }) => types[index - imported];
  const bodyOf = ({ index }) => bodies[index - imported];
  for (const [name, instances] of groups) {
    instances.sort((a, b) => typeOf(a) - typeOf(b) || bodyOf(a).length - bodyOf(b).length || Buffer.compare(bodyOf(a), bodyOf(b)));
    instances.forEach(({ index }, place) => found.set(index, `${name}::${String(place).padStart(4, "0")}`));
  }
  return found;
}

function written(names) {
  const entries = [...names].sort(([a], [b]) => a - b).flatMap(([index, name]) => [leb(index), withLength(Buffer.from(name))]);
  return Buffer.concat([leb(names.size), ...entries]);
}

const withLength = (bytes) => Buffer.concat([leb(bytes.length), bytes]);

function leb(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number & 127) | 128);
  return Buffer.from([...bytes, number]);
}
