import { expect } from "chai";
import { roleId } from "@gpu-yield-vaults/sdk/roles";
import { limitsOf } from "../support/drawLimitsFixture.ts";
import { approved, at, COST, deployed, DEPOSIT, drawn, networkHelpers, now } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const EPOCH = 7n * DAY;

/** A facility for 8,000,000 is approved; one cluster may count for 80 % of NAV. */
async function limited() {
  const fixture = await approved();
  const { drawLimits, guardian, origination, operator } = fixture;
  await drawLimits.connect(guardian).lowerLimits({ ...(await limitsOf(drawLimits)), clusterBps: 8_000n });
  const notice = () => drawLimits.connect(operator).noticeDraw(1n);
  const draw = (amount: bigint) => origination.connect(operator).draw(1n, amount, operator);
  return { ...fixture, notice, draw };
}

describe("DrawLimits.noticeDraw", () => {
  it("has its vault keep the lowest NAV, which nobody else can", async () => {
    const { accessManager, drawLimits, vault } = await deployed();

    const { selector } = vault.interface.getFunction("noticeDraw");
    expect(await accessManager.getTargetFunctionRole(vault, selector)).to.equal(roleId("limiter", 1));
    expect(await accessManager.hasRole(roleId("limiter", 1), drawLimits)).to.deep.equal([true, 0n]);
    expect(await drawLimits.noticePeriod()).to.equal(EPOCH);
  });

  describe("when anyone but the operator calls", () => {
    it("reverts with who is", async () => {
      const { drawLimits, operator, curator } = await limited();

      await expect(drawLimits.connect(curator).noticeDraw(1n))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_NotOperator")
        .withArgs(1n, curator, operator);
    });
  });

  describe("given nobody finances the cluster", () => {
    it("reverts", async () => {
      const { drawLimits, operator } = await deployed();

      await expect(drawLimits.connect(operator).noticeDraw(1n))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_NotFinanced")
        .withArgs(1n);
    });
  });

  describe("given all has been drawn", () => {
    it("reverts", async () => {
      const { drawLimits, operator } = await drawn();

      await expect(drawLimits.connect(operator).noticeDraw(1n))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_NothingToDraw")
        .withArgs(1n);
    });
  });

  describe("given the last second for draws", () => {
    it("takes it in that second, and not in the next one", async () => {
      const { drawLimits, terms, notice } = await limited();
      const snapshot = await networkHelpers.takeSnapshot();
      await at(terms.inServiceBy, notice);
      await snapshot.restore();
      await networkHelpers.time.setNextBlockTimestamp(terms.inServiceBy + 1n);

      await expect(notice()).to.be.revertedWithCustomError(drawLimits, "DrawLimits_NothingToDraw").withArgs(1n);
    });
  });

  describe("given draws go by no notice yet", () => {
    it("tells the NAV, and when draws go by it", async () => {
      const { drawLimits, operator, vault, notice } = await limited();
      const t = (await now()) + HOUR;

      await expect(at(t, notice))
        .to.emit(drawLimits, "DrawNoticed")
        .withArgs(1n, operator, DEPOSIT, t + EPOCH, t + 2n * EPOCH);
      expect([...(await vault.drawNotices()).newer]).to.deep.equal([DEPOSIT, t + 2n * EPOCH]);
    });
  });

  describe("given a notice", () => {
    it("refuses another until draws go by it, to the second", async () => {
      const { drawLimits, vault, notice } = await limited();
      const t = (await now()) + HOUR;
      await at(t, notice);
      await networkHelpers.time.setNextBlockTimestamp(t + EPOCH - 1n);
      await expect(notice())
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_NoticeGiven")
        .withArgs(t + EPOCH, t + 2n * EPOCH);

      await at(t + EPOCH, notice);

      const { newer, older } = await vault.drawNotices();
      expect([newer.until, older.until]).to.deep.equal([t + 3n * EPOCH, t + 2n * EPOCH]);
    });

    it("lets draws go by it from one epoch after it to two, to the second", async () => {
      const { drawLimits, notice, draw } = await limited();
      const t = (await now()) + HOUR;
      await at(t, notice);
      await networkHelpers.time.setNextBlockTimestamp(t + EPOCH - 1n);
      await expect(draw(1n))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_NoNotice")
        .withArgs(t + EPOCH, t + 2n * EPOCH);
      await at(t + EPOCH, () => draw(1n));
      await at(t + 2n * EPOCH - 1n, () => draw(1n));
      await networkHelpers.time.setNextBlockTimestamp(t + 2n * EPOCH);
      await expect(draw(1n))
        .to.be.revertedWithCustomError(drawLimits, "DrawLimits_NoNotice")
        .withArgs(t + EPOCH, t + 2n * EPOCH);
    });
  });

  describe("given two notices", () => {
    it("lets draws go by the older one to its end, and then by the newer", async () => {
      const { drawLimits, vault, depositor, notice, draw } = await limited();
      const t = (await now()) + HOUR;
      await at(t, notice);
      await at(t + DAY, () => vault.connect(depositor).withdraw(usdc("5_000_000"), depositor, depositor));
      await at(t + EPOCH - 1n, () => vault.connect(depositor).deposit(usdc("5_000_000"), depositor));
      await at(t + EPOCH, notice);

      await networkHelpers.time.setNextBlockTimestamp(t + 2n * EPOCH - 1n);
      await expect(draw(usdc("4_000_001"))).to.be.revertedWithCustomError(drawLimits, "DrawLimits_AboveLimit");
      await at(t + 2n * EPOCH, () => draw(usdc("4_000_001")));
    });
  });

  describe("given no limit is a part of NAV", () => {
    it("asks for no notice", async () => {
      const { origination, operator } = await approved();

      await origination.connect(operator).draw(1n, COST, operator);
    });
  });
});
