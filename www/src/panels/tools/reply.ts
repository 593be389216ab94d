/** What a session answers, read with care: it is data from elsewhere, and shown whatever its shape. */

export interface Warning {
  severity: string;
  message: string;
  help: string | null;
}

export interface Told {
  good: boolean;
  message: string;
  help: string | null;
  code: string | null;
  warnings: Warning[];
  /** YAML that was generated. */
  yaml: string | null;
}

/** A request in plain words that was understood. */
export interface Understood {
  tool: string;
  arguments: Record<string, unknown>;
}

type Fields = Record<string, unknown>;

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function toldBy(answer: unknown): Told {
  const all = fields(answer);
  const good = all["status"] === "success";
  return {
    good,
    message: text(all["message"]) ?? (good ? "Done" : "The call failed"),
    help: text(all["help"]),
    code: good ? null : text(all["code"]),
    // Beside what is wrong first, a refusal says what else is.
    warnings: [...consequences(all), ...remarks(all["warnings"], "warning"), ...remarks(all["more"], "error")],
    yaml: text(all["yaml"]),
  };
}

/** What a change took away, and which clients get in now that a guard had refused. */
function consequences(all: Fields): Warning[] {
  const items = (name: string): unknown[] => (Array.isArray(all[name]) ? all[name] : []);
  const removed = all["result"] === "updated" ? items("removed").map((key) => `\`${String(key)}\``) : [];
  const lost = removed.length === 0 ? [] : [`This removed ${removed.join(", ")}`];
  const admitted = items("newly_admitted").map(fields).filter((one) => text(fields(one["was"])["refused_by"]) !== null)
    .map((one) => `${String(one["who"])} is admitted now: \`${String(fields(one["was"])["refused_by"])}\` refused it before`);
  return [...lost, ...admitted].map((message) => ({ severity: "warning", message, help: null }));
}

function remarks(list: unknown, usual: string): Warning[] {
  return (Array.isArray(list) ? list : []).map((one): Warning => {
    const { severity, message, help } = fields(one);
    return { severity: text(severity) ?? usual, message: text(message) ?? "", help: text(help) };
  });
}

/** The call that a request means; null when it was not understood, and `toldBy` says why. */
export function understoodFrom(answer: unknown): Understood | null {
  const all = fields(answer);
  if (all["status"] !== "success") return null;
  const tool = text(all["tool"]);
  if (tool !== null) return { tool, arguments: fields(all["arguments"]) };
  return text(all["resource"]) === null ? null : { tool: "list", arguments: {} };
}

/** What the call would take away although the request does not mention it; null if nothing. */
export function cautionOf(answer: unknown): string | null {
  return text(fields(fields(answer)["caution"])["message"]);
}

/** What the call would do. */
export interface Planned {
  /** Whether it would be refused; then the lines are empty. */
  refused: boolean;
  message: string;
  /** What goes, what comes, who gets in anew and who is shut out. */
  lines: string[];
}

/** The plan of a request that changes something. */
export function planOf(answer: unknown): Planned | null {
  const plan = fields(fields(answer)["plan"]);
  const message = text(plan["message"]);
  if (message === null) return null;
  const lines = Array.isArray(plan["lines"]) ? plan["lines"].map(String) : [];
  const verdict = plan["change"] === "none" ? null : text(plan["verdict"]);
  return { refused: plan["status"] !== "success", message, lines: verdict === null ? lines : [...lines, `who reaches what: ${verdict}`] };
}

/** The part of a request that was not understood, in UTF-16: the answer tells it in bytes. */
export function misunderstoodPart(answer: unknown, request: string): { from: number; to: number } | null {
  const { start, end } = fields(answer);
  if (typeof start !== "number" || typeof end !== "number") return null;
  const bytes = new TextEncoder().encode(request);
  const units = (offset: number): number => new TextDecoder().decode(bytes.subarray(0, offset)).length;
  return { from: units(start), to: units(end) };
}
