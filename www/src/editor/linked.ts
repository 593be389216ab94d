/** Lines lit up because another view points at them. */
import { EditorSelection, RangeSetBuilder, StateEffect, StateField, type Extension, type SelectionRange } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

interface Stretch {
  from: number;
  to: number;
}

const setLinked = StateEffect.define<Stretch | null>();
const line = Decoration.line({ class: "cm-linked" });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let result = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setLinked)) continue;
      const builder = new RangeSetBuilder<Decoration>();
      if (effect.value) {
        const { doc } = transaction.state;
        const last = doc.lineAt(Math.max(effect.value.from, effect.value.to - 1)).number;
        for (let n = doc.lineAt(effect.value.from).number; n <= last; n++) {
          builder.add(doc.line(n).from, doc.line(n).from, line);
        }
      }
      result = builder.finish();
    }
    return result;
  },
  provide: (self) => EditorView.decorations.from(self),
});

/** Where another view points: the editor scrolls there, and not the page around it. */
const pointedAt = new WeakSet<SelectionRange>();
/** The distance from the editor's edge, in pixels. */
const MARGIN = 40;

const alone = EditorView.scrollHandler.of((view, range) => {
  if (!pointedAt.has(range)) return false;
  const { scrollDOM } = view;
  const { node } = view.domAtPos(range.head);
  const line = (node instanceof Element ? node : node.parentElement)?.closest(".cm-line");
  if (line) scrollDOM.scrollTop += line.getBoundingClientRect().top - scrollDOM.getBoundingClientRect().top - MARGIN;
  return true;
});

export const linkedLines: Extension = [field, alone];

/** Lights the lines of `stretch` and scrolls there if none of them is in sight; null puts the light out. */
export function link(view: EditorView, stretch: Stretch | null): void {
  const length = view.state.doc.length;
  const clamped = stretch && { from: Math.min(stretch.from, length), to: Math.min(stretch.to, length) };
  const effects: StateEffect<unknown>[] = [setLinked.of(clamped)];
  if (clamped && !inSight(view, clamped)) {
    const range = EditorSelection.cursor(clamped.from);
    pointedAt.add(range);
    effects.push(EditorView.scrollIntoView(range, { y: "start", yMargin: MARGIN }));
  }
  view.dispatch({ effects });
}

function inSight(view: EditorView, stretch: Stretch): boolean {
  const top = view.scrollDOM.scrollTop;
  const block = view.lineBlockAt(stretch.from);
  return block.top >= top && block.top < top + view.scrollDOM.clientHeight - MARGIN;
}
