import type { World } from "./world.ts";

/** Of three clusters the owned one and the loan stopped paying; nobody has lost anything yet. */
export const late: World = {
  what: "a revenue share and a loan that have stopped paying, beside a cluster that pays",
  look: [
    "/ shows two prices: leavers are paid less, second by second, and who stays is told why.",
    "/operator/ as Atlas or Borea says since when it is late, what is past due, and pays it in.",
  ],
  vaults: [{ scenario: "late.csv", terms: "late.terms.json", title: "two of three operators stopped paying" }],
  isLively: false,
};
