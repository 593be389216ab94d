/** The compressed files beside those of a site are those files. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const TOOL = new URL("../../tools/compress-site", import.meta.url).pathname;

test("each large text has a Brotli and a gzip file beside it, and again after a change", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "tcpgen-compressed-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (text) => writeFileSync(join(folder, "a.js"), text);
  writeFileSync(join(folder, "small.js"), "1");
  writeFileSync(join(folder, "font.woff2"), "x".repeat(5_000));
  for (const text of ["let a = 1;\n".repeat(500), "let other = 2;\n".repeat(700)]) {
    write(text);
    execFileSync("node", [TOOL, folder]);
    assert.equal(brotliDecompressSync(readFileSync(join(folder, "a.js.br"))).toString(), text);
    assert.equal(gunzipSync(readFileSync(join(folder, "a.js.gz"))).toString(), text);
    assert.ok(statSync(join(folder, "a.js.br")).mtimeMs <= statSync(join(folder, "a.js")).mtimeMs + 1);
  }
  assert.deepEqual(readdirSync(folder).sort(), ["a.js", "a.js.br", "a.js.gz", "font.woff2", "small.js"]);
});
