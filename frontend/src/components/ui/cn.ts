/** Joins class names, leaving out what is absent. */
export function cn(...names: unknown[]): string {
  return names.filter((name) => typeof name === "string" && name !== "").join(" ");
}
