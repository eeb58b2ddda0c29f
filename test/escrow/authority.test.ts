import { expect } from "chai";
import type { BaseContract } from "ethers";
import { AWARD, empty, funded, ID, STAKE } from "../support/escrowFixture.ts";

const NOBODY = "0x000000000000000000000000000000000000dEaD";

/** What a custodian may do; each is refused to everybody else. */
const CALLS = {
  deposit: [ID, NOBODY, 1n],
  transfer: [ID, NOBODY, ID, 1n],
  credit: [ID, NOBODY, 1n],
  pay: [ID, NOBODY, 1n],
  release: [ID, NOBODY, 1n],
  recover: [ID, NOBODY, 1n, 1n],
  hold: [ID, AWARD],
  unhold: [ID, AWARD],
} as const;

describe("CollateralEscrow, to custodians", () => {
  for (const [name, args] of Object.entries(CALLS)) {
    describe(name, () => {
      for (const who of ["admin", "payer", "winner", "stranger"] as const) {
        it(`refuses the ${who} (42)`, async () => {
          const fixture = await funded();
          const { escrow, custodian } = fixture;
          const { interface: functions }: BaseContract = escrow;
          const data = functions.encodeFunctionData(name, args);

          await expect(fixture[who].sendTransaction({ to: escrow, data }))
            .to.be.revertedWithCustomError(escrow, "AccessManagedUnauthorized")
            .withArgs(fixture[who]);
          expect(await escrow.balanceOf(custodian, ID)).to.equal(STAKE);
        });
      }
    });
  }
});

describe("CollateralEscrow.constructor", () => {
  it("knows its authority and its token, and owes nothing", async () => {
    const { escrow, manager, asset } = await empty();

    expect(await escrow.authority()).to.equal(manager);
    expect(await escrow.asset()).to.equal(asset);
    expect(await escrow.totalOwed()).to.equal(0n);
  });
});
