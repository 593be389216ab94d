/** Between the fields of a form and the arguments of a call. */
import { type ArgumentSpec, isUpdate, type ToolSpec, type Values } from "./specs.ts";

export type Arguments = Record<string, unknown>;

/** The fields as they are at first: what counts when an argument is left out is shown, not sent. */
export function initialValues({ parameters }: ToolSpec): Values {
  return Object.fromEntries(parameters.map((one) => [one.name, shown(one, one.standard ?? (one.takes === "choice" ? one.choices?.[0] : undefined))]));
}

function shown({ takes }: ArgumentSpec, value: unknown): string | boolean {
  if (takes === "flag") return value === true || value === "true";
  if (Array.isArray(value)) return value.map(String).join(", ");
  return value === undefined || value === null ? "" : String(value);
}

/** Whether the default is for new objects only: an update keeps the port that is there unless it names another. */
const isKept = ({ name, takes }: ArgumentSpec): boolean => name !== "namespace" && takes !== "choice" && takes !== "flag";

/** The fields after the action has changed: empty for an update, the defaults for anything else. */
export function withAction({ parameters }: ToolSpec, values: Values): Values {
  const changed = { ...values };
  for (const one of parameters.filter((spec) => isKept(spec) && spec.standard !== undefined)) {
    const standard = shown(one, one.standard);
    if (isUpdate(values) && values[one.name] === standard) changed[one.name] = "";
    if (!isUpdate(values) && values[one.name] === "") changed[one.name] = standard;
  }
  return changed;
}

/** What an agent would send: nothing that counts anyway, nothing that says nothing. */
export function argumentsOf({ parameters }: ToolSpec, values: Values): Arguments {
  const sent: Arguments = {};
  for (const spec of parameters) {
    if (spec.applies && !spec.applies(values)) continue;
    const value = read(spec, values[spec.name] ?? "");
    const kept = isUpdate(values) && isKept(spec);
    const counts = !kept && spec.standard !== undefined && JSON.stringify(value) === JSON.stringify(spec.standard);
    if (value !== undefined && !(counts && !spec.required)) sent[spec.name] = value;
  }
  return sent;
}

function read({ takes }: ArgumentSpec, value: string | boolean): unknown {
  if (typeof value === "boolean") return value;
  const text = value.trim();
  switch (takes) {
    case "list": return text === "" ? undefined : text.split(/[\s,]+/).filter((word) => word !== "");
    case "port":
    case "number": return text === "" ? undefined : /^\d{1,9}$/.test(text) ? Number(text) : text;
    default: return text === "" ? undefined : text;
  }
}

/** The names of required arguments that are not filled in. */
export function missing({ parameters }: ToolSpec, values: Values): string[] {
  return parameters.filter((one) => one.required && String(values[one.name] ?? "").trim() === "").map((one) => one.name);
}

/** The fields that a call would come from. */
export function valuesOf(spec: ToolSpec, sent: Arguments): Values {
  const initial = initialValues(spec);
  const values = "action" in sent ? withAction(spec, { ...initial, action: String(sent["action"]) }) : initial;
  for (const one of spec.parameters) {
    if (!(one.name in sent)) continue;
    values[one.name] = shown(one, listed(one, sent[one.name]));
  }
  return values;
}

/** A list may be sent as JSON in a string. */
function listed({ takes }: ArgumentSpec, value: unknown): unknown {
  if (takes !== "list" || typeof value !== "string") return value;
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list : value;
  } catch {
    return value;
  }
}
