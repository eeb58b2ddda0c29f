export const HOUR = 3_600;
export const DAY = 86_400;

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
