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

describe("ReportDisputes.claimCredit", () => {
  async function won() {
    const fixture = await challenged();
    await time.increase(ANSWER_WINDOW);
    await fixture.disputes.timeout(1n, 1n);
    return fixture;
  }

  it("refuses who has none", async () => {
    const { disputes, stranger } = await won();

    await expect(disputes.connect(stranger).claimCredit(stranger))
      .to.be.revertedWithCustomError(disputes, "ReportDisputes_NoCredit")
      .withArgs(stranger);
  });

  it("goes to the receiver the challenger names, once; the award is claimed where it lies", async () => {
    const { disputes, bond, asset, challenger, receiver } = await won();

    const claim = disputes.connect(challenger).claimCredit(receiver);
    await expect(claim).to.emit(disputes, "CreditClaimed").withArgs(challenger, receiver, CHALLENGE_BOND);
    await expect(claim).to.changeTokenBalances(ethers, asset, [disputes, receiver], [-CHALLENGE_BOND, CHALLENGE_BOND]);
    await expect(disputes.connect(challenger).claimCredit(receiver))
      .to.be.revertedWithCustomError(disputes, "ReportDisputes_NoCredit")
      .withArgs(challenger);

    await expect(bond.connect(challenger).claimCredit(receiver)).to.changeTokenBalances(
      ethers,
      asset,
      [bond, receiver],
      [-CHALLENGE_BOND, CHALLENGE_BOND],
    );
  });

  describe("given a token that refuses the challenger", () => {
    it("locks no dispute, and the claim can be redirected (17, 39)", async () => {
      const fixture = await disputesAround({ name: "MockBlocklistToken", args: [6] });
      const { disputes, oracle, bond, asset, challenger, receiver } = fixture;
      const token = await ethers.getContractAt("MockBlocklistToken", asset);
      await disputes.connect(challenger).challenge(1n, 1n, GROSS, EVIDENCE);
      await token.setBlocked(challenger, true);
      await time.increase(ANSWER_WINDOW);

      await disputes.timeout(1n, 1n);

      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
      await expect(disputes.connect(challenger).claimCredit(challenger))
        .to.be.revertedWithCustomError(token, "Blocked")
        .withArgs(challenger);
      await disputes.connect(challenger).claimCredit(receiver);
      await bond.connect(challenger).claimCredit(receiver);
      expect(await asset.balanceOf(receiver)).to.equal(2n * CHALLENGE_BOND);
    });
  });

  describe("given a token that moves nothing any more", () => {
    it("locks no dispute: no outcome moves a token (39)", async () => {
      const fixture = await disputesAround({ name: "MockBlocklistToken", args: [6] });
      const { disputes, oracle, bond, asset, challenger, arbiter, standBy } = fixture;
      const token = await ethers.getContractAt("MockBlocklistToken", asset);
      await disputes.connect(challenger).challenge(1n, 1n, GROSS, EVIDENCE);
      await token.setBlocked(disputes, true);
      await token.setBlocked(bond, true);
      await standBy();
      const snapshot = await networkHelpers.takeSnapshot();

      await disputes.connect(arbiter).decide(1n, 1n, true);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Pending);
      await snapshot.restore();
      await disputes.connect(arbiter).decide(1n, 1n, false);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Void);
    });
  });
});
