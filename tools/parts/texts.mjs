/** Divides what the memory begins with into what is there at once and texts that come later. */

/** Pieces without the texts, and the texts as pieces. Every text has to be there whole. */
export function movedTexts(pieces, texts) {
  const places = pieces.map(() => []);
  for (const text of texts) {
    let start = -1;
    const at = pieces.findIndex(({ data }) => (start = data.indexOf(text)) >= 0);
    if (at < 0) throw new Error(`the module does not hold the text ${JSON.stringify(text.toString().slice(0, 60))}`);
    places[at].push([start, start + text.length]);
  }
  const stay = [];
  const go = [];
  pieces.forEach(({ offset, data }, index) => {
    const part = (start, end) => ({ offset: offset + start, data: data.subarray(start, end) });
    let done = 0;
    for (const [start, end] of places[index].sort(([a], [b]) => a - b)) {
      if (start > done) stay.push(part(done, start));
      if (end > Math.max(start, done)) go.push(part(Math.max(start, done), end));
      done = Math.max(done, end);
    }
    if (done < data.length) stay.push(part(done, data.length));
  });
  return { stay, go };
}
