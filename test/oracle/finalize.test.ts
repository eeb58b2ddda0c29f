import { expect } from "chai";
import { LONG_WINDOW, networkHelpers, plainStatement, STATUS, WINDOW } from "../support/statementFixture.ts";

const { time } = networkHelpers;

const given = plainStatement;

/** Sixty-four periods of a minute, all submitted before the first becomes final, so that nothing is latched. */
const backlog = async () => {
  const statement = await plainStatement();
  const { oracle, report } = statement;
  const { start } = await oracle.nextReport(1);
  for (let minute = 1n; minute <= 64n; minute++) await report({ end: start + minute * 60n });
  await time.increase(2n * WINDOW);
  return statement;
};

describe("RevenueOracle.finalize", () => {
  it("latches nothing where there is nothing, for any cluster and anyone", async () => {
    const { oracle, stranger, report } = await given();

    expect(await oracle.connect(stranger).finalize.staticCall(1)).to.equal(0n);
    expect(await oracle.connect(stranger).finalize.staticCall(99)).to.equal(0n);
    await oracle.finalize(99);
    await report();
    expect(await oracle.finalize.staticCall(1)).to.equal(0n);
  });

  it("latches what is final and stops before what is not", async () => {
    const { oracle, reportFinal, report } = await given();
    await reportFinal();
    await report();

    expect(await oracle.finalize.staticCall(1)).to.equal(1n);
    await oracle.finalize(1);

    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
    expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Pending);
    expect(await oracle.progressOf(1)).to.deep.equal([2n, 1n]);
  });

  it("latches a price that later ones are compared with", async () => {
    const { oracle, reportFinal, report } = await given();
    const { gross } = await reportFinal();
    await oracle.finalize(1);

    const next = await report({ gross: gross * 2n });

    expect(next.finalAt - next.submittedAt).to.equal(LONG_WINDOW);
  });

  describe("given 64 periods that nobody latched (47)", () => {
    it("looks 32 ahead and no further, at the same cost every time, until all are latched", async () => {
      const { oracle, guardian } = await networkHelpers.loadFixture(backlog);

      expect(await oracle.statusOf(1, 32)).to.equal(STATUS.Final);
      expect(await oracle.statusOf(1, 33)).to.equal(STATUS.Pending);
      expect((await oracle.latestFinal(1)).period).to.equal(32n);
      await expect(oracle.connect(guardian).veto(1, 33))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_FinalizeFirst")
        .withArgs(1n, 32n);
      await expect(oracle.connect(guardian).veto(1, 32)).to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen");
      const gas: bigint[] = [];
      for (const finalised of [32n, 64n, 64n]) {
        expect(await oracle.finalize.staticCall(1)).to.equal(finalised);
        const receipt = await (await oracle.finalize(1)).wait();
        gas.push(receipt?.gasUsed ?? 0n);
      }
      const [first = 0n, second = 0n, third = 0n] = gas;
      expect(second).to.be.closeTo(first, first / 50n);
      expect(third).to.be.lessThan(second / 4n);
      expect(await oracle.statusOf(1, 64)).to.equal(STATUS.Final);
    });
  });
});
