export const HOUR = 3_600;
export const DAY = 86_400;

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

/** `2025-10-28T00:00:00Z` */
export function showInstant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** `2 d 6 h`, `45 min`, `12 s` */
export function showDuration(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / DAY), "d"],
    [Math.floor((seconds % DAY) / HOUR), "h"],
    [Math.floor((seconds % HOUR) / 60), "min"],
    [Math.floor(seconds % 60), "s"],
  ];
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return shown.length > 0 ? shown.join(" ") : "0 s";
}
