const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.0+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Unix seconds of an ISO 8601 instant with a zone and whole seconds; `undefined` for anything else, 30 February too.
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, date = "", time = "", zone = ""] = match;
  const local = Date.parse(`${date}T${time}Z`);
  // A date that does not exist rolls over into another one.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 19) !== `${date}T${time}`) return undefined;
  const instant = Date.parse(`${date}T${time}${zone}`);
  return Number.isNaN(instant) ? undefined : instant / 1000;
}
