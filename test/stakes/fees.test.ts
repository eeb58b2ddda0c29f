import { expect } from "chai";
import { acting, ethers, networkHelpers } from "../support/disputesFixture.ts";
import { feesAccountOf, staked } from "../support/stakesFixture.ts";
import { STATUS } from "../support/statementFixture.ts";
import { DAY } from "../support/units.ts";

const { time } = networkHelpers;

/** Period 1 is final; a manager has 1,000 to hand over. */
const given = async () => {
  const fixture = await staked();
  const { oracle, asset, shares, made } = fixture;
  await time.increaseTo(made.finalAt);
  const { contentHash } = await oracle.reportOf(1n, 1n);
  const manager = await acting(await shares.getAddress());
  await asset.mint(manager, 1_000n);
  return { ...fixture, financier: manager, contentHash };
};

describe("ReporterStakes.creditFee", () => {
  it("refuses nothing", async () => {
    const { stakes, financier } = await given();

    await expect(stakes.connect(financier).creditFee(1n, 1n, 0n)).to.be.revertedWithCustomError(
      stakes,
      "ReporterStakes_ZeroAmount",
    );
  });

  it("refuses a period whose report is not final", async () => {
    const { stakes, stranger } = await staked();

    await expect(stakes.connect(stranger).creditFee(1n, 1n, 1n))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_NotFinal")
      .withArgs(1n, 1n, STATUS.Pending);
  });

  it("refuses what has not arrived", async () => {
    const { stakes, asset, financier } = await given();
    await asset.connect(financier).transfer(stakes, 99n);

    await expect(stakes.connect(financier).creditFee(1n, 1n, 100n)).to.be.revertedWithCustomError(
      asset,
      "ERC20InsufficientBalance",
    );
  });

  it("refuses a report that nobody has signed", async () => {
    const { stakes, oracle, manager, governor, asset, financier, made, nextReport } = await given();
    await time.increaseTo(made.end + 10n * DAY);
    await oracle.markMissed(1n);
    const zero = { gross: 0n, gpuSecondsSold: 0n, energyWh: 0n, energyCost: 0n, otherOpex: 0n };
    const report = await nextReport(zero);
    const data = oracle.interface.encodeFunctionData("reportZero", [report]);
    await manager.connect(governor).schedule(oracle, data, 0);
    await time.increase(10n * DAY);
    await governor.sendTransaction({ to: oracle, data });
    await time.increase(2n * DAY);
    await asset.connect(financier).transfer(stakes, 1n);

    await expect(stakes.connect(financier).creditFee(1n, 2n, 1n))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_NobodySigned")
      .withArgs(1n, 2n);
  });

  it("keeps what has arrived in the escrow, for who signed", async () => {
    const { stakes, stakeEscrow, asset, financier, contentHash } = await given();
    await asset.connect(financier).transfer(stakes, 100n);

    const credited = stakes.connect(financier).creditFee(1n, 1n, 100n);

    await expect(credited).to.emit(stakes, "FeeCredited").withArgs(1n, 1n, 0b111n, 100n);
    await expect(credited).to.changeTokenBalances(ethers, asset, [stakes, stakeEscrow], [-100n, 100n]);
    expect(await stakes.feesOf(contentHash, 0b111n)).to.equal(100n);
    expect(await stakeEscrow.balanceOf(stakes, feesAccountOf(contentHash, 0b111n))).to.equal(100n);
  });
});

describe("ReporterStakes.shareFee", () => {
  const credited = async () => {
    const fixture = await given();
    const { stakes, asset, financier } = fixture;
    await asset.connect(financier).transfer(stakes, 100n);
    await stakes.connect(financier).creditFee(1n, 1n, 100n);
    return fixture;
  };

  it("refuses another report, and other signers", async () => {
    const { stakes, made, contentHash } = await credited();

    await expect(stakes.shareFee(made, 0b1111n))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_NoFee")
      .withArgs(contentHash, 0b1111n);
    await expect(stakes.shareFee({ ...made, gross: 1n }, 0b111n)).to.be.revertedWithCustomError(
      stakes,
      "ReporterStakes_NoFee",
    );
  });

  it("credits all of it to them, in parts that differ by a unit at the most, once", async () => {
    const { stakes, stakeEscrow, reporters, made, contentHash } = await credited();

    await expect(stakes.shareFee(made, 0b111n)).to.emit(stakes, "FeeShared").withArgs(1n, 1n, 0b111n, 100n);

    const credits = await Promise.all(reporters.map((reporter) => stakeEscrow.creditOf(reporter)));
    expect(credits).to.deep.equal([33n, 33n, 34n, 0n]);
    await expect(stakes.shareFee(made, 0b111n))
      .to.be.revertedWithCustomError(stakes, "ReporterStakes_NoFee")
      .withArgs(contentHash, 0b111n);
  });
});
