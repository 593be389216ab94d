/** Colours for TOML and YAML; off for texts so large that colouring would cost more than it helps. */
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { yaml } from "@codemirror/legacy-modes/mode/yaml";
import { Compartment, EditorState, type Extension, type Text } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import type { Kind } from "./kind.ts";

/** In UTF-16 units. */
export const COLOURED_UP_TO = 400_000;

const shared = [
  { tag: tags.comment, color: "var(--tcpgen-code-comment)" },
  { tag: [tags.propertyName, tags.definition(tags.variableName), tags.typeName], color: "var(--tcpgen-code-key)" },
  { tag: [tags.string, tags.character], color: "var(--tcpgen-code-string)" },
  { tag: [tags.number, tags.bool, tags.keyword], color: "var(--tcpgen-code-number)" },
];

const languages = { toml: StreamLanguage.define(toml), yaml: StreamLanguage.define(yaml) };

/** What the modes call atoms: headings of tables in TOML, keys in YAML. */
const colours = {
  toml: HighlightStyle.define([...shared, { tag: tags.atom, color: "var(--tcpgen-code-heading)", fontWeight: "600" }]),
  yaml: HighlightStyle.define([...shared, { tag: tags.atom, color: "var(--tcpgen-code-key)" }]),
};

/** The colours of the text's language, which `of` tells; none as the text crosses the limit. */
export function coloured(of: (text: string | Text) => Kind, begin: string): Extension {
  const compartment = new Compartment();
  const kind = (text: string | Text): Kind | null => (text.length <= COLOURED_UP_TO ? of(text) : null);
  const extension = (language: Kind | null): Extension => (language ? [languages[language], syntaxHighlighting(colours[language])] : []);
  const switcher = EditorState.transactionExtender.of((transaction) => {
    if (!transaction.docChanged) return null;
    const after = kind(transaction.newDoc);
    return kind(transaction.startState.doc) === after ? null : { effects: compartment.reconfigure(extension(after)) };
  });
  return [compartment.of(extension(kind(begin))), switcher];
}
