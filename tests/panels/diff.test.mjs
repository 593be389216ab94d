// Line differences, held against what they are for: applied to the old text they give the new one, and they are short.
import assert from "node:assert/strict";
import { test } from "node:test";
import { condensed, diffLines } from "../../www/src/panels/shared/diff.ts";

const signs = { same: " ", added: "+", removed: "-" };
const drawn = (before, after) => diffLines(before, after).map((line) => signs[line.kind] + line.text);

test("a changed line is removed and put in", () => {
  assert.deepEqual(drawn("a\nb\nc\n", "a\nB\nc\n"), [" a", "-b", "+B", " c"]);
});

test("lines come and go at both ends", () => {
  assert.deepEqual(drawn("", "a\n"), ["+a"]);
  assert.deepEqual(drawn("a\n", ""), ["-a"]);
  assert.deepEqual(drawn("b\n", "a\nb\nc\n"), ["+a", " b", "+c"]);
  assert.deepEqual(drawn("", ""), []);
});

test("a last line without an end is a line", () => {
  assert.deepEqual(drawn("a", "a\nb"), [" a", "+b"]);
});

test("every difference leads from the old text to the new one, by the fewest changes", () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const text = () => Array.from({ length: random(12) }, () => "abc"[random(3)]);
  for (let round = 0; round < 500; round++) {
    const [old, now] = [text(), text()];
    const lines = diffLines(old.join("\n"), now.join("\n"));
    assert.deepEqual(lines.filter((line) => line.kind !== "added").map((line) => line.text), old);
    assert.deepEqual(lines.filter((line) => line.kind !== "removed").map((line) => line.text), now);
    assert.equal(lines.filter((line) => line.kind === "same").length, longestCommon(old, now), `${old} to ${now}`);
  }
});

function longestCommon(old, now) {
  const table = Array.from({ length: old.length + 1 }, () => Array(now.length + 1).fill(0));
  old.forEach((one, x) => now.forEach((other, y) => {
    table[x + 1][y + 1] = one === other ? table[x][y] + 1 : Math.max(table[x][y + 1], table[x + 1][y]);
  }));
  return table[old.length][now.length];
}

test("texts that have nothing in common are compared without end", () => {
  const many = (word) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`).join("\n");
  const lines = diffLines(many("old"), many("new"));
  assert.equal(lines.length, 40_000);
});

test("what is far from any change is left out", () => {
  const old = Array.from({ length: 20 }, (_, index) => `${index}`).join("\n");
  const shown = condensed(diffLines(old, old.replace("\n10\n", "\nten\n")), 1);
  assert.deepEqual(shown.map((line) => line.count ?? line.text), [9, "9", "10", "ten", "11", 8]);
  assert.deepEqual(condensed(diffLines(old, old), 3), []);
});
