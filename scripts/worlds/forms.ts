import type { World } from "./world.ts";

/** A loan and a lease on the same sources, served to the day. */
export const forms: World = {
  what: "a loan and a lease that are served to the day",
  look: [
    "/ unfolds each schedule, with what is paid and what falls due next.",
    "/operator/ shows the covenants of the loan with their headroom, and repays ahead of time.",
  ],
  vaults: [
    {
      parameters: "loans-and-leases",
      scenario: "loans-and-leases.csv",
      terms: "loans-and-leases.terms.json",
      title: "384 H100 on a loan and a lease, 29 days",
    },
  ],
  isLively: true,
};
