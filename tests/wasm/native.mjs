/** The module and the native command, each asked the same. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tcpgen from "../../www/pkg/tcpgen.js";

const root = new URL("../../", import.meta.url).pathname;

/** The name that both give the text. */
export const NAME = "tcpgen.toml";

/** The module, ready to be asked. */
export function loaded() {
  tcpgen.initSync({ module: readFileSync(join(root, "www/pkg/tcpgen_bg.wasm")) });
  return tcpgen;
}

/** Where the native command is. */
export function program() {
  const target = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 })).target_directory;
  return join(target, "debug/tcpgen");
}

/** A folder for the native command, removed after the test. */
export function native(t) {
  const command = program();
  const folder = mkdtempSync(join(tmpdir(), "tcpgen-wasm-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (args) => {
    const { stdout, status, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
    if (error) throw error;
    return { stdout, status, stderr };
  };
  return {
    write: (text, name = NAME) => writeFileSync(join(folder, name), text),
    /** What the command prints to standard output. */
    out(...args) {
      const { stdout, status, stderr } = run(args);
      if (status !== 0 && status !== 1) throw new Error(`tcpgen ${args.join(" ")}: exit code ${status}: ${stderr}`);
      return stdout;
    },
    /** What the command prints and its exit code, for a command that prints an answer with exit code 2. */
    run,
  };
}

/** As the command prints JSON; without what the module says beyond it. */
export function printed(value) {
  const more = (key, found) => (key === "utf16" ? undefined : found);
  return `${JSON.stringify(value, more, 2)}\n`;
}
