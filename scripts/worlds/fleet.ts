import type { World } from "./world.ts";

/** Six clusters of four operators, of whom two do not always pay in time. */
export const fleet: World = {
  what: "six clusters of six models by four operators, two of whom are late now and then",
  look: [
    "/ compares the clusters: what is past due, what each earned against what it lost in value.",
    "/operator/ as Atlas, Borea, Cirrus or Delta shows what is due of each.",
  ],
  vaults: [
    {
      parameters: "mixed-fleet",
      scenario: "mixed-fleet.csv",
      terms: "mixed-fleet.terms.json",
      title: "six models of four operators, 34 days",
    },
  ],
  isLively: true,
};
