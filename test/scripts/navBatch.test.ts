import { expect } from "chai";
import { audit } from "../../scripts/nav/audit.ts";
import { paidFleet } from "../support/fleet.ts";
import { ethers, networkHelpers } from "../support/protocol.ts";
import { DAY } from "../support/units.ts";

describe("nav of settlements in one batch", () => {
  it("agrees to the unit: they share one posting, over the average of their times", async () => {
    const { shares, vault, clusters } = await paidFleet();
    await shares.settleMany([99n, ...clusters, 2n]);
    await networkHelpers.time.increase(DAY);
    await networkHelpers.mine();

    const block = await ethers.provider.getBlockNumber();
    const { comparisons, contradictions } = await audit(ethers.provider, await vault.getAddress(), block, 0);

    expect(contradictions).to.deep.equal([]);
    expect(comparisons.filter(({ agrees }) => !agrees)).to.deep.equal([]);
    expect(comparisons.some(({ figure, contract }) => figure === "locked" && contract > 0n)).to.equal(true);
  });
});
