import type { World } from "./world.ts";

/**
 * Three clusters of eight GPUs, 250,000 each: one stops paying after a day, defaults and recovers 60,000; one earns
 * well; one is hardly rented at all, though what it earns is paid.
 */
export const defaulted: World = {
  what: "a default that was resolved: recovery, bond, reserve, and what shareholders lost",
  look: [
    "/ accounts for every unit that was paid for the lost cluster, and marks the loss in the chart and the yields.",
    "/ lets a cluster jump out that pays all it earns and earns too little.",
  ],
  vaults: [
    { scenario: "default.csv", terms: "default.terms.json", title: "one of three clusters in default, 7 weeks" },
  ],
  isLively: false,
};
