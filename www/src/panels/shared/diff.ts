/** What changed between two texts, line by line. */

export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/** A stretch of unchanged lines that is left out. */
export interface Gap {
  kind: "gap";
  count: number;
}

/** Beyond so many changed lines the shortest difference is not looked for. */
const MOST_CHANGES = 300;

function linesOf(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

export function diffLines(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const same = (lines: string[]): DiffLine[] => lines.map((text) => ({ kind: "same", text }));
  return [
    ...same(old.slice(0, head)),
    ...shortest(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...same(old.slice(old.length - tail)),
  ];
}

/** Myers' greedy algorithm: the furthest that so many changes lead on each diagonal, then the way back. */
function shortest(old: string[], now: string[]): DiffLine[] {
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  const most = Math.min(old.length + now.length, MOST_CHANGES);
  for (let changes = 0; changes <= most; changes++) {
    trace.push(new Map(furthest));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = downward(furthest, diagonal, changes) ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return wayBack(trace, old, now);
    }
    furthest = new Map(furthest);
  }
  return [
    ...old.map((text): DiffLine => ({ kind: "removed", text })),
    ...now.map((text): DiffLine => ({ kind: "added", text })),
  ];
}

function at(furthest: Map<number, number>, diagonal: number): number {
  return furthest.get(diagonal) ?? -1;
}

/** Whether the last change on this diagonal was an added line. */
function downward(furthest: Map<number, number>, diagonal: number, changes: number): boolean {
  return diagonal === -changes || (diagonal !== changes && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
}

function wayBack(trace: Map<number, number>[], old: string[], now: string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = old.length;
  let y = now.length;
  for (let changes = trace.length - 1; changes >= 0; changes--) {
    const furthest = trace[changes] ?? new Map<number, number>();
    const down = downward(furthest, x - y, changes);
    const fromX = at(furthest, down ? x - y + 1 : x - y - 1);
    const fromY = fromX - (down ? x - y + 1 : x - y - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ kind: "same", text: old[x - 1] ?? "" });
      x--;
      y--;
    }
    if (changes === 0) break;
    if (down) lines.push({ kind: "added", text: now[--y] ?? "" });
    else lines.push({ kind: "removed", text: old[--x] ?? "" });
  }
  return lines.reverse();
}

/** Leaves out unchanged lines further than `context` from any change. Nothing is left when nothing has changed. */
export function condensed(lines: readonly DiffLine[], context: number): (DiffLine | Gap)[] {
  const near = lines.map(() => false);
  lines.forEach((line, place) => {
    if (line.kind === "same") return;
    near.fill(true, Math.max(0, place - context), place + context + 1);
  });
  if (!near.includes(true)) return [];
  const shown: (DiffLine | Gap)[] = [];
  lines.forEach((line, place) => {
    const last = shown.at(-1);
    if (near[place]) shown.push(line);
    else if (last?.kind === "gap") last.count++;
    else shown.push({ kind: "gap", count: 1 });
  });
  return shown;
}
