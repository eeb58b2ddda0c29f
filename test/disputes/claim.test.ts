import { expect } from "chai";
import {
  ANSWER_WINDOW,
  CHALLENGE_BOND,
  challenged,
  disputesAround,
  ethers,
  EVIDENCE,
  GROSS,
  networkHelpers,
} from "../support/disputesFixture.ts";
import { STATUS } from "../support/statementFixture.ts";

const { time } = networkHelpers;

describe("ReportDisputes, what a challenger claims", () => {
  async function won() {
    const fixture = await challenged();
    await time.increase(ANSWER_WINDOW);
    await fixture.disputes.timeout(1n, 1n);
    return fixture;
  }

  it("is its bond, at the escrow, and goes to the receiver the challenger names", async () => {
    const { escrow, asset, challenger, receiver } = await won();

    const claim = escrow.connect(challenger).claim(receiver);

    await expect(claim).to.emit(escrow, "Claimed").withArgs(challenger, receiver, CHALLENGE_BOND);
    await expect(claim).to.changeTokenBalances(ethers, asset, [escrow, receiver], [-CHALLENGE_BOND, CHALLENGE_BOND]);
    await expect(escrow.connect(challenger).claim(receiver))
      .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NoCredit")
      .withArgs(challenger);
  });

  describe("given a token that refuses the challenger", () => {
    it("locks no dispute, and the claim can be redirected (17, 39)", async () => {
      const fixture = await disputesAround({ name: "MockBlocklistToken", args: [6] });
      const { disputes, oracle, escrow, asset, challenger, receiver } = fixture;
      const token = await ethers.getContractAt("MockBlocklistToken", asset);
      await disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE);
      await token.setBlocked(challenger, true);
      await time.increase(ANSWER_WINDOW);

      await disputes.timeout(1n, 1n);

      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
      await expect(escrow.connect(challenger).claim(challenger))
        .to.be.revertedWithCustomError(token, "Blocked")
        .withArgs(challenger);
      await escrow.connect(challenger).claim(receiver);
      expect(await asset.balanceOf(receiver)).to.equal(CHALLENGE_BOND);
    });
  });

  describe("given a token that moves nothing any more", () => {
    it("locks no dispute: no outcome moves a token (39)", async () => {
      const fixture = await disputesAround({ name: "MockBlocklistToken", args: [6] });
      const { disputes, oracle, escrow, asset, challenger, arbiter, defend } = fixture;
      const token = await ethers.getContractAt("MockBlocklistToken", asset);
      await disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE);
      await token.setBlocked(escrow, true);
      await defend();
      const snapshot = await networkHelpers.takeSnapshot();

      await disputes.connect(arbiter).decide(1n, 1n, true);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Pending);
      await snapshot.restore();
      await disputes.connect(arbiter).decide(1n, 1n, false);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
    });
  });
});
