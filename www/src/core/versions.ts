/** The versions of Traefik that can be chosen; the first is that of states that specify none. A test compares them with the module's. */
export const VERSIONS = ["3.7", "3.6", "3.5", "3.4", "3.3", "3.2", "3.1", "3.0"] as const;

export type Version = (typeof VERSIONS)[number];

export function isVersion(value: unknown): value is Version {
  return VERSIONS.includes(value as Version);
}
