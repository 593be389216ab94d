/** How CodeMirror looks, in the page's tokens. Its own style sheets go into the shadow root that holds it. */
import { EditorView } from "@codemirror/view";

const selected = "color-mix(in srgb, var(--tcpgen-accent) 22%, transparent)";

export const look = EditorView.theme({
  "&": { height: "100%", color: "var(--tcpgen-text)", backgroundColor: "var(--tcpgen-surface)", fontSize: "var(--tcpgen-size-code)" },
  "&.cm-focused": { outline: "none" },
  // An outline would lie under the gutter.
  "&.cm-focused::after": { content: "''", position: "absolute", inset: "0", borderBlockStart: "var(--tcpgen-focus)", pointerEvents: "none", zIndex: "300" },
  ".cm-scroller": { fontFamily: "var(--tcpgen-mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--tcpgen-text)", padding: "8px 0" },
  ".cm-line": { padding: "0 12px 0 8px" },
  ".cm-cursor": { borderLeftColor: "var(--tcpgen-text)" },
  ".cm-gutters": { backgroundColor: "var(--tcpgen-surface)", color: "var(--tcpgen-muted)", border: "none", paddingLeft: "4px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--tcpgen-hover) 55%, transparent)" },
  "&.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--tcpgen-hover)", color: "var(--tcpgen-text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: selected },
  ".cm-content ::selection": { background: selected },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--tcpgen-border-strong)" },
  ".cm-linked": { backgroundColor: "var(--tcpgen-accent-soft)" },
  ".cm-specialChar": { color: "var(--tcpgen-error)" },

  ".cm-rule-matcher": { color: "var(--tcpgen-code-key)" },
  ".cm-rule-word": { color: "var(--tcpgen-text)" },
  ".cm-rule-argument": { color: "var(--tcpgen-code-string)" },
  ".cm-rule-operator": { color: "var(--tcpgen-code-number)" },
  ".cm-rule-punctuation": { color: "var(--tcpgen-code-comment)" },

  // Squiggles: text decoration instead of the default images, which a strict policy would have to allow.
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0", textDecorationSkipInk: "none", textUnderlineOffset: "3px" },
  ".cm-lintRange.cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy 1px var(--tcpgen-error)" },
  ".cm-lintRange.cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy 1px var(--tcpgen-warning)" },
  ".cm-lintRange.cm-lintRange-info": { backgroundImage: "none", textDecoration: "underline dotted 1px var(--tcpgen-advice)" },
  ".cm-lintRange-active": { backgroundColor: "color-mix(in srgb, var(--tcpgen-warning) 18%, transparent)" },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--tcpgen-error)" },
  ".cm-lintPoint-warning:after": { borderBottomColor: "var(--tcpgen-warning)" },
  ".cm-lintPoint-info:after": { borderBottomColor: "var(--tcpgen-advice)" },

  ".cm-gutter-lint": { width: "0.9em" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0", paddingTop: "0.55em", display: "grid", placeContent: "start center" },
  ".cm-gutter-lint .cm-lint-marker": { content: "none", width: "0.6em", height: "0.6em", borderRadius: "50%" },
  ".cm-gutter-lint .cm-lint-marker-error": { backgroundColor: "var(--tcpgen-error)" },
  // As the signs of the cards: a disc, a triangle, a square.
  ".cm-gutter-lint .cm-lint-marker-warning": { backgroundColor: "var(--tcpgen-warning)", borderRadius: "0", clipPath: "polygon(50% 0, 100% 100%, 0 100%)" },
  ".cm-gutter-lint .cm-lint-marker-info": { backgroundColor: "var(--tcpgen-advice)", borderRadius: "1px" },

  ".cm-tooltip": {
    backgroundColor: "var(--tcpgen-surface)", color: "var(--tcpgen-text)", border: "1px solid var(--tcpgen-border-strong)",
    borderRadius: "var(--tcpgen-radius)", fontFamily: "var(--tcpgen-font)", fontSize: "var(--tcpgen-size-small)",
    boxShadow: "0 6px 24px rgb(0 0 0 / 0.18)", maxWidth: "min(544px, 92vw)",
    // Above the frame of the focus.
    zIndex: "400",
  },
  ".cm-tooltip-lint": { maxHeight: "352px", overflowY: "auto" },
  ".cm-diagnostic": { padding: "0", margin: "0", borderLeft: "none" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--tcpgen-mono)", fontSize: "var(--tcpgen-size-code)", maxHeight: "256px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--tcpgen-accent)", color: "var(--tcpgen-on-accent)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { color: "inherit", opacity: "0.8", fontStyle: "normal" },
  ".cm-completionInfo": { padding: "0" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { display: "flex", alignItems: "center", padding: "3px 8px", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete .cm-completionDetail": { marginLeft: "auto", paddingLeft: "16px", fontFamily: "var(--tcpgen-font)", overflow: "hidden", textOverflow: "ellipsis", maxWidth: "22em" },

  // Words of the module: documentation, hovers.
  ".words": { padding: "8px 12px", lineHeight: "1.5", overflowWrap: "break-word" },
  ".cm-words": { maxHeight: "352px", overflow: "auto" },
  ".cm-tooltip:has(> .cm-words), .cm-tooltip.cm-words": { maxWidth: "min(680px, 92vw)" },
  ".words > :first-child": { marginTop: "0" },
  ".words > :last-child": { marginBottom: "0" },
  ".words p, .words ul, .words ol, .words pre, .words table": { margin: "6px 0" },
  ".words ul, .words ol": { paddingLeft: "20px" },
  ".words code": { fontFamily: "var(--tcpgen-mono)", fontSize: "var(--tcpgen-size-code)", padding: "0 3px", borderRadius: "3px", backgroundColor: "var(--tcpgen-sunken)" },
  ".words pre": { padding: "6px 8px", overflowX: "auto", borderRadius: "var(--tcpgen-radius)", backgroundColor: "var(--tcpgen-sunken)" },
  ".words table": { borderCollapse: "collapse" },
  ".words th, .words td": { padding: "2px 10px 2px 0", borderBottom: "1px solid var(--tcpgen-border)", textAlign: "left", verticalAlign: "top", fontWeight: "400" },
  ".words th": { color: "var(--tcpgen-muted)" },

  ".cm-panel.cm-rename": {
    display: "flex", flexWrap: "wrap", alignItems: "center", gap: "6px", padding: "8px 12px", fontFamily: "var(--tcpgen-font)", fontSize: "var(--tcpgen-size-small)",
  },
  ".cm-rename .cm-textfield, .cm-rename .cm-button": {
    margin: "0", padding: "3px 8px", border: "1px solid var(--tcpgen-border-strong)", borderRadius: "var(--tcpgen-radius)", fontSize: "inherit", lineHeight: "1.4",
  },
  ".cm-rename .cm-textfield": { flex: "1 1 10rem", maxWidth: "24rem", fontFamily: "var(--tcpgen-mono)" },
  ".cm-rename code": { fontFamily: "var(--tcpgen-mono)" },
  ".cm-rename .cm-button": { cursor: "pointer" },
  ".cm-rename .cm-button:hover": { backgroundColor: "var(--tcpgen-hover)" },
  ".cm-rename :focus-visible": { outline: "var(--tcpgen-focus)", outlineOffset: "1px" },
  ".cm-rename-complaint": { flexBasis: "100%", color: "var(--tcpgen-error)" },
  ".cm-rename-complaint:empty": { display: "none" },

  ".cm-panels": { backgroundColor: "var(--tcpgen-sunken)", color: "var(--tcpgen-text)", borderColor: "var(--tcpgen-border)" },
  ".cm-panel.cm-search": {
    display: "flex", flexWrap: "wrap", alignItems: "center", gap: "6px", padding: "8px 36px 8px 12px",
    fontFamily: "var(--tcpgen-font)", fontSize: "var(--tcpgen-size-small)",
  },
  ".cm-panel.cm-search br": { flexBasis: "100%", blockSize: "0", content: "''" },
  ".cm-panel.cm-search label": { display: "inline-flex", alignItems: "center", gap: "4px", margin: "0 4px 0 0", fontSize: "inherit" },
  ".cm-panel.cm-search input[type=checkbox]": { margin: "0", accentColor: "var(--tcpgen-accent)" },
  ".cm-panel.cm-search .cm-textfield, .cm-panel.cm-search .cm-button": {
    margin: "0", padding: "3px 8px", borderRadius: "var(--tcpgen-radius)", fontFamily: "inherit", fontSize: "inherit", lineHeight: "1.4",
  },
  ".cm-panel.cm-search .cm-textfield": { flex: "1 1 9rem", minInlineSize: "0", fontFamily: "var(--tcpgen-mono)", border: "1px solid var(--tcpgen-border-strong)" },
  ".cm-panel.cm-search .cm-button": { border: "1px solid var(--tcpgen-border-strong)", cursor: "pointer" },
  ".cm-panel.cm-search .cm-button:hover": { backgroundColor: "var(--tcpgen-hover)" },
  ".cm-panel.cm-search :focus-visible": { outline: "var(--tcpgen-focus)", outlineOffset: "1px" },
  ".cm-panel.cm-search [name=close]": { insetBlockStart: "8px", insetInlineEnd: "10px", color: "var(--tcpgen-text)", fontSize: "18px", cursor: "pointer" },
  ".cm-textfield": { backgroundColor: "var(--tcpgen-surface)", borderColor: "var(--tcpgen-border-strong)", color: "var(--tcpgen-text)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--tcpgen-surface)", borderColor: "var(--tcpgen-border-strong)", color: "var(--tcpgen-text)" },
  ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--tcpgen-warning) 30%, transparent)" },
  ".cm-searchMatch.cm-searchMatch-selected": { backgroundColor: "color-mix(in srgb, var(--tcpgen-warning) 60%, transparent)" },
});
