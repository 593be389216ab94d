/** Colours inside rules, which to TOML and YAML are one string: of the rules in sight, once nobody types. */
import { Prec, type Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type PluginValue, type ViewUpdate } from "@codemirror/view";
import type { RuleToken } from "../core/places.ts";
import type { Answers } from "./answers.ts";
import { COLOURED_UP_TO } from "./language.ts";

/** How long nobody has typed, or scrolled, in milliseconds. */
const TYPED = 250;
const SCROLLED = 50;

const mark = (part: string): Decoration => Decoration.mark({ class: `cm-rule-${part}` });
const marks: Record<RuleToken["part"], Decoration> = {
  matcher: mark("matcher"), word: mark("word"), argument: mark("argument"), operator: mark("operator"), punctuation: mark("punctuation"),
};

class Rules implements PluginValue {
  decorations: DecorationSet = Decoration.none;
  private timer = 0;
  private readonly leave: () => void;

  constructor(private readonly view: EditorView, private readonly answers: Answers) {
    this.leave = answers.onQuick(() => this.later(0));
    this.later(0);
  }

  update({ docChanged, viewportChanged, changes }: ViewUpdate): void {
    if (docChanged) this.decorations = this.decorations.map(changes);
    if (docChanged || viewportChanged) this.later(docChanged ? TYPED : SCROLLED);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.leave();
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.colour(), milliseconds);
  }

  private async colour(): Promise<void> {
    const { state: { doc }, viewport: { from, to } } = this.view;
    if (!this.answers.quick || doc.length > COLOURED_UP_TO) return;
    const found = await this.answers.ruleTokens(from, to);
    // Who has typed meanwhile is waited for already.
    if (!found || this.view.state.doc !== doc) return;
    this.decorations = Decoration.set(found.filter(({ from, to }) => from < to).map(({ from, to, part }) => marks[part].range(from, to)));
    this.view.dispatch({});
  }
}

/** Within the colours of the language, over which these count. */
export function colouredRules(answers: Answers): Extension {
  const plugin = ViewPlugin.define((view) => new Rules(view, answers), { decorations: (rules) => rules.decorations });
  return Prec.highest(plugin);
}
