import { parseTerms } from "../../../../scripts/scenario/terms.ts";
import { days } from "../../../../test/scripts/support/days.ts";
import { rowsOf, type PeriodSketch } from "../../../../test/scripts/support/scenarioFile.ts";
import type { World } from "./serveApp.ts";

const HOURS_OF_A_WEEK = 168;
const WEEKS = 7;

/**
 * Three clusters of eight GPUs, 250,000 each: one stops paying after a day, defaults and recovers 60,000; one earns
 * well; one is hardly rented at all, though what it earns is paid.
 */
export function defaultWorld(): World {
  const terms = parseTerms({ deposit: "1000000", markdownDays: 30, bondBps: 500, reserveTarget: "50" });
  const sketches = [
    ...days(4, (day) => ({ cluster: "atlas", ...fallingSilent(day) })),
    ...weeks((from, to) => ({ cluster: "boreas", from, to, sold: 0.9 })),
    ...weeks((from, to) => ({ cluster: "cresta", from, to, sold: 0.001 })),
  ];
  return { rows: rowsOf(sketches, terms), terms };
}

function fallingSilent(day: number): Partial<PeriodSketch> {
  if (day === 1) return { event: "stop_paying" };
  return day === 3 ? { event: "default:60000" } : {};
}

function weeks(sketch: (from: number, to: number) => PeriodSketch): PeriodSketch[] {
  return Array.from({ length: WEEKS }, (_, week) => sketch(week * HOURS_OF_A_WEEK, (week + 1) * HOURS_OF_A_WEEK));
}
