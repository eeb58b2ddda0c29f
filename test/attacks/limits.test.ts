import { expect } from "chai";
import { limitsOf, SCOPE } from "../support/drawLimitsFixture.ts";
import { at, deployed, DEPOSIT, ethers, MONTH, networkHelpers, now } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const LIMIT_BPS = 4_000n;
const EPOCH = 7n * DAY;
const CLUSTER = ethers.toBeHex(1, 32);
/** What 40 % of the depositors' 10,000,000 are. */
const MOST = (DEPOSIT * LIMIT_BPS) / 10_000n;
/** And of one unit less: by a part of that a draw's own line is rounded down. */
const MOST_AFTER_ROUNDING = ((DEPOSIT - 1n) * LIMIT_BPS) / 10_000n;
const FLASH = usdc("14_000_000");

/** A cluster for 20,000,000 is approved, and one cluster may count for 40 % of NAV. */
async function limited() {
  const fixture = await deployed();
  const { addCluster, drawLimits, guardian, origination, operator } = fixture;
  await drawLimits.connect(guardian).lowerLimits({ ...(await limitsOf(drawLimits)), clusterBps: LIMIT_BPS });
  await addCluster({ cost: usdc("20_000_000"), salvage: 0n, maxPeriod: MONTH });
  const draw = (amount: bigint) => origination.connect(operator).draw(1n, amount, operator);
  const drawn = () => drawLimits.exposureOf(SCOPE.Cluster, CLUSTER);
  return { ...fixture, draw, drawn };
}

/** And notice of drawing has been given; draws go by it from `from` on. */
async function noticed() {
  const fixture = await limited();
  await fixture.drawLimits.connect(fixture.operator).noticeDraw(1n);
  const from = (await now()) + EPOCH;
  return { ...fixture, from };
}

describe("Limits at a draw go by money that stays (attacks)", () => {
  describe("53 given no notice of drawing", () => {
    it("draws nothing, whatever is deposited for a moment", async () => {
      const { vault, drawLimits, other, draw, drawn } = await limited();
      await vault.connect(other).deposit(FLASH, other);

      await expect(draw(usdc("9_500_000")))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_NoNotice")
        .withArgs(0n, 0n);
      expect(await drawn()).to.equal(0n);
    });
  });

  describe("53 given a notice of drawing at a NAV of 10,000,000", () => {
    it("a flash deposit of 14,000,000 in the second of the draw opens no room", async () => {
      const { vault, drawLimits, other, draw, from } = await noticed();
      await at(from, () => vault.connect(other).deposit(FLASH, other));

      await expect(draw(usdc("9_500_000")))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Cluster, CLUSTER, usdc("9_500_000"), MOST);
      await draw(MOST);
      await expect(draw(1n))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Cluster, CLUSTER, MOST + 1n, MOST);
    });

    it("depositing what was drawn opens no room: 40 %, where it was 66.6", async () => {
      const { vault, drawLimits, operator, draw, drawn, from } = await noticed();
      await networkHelpers.time.increaseTo(from);
      await draw(MOST_AFTER_ROUNDING);
      for (let round = 0; round < 11; ++round) {
        const { nav } = await vault.state();
        const room = (nav * LIMIT_BPS) / 10_000n - (await drawn());
        await vault.connect(operator).deposit(room > 0n && round < 3 ? room : usdc("1_000_000"), operator);

        await expect(draw(1n)).to.be.revertedWithCustomError(drawLimits, "DrawLimits_AboveLimit");
      }

      expect(await drawn()).to.equal(MOST_AFTER_ROUNDING);
    });

    it("a leaver lowers what the next draws go by, and does not lift it when it comes back", async () => {
      const { vault, drawLimits, depositor, draw, from } = await noticed();
      await at(from - DAY, () => vault.connect(depositor).withdraw(usdc("2_000_000"), depositor, depositor));
      await at(from - HOUR, () => vault.connect(depositor).deposit(usdc("6_000_000"), depositor));
      await networkHelpers.time.increaseTo(from);

      await expect(draw(usdc("3_200_000.000001")))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Cluster, CLUSTER, usdc("3_200_000.000001"), usdc("3_200_000"));
      await draw(usdc("3_200_000"));
    });

    it("what everybody had fallen to goes, where that is less", async () => {
      const { vault, drawLimits, depositor, draw, from } = await noticed();
      await at(from, () => vault.connect(depositor).withdraw(usdc("5_000_000"), depositor, depositor));

      await expect(draw(usdc("2_000_000.000001")))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Cluster, CLUSTER, usdc("2_000_000.000001"), usdc("1_999_999.999999"));
      await draw(usdc("1_999_999.999999"));
    });
  });

  describe("53 given a notice of drawing over a flash deposit", () => {
    it("counts it no longer than it stays", async () => {
      const { vault, drawLimits, operator, other, draw } = await limited();
      await vault.connect(other).deposit(FLASH, other);
      await drawLimits.connect(operator).noticeDraw(1n);
      await vault.connect(other).withdraw(FLASH, other, other);
      await networkHelpers.time.increase(EPOCH);
      await vault.connect(other).deposit(FLASH, other);

      await expect(draw(usdc("9_500_000")))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Cluster, CLUSTER, usdc("9_500_000"), MOST);
    });
  });

  describe("53 when somebody deposits and leaves within one block", () => {
    it("moves what draws go by by a unit at most", async () => {
      const { vault, other, from } = await noticed();
      const before = (await vault.drawNotices()).newer.low;
      await vault.connect(other).deposit(FLASH, other);
      await vault.connect(other).redeem(await vault.balanceOf(other), other, other);

      const after = (await vault.drawNotices()).newer;
      expect([before, after.until]).to.deep.equal([DEPOSIT, from + EPOCH]);
      expect(before - after.low).to.be.within(0n, 1n);
    });
  });
});

describe("Nobody is left (attacks)", () => {
  /** Two days' rent was locked when the last one left: 200,006 stay behind. */
  async function abandoned() {
    const fixture = await deployed();
    const { asset, vault, curator, depositor, act } = fixture;
    await asset.mint(vault, usdc("200_006"));
    await act(curator, vault, "skim", []);
    await vault.connect(depositor).redeem(await vault.balanceOf(depositor), depositor, depositor);
    return { ...fixture, left: (await vault.state()).cash };
  }

  it("an abandoned vault with 200,006 left gives 0.4 for a deposit of 0.4", async () => {
    const { vault, other, feeRecipient, left } = await abandoned();
    expect(left).to.be.within(usdc("200_005"), usdc("200_006"));
    expect(await vault.previewDeposit(usdc("0.4"))).to.equal(usdc("0.4") * 10n ** 6n);

    await vault.connect(other).deposit(usdc("0.4"), other);

    expect(await vault.maxWithdraw(other)).to.equal(usdc("0.4"));
    expect(await vault.maxWithdraw(feeRecipient)).to.equal(left);
    expect((await vault.state()).cash).to.equal(left + usdc("0.4"));
  });
});
