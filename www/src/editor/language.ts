/** Colours for TOML and YAML; off for texts so large that colouring would cost more than it helps. */
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { yaml } from "@codemirror/legacy-modes/mode/yaml";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";

/** In UTF-16 units. */
const COLOURED_UP_TO = 400_000;

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

/** The language's colours, switched off and on as the text crosses the limit. */
export function coloured(language: keyof typeof languages): Extension {
  const compartment = new Compartment();
  const small = (length: number): Extension => (length <= COLOURED_UP_TO ? languages[language] : []);
  const switcher = EditorState.transactionExtender.of((transaction) => {
    const before = transaction.startState.doc.length <= COLOURED_UP_TO;
    const after = transaction.newDoc.length <= COLOURED_UP_TO;
    return before === after ? null : { effects: compartment.reconfigure(small(transaction.newDoc.length)) };
  });
  return [compartment.of(languages[language]), switcher, syntaxHighlighting(colours[language])];
}
