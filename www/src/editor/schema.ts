/** The JSON Schema of the state file, asked for what may stand at a path. */

export interface Schema {
  type?: string | string[];
  description?: string;
  default?: unknown;
  examples?: unknown[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  definitions?: Record<string, Schema>;
}

export class SchemaIndex {
  constructor(private readonly root: Schema) {}

  /** Every alternative that may stand at `path`; segment `*` is an array's element. */
  at(path: readonly string[]): Schema[] {
    let here = this.spread(this.root);
    for (const segment of path) {
      here = here.flatMap((schema) => this.step(schema, segment)).flatMap((schema) => this.spread(schema));
    }
    return here;
  }

  /** The keys of the tables that may stand at `path`. */
  keys(path: readonly string[]): Map<string, Schema> {
    const found = new Map<string, Schema>();
    for (const table of this.at(path)) {
      for (const [key, schema] of Object.entries(table.properties ?? {})) if (!found.has(key)) found.set(key, schema);
    }
    return found;
  }

  /** The schema behind references and alternatives, with the outer one's description. */
  spread(schema: Schema): Schema[] {
    if (schema.$ref) {
      const target = this.root.definitions?.[schema.$ref.replace("#/definitions/", "")];
      return target ? this.spread(target) : [];
    }
    const inner = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
    return inner.length > 0 ? [...inner.flatMap((one) => this.spread(one)), schema] : [schema];
  }

  private step(schema: Schema, segment: string): Schema[] {
    if (segment === "*") return schema.items ? [schema.items] : [];
    const property = schema.properties?.[segment];
    if (property) return [property];
    return typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
  }
}
