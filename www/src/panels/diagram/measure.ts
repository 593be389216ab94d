/** How wide text is in the fonts of an element. */
import type { Measure, TextStyle } from "./fit.ts";

const FONTS: Record<TextStyle, [font: string, family: "font" | "mono"]> = {
  name: ["600 13px", "font"],
  plain: ["13px", "font"],
  code: ["12px", "mono"],
  note: ["12px", "font"],
  error: ["12px", "font"],
  tag: ["600 11px", "font"],
};

/** Widths are sums of the widths of letters: each is measured once, and shaping makes text narrower rather than wider. */
export function measureIn(element: Element): Measure {
  const computed = getComputedStyle(element);
  const styles = Object.entries(FONTS).map(([style, [font, family]]) => {
    const context = document.createElement("canvas").getContext("2d");
    if (context) context.font = `${font} ${computed.getPropertyValue(`--tcpgen-${family}`).trim() || "sans-serif"}`;
    return [style, { context, known: new Map<string, number>() }] as const;
  });
  const byStyle = new Map<string, (typeof styles)[number][1]>(styles);
  return (text, style) => {
    const { context, known } = byStyle.get(style) ?? { context: null, known: new Map<string, number>() };
    let sum = 0;
    for (const letter of text) {
      let width = known.get(letter);
      if (width === undefined) {
        width = context?.measureText(letter).width ?? 8;
        known.set(letter, width);
      }
      sum += width;
    }
    return sum;
  };
}
