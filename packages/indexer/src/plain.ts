/** A value as JSON can hold it: whole numbers of any size as text. */
export function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

/** Arguments of an event by name, as JSON can hold them. */
export const plainArgs = (args: unknown): Readonly<Record<string, unknown>> =>
  plain(args ?? {}) as Record<string, unknown>;

/** A value with every address in small letters, as tables keep them. */
export function lowered(value: unknown): unknown {
  if (typeof value === "string") return /^0x[0-9a-fA-F]{40}$/.test(value) ? value.toLowerCase() : value;
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, lowered(part)]));
}
