import { dueOfFacility } from "@gpu-yield-vaults/sdk/due";
import type { FacilityView } from "@gpu-yield-vaults/sdk/read";
import { expect } from "chai";
import { plainSay } from "@gpu-yield-vaults/sdk/text";

const VAULT = "0x00000000000000000000000000000000000000aa";
const DAY = 86_400;

/** A facility that is in service and has announced a loss. */
function announced(kind: "writeDown" | "lostGpus" | "sale" | "sold"): FacilityView {
  const announcement = { kind, fraction: 2 ** 31, gpus: 0, announcedAt: 1_000, marked: 1n };
  return {
    cluster: 3n,
    status: "inService",
    deadline: 5_000,
    workout: { announcement },
  } as unknown as FacilityView;
}

describe("what is due of a facility", () => {
  for (const kind of ["writeDown", "lostGpus"] as const) {
    it(`is a loss to be booked, two days after it was announced as ${kind}`, () => {
      const [, loss] = dueOfFacility(VAULT, announced(kind), plainSay);

      expect(loss).to.deep.include({ at: 1_000 + 2 * DAY, kind: "lossBookable", verb: "book-loss", cluster: 3n });
    });
  }

  for (const kind of ["sale", "sold"] as const) {
    it(`is no loss that anybody books, where what was announced is a ${kind}`, () => {
      const kinds = dueOfFacility(VAULT, announced(kind), plainSay).map((item) => item.kind);

      expect(kinds).to.deep.equal(["delinquent"]);
    });
  }
});
