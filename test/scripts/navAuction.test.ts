import { expect } from "chai";
import { audit } from "../../scripts/nav/audit.ts";
import { auctionStory, BID_BOND, CLUSTER } from "../support/auctionStory.ts";
import { COST, ethers } from "../support/protocol.ts";

describe("npm run nav, over an auction", () => {
  it("follows the winner's bond inside the escrow, and whatever its operator adds", async () => {
    const { vault, auction, origination, bond, bob, loan, toTheAward } = await auctionStory();
    await toTheAward();
    await auction.award(1n, loan);
    await bond.connect(bob).post(CLUSTER, 7n);
    await origination.connect(bob).draw(CLUSTER, COST, bob);

    const block = await ethers.provider.getBlockNumber();
    const { comparisons, contradictions } = await audit(ethers.provider, await vault.getAddress(), block, 0);

    expect(contradictions).to.deep.equal([]);
    const posted = comparisons.find(({ figure }) => figure === `bond of cluster ${CLUSTER}`);
    expect([posted?.contract, posted?.recomputed]).to.deep.equal([BID_BOND + 7n, BID_BOND + 7n]);
    expect(comparisons.filter(({ agrees }) => !agrees)).to.deep.equal([]);
  });
});
