import { expect } from "chai";
import { ethers, networkHelpers, plainStatement, STATUS, WINDOW } from "../support/statementFixture.ts";

const { time } = networkHelpers;

/** Period 1 stands challenged, and its upholding is ripe. */
const fixture = async () => {
  const statement = await plainStatement();
  const { contradictions, oracle, governor, report, sign, reporters, ripe } = statement;
  const made = await report();
  const lie = { ...made, gross: made.gross - 1n };
  const { signers, signatures } = await sign(lie, reporters.slice(1));
  await contradictions.contradict(made, lie, [], signers, signatures);
  const uphold = await ripe(governor, oracle, "uphold", [1, 1]);
  return { ...statement, made, uphold };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("RevenueOracle.uphold", () => {
  it("refuses what does not stand challenged: never reported, void, final", async () => {
    const { oracle, governor, guardian, act, uphold } = await given();
    const refusal = (call: Promise<unknown>, period: bigint, status: bigint) =>
      expect(call).to.be.revertedWithCustomError(oracle, "RevenueOracle_NotChallenged").withArgs(1n, period, status);
    const snapshot = await networkHelpers.takeSnapshot();

    await oracle.connect(guardian).veto(1, 1);
    await refusal(uphold(), 1n, STATUS.Void);
    await snapshot.restore();
    await uphold();
    await time.increase(WINDOW);
    await refusal(act(governor, oracle, "uphold", [1, 1]), 1n, STATUS.Final);
    await refusal(act(governor, oracle, "uphold", [1, 2]), 2n, STATUS.None);
  });

  describe("when the report stands challenged", () => {
    it("lets it stand, and an ordinary window starts anew", async () => {
      const { oracle, made, uphold, guardian } = await given();
      const now = BigInt(await time.latest()) + 10n;
      await time.setNextBlockTimestamp(now);

      await expect(uphold())
        .to.emit(oracle, "ReportUpheld")
        .withArgs(1n, 1n, now + WINDOW);

      const { status, finalAt, submittedAt } = await oracle.reportOf(1, 1);
      expect([status, finalAt, submittedAt]).to.deep.equal([STATUS.Pending, now + WINDOW, made.submittedAt]);
      expect(await oracle.finalityOf(1)).to.deep.equal([0n, 0n]);
      await time.increaseTo(now + WINDOW - 1n);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      await oracle.connect(guardian).veto.staticCall(1, 1);
      await time.increaseTo(now + WINDOW);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
    });
  });

  describe("given an earlier period is not final before the new window ends", () => {
    it("announces the earlier one's moment", async () => {
      const statement = await networkHelpers.loadFixture(laterChallenged);
      const { oracle, uphold, replacement } = statement;

      await expect(uphold()).to.emit(oracle, "ReportUpheld").withArgs(1n, 2n, replacement.finalAt);

      expect((await oracle.reportOf(1, 2)).finalAt).to.equal(replacement.finalAt);
    });
  });
});

/** Period 2 stands challenged, its upholding is ripe; period 1, voided, has just been replaced in a long window. */
async function laterChallenged() {
  const statement = await plainStatement();
  const { contradictions, oracle, quorum, governor, guardian, report, sign, reporters, ripe } = statement;
  const { start } = await oracle.nextReport(1);
  const first = await report({ end: start + 3_600n });
  const second = await report({ end: first.end + 3_600n });
  const lie = { ...second, gross: second.gross - 1n };
  const other = await sign(lie, reporters.slice(1));
  await contradictions.contradict(second, lie, [], other.signers, other.signatures);
  await oracle.connect(guardian).veto(1, 1);
  const uphold = await ripe(governor, oracle, "uphold", [1, 2]);
  const seated = new Set(await quorum.reporters()); // who signed once only, and who stood by
  const left = (await ethers.getSigners()).filter(({ address }) => seated.has(address));
  const replacement = await report({ end: first.end }, left);
  return { ...statement, uphold, replacement };
}
