import type { PeriodSketch } from "./scenarioFile.ts";

/**
 * So many daily periods of cluster a, one after the other; `change` says what is special about a day, counted from 0.
 */
export function days(count: number, change: (day: number) => Partial<PeriodSketch> = () => ({})): PeriodSketch[] {
  return Array.from({ length: count }, (_, day) => ({ from: day * 24, to: day * 24 + 24, ...change(day) }));
}
