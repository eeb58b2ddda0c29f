import { expect } from "chai";
import { clusterId, SCOPE } from "../support/drawLimitsFixture.ts";
import { EVIDENCE, MILESTONE, signAttestation } from "../support/drawEscrowFixture.ts";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  at,
  COST,
  DEPOSIT,
  deployed,
  ethers,
  LIFE,
  LONG_WINDOW,
  MONTH,
  networkHelpers,
  now,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
} from "../support/protocol.ts";
import { ceilDiv, DAY, usdc } from "../support/units.ts";
import { VaultLaw } from "../support/vaultLaw.ts";

const ATTESTING_TIME = 7n * DAY;
const ORDERED = usdc("2_400_000"); // 30 %
const DELIVERED = usdc("6_400_000"); // 50 % more

describe("Story: hardware that waits for milestones", () => {
  /**
   * 30 % are paid when ordered, 50 % when delivered, the rest in service; 8,000,000 of the vault's 10,000,000 are
   * drawn.
   */
  async function drawn() {
    const fixture = await deployed();
    const { vault, drawEscrow, quorum, operator, reporters, addCluster, origination, vaultLens } = fixture;
    const inServiceBy = (await now()) + 60n * DAY;
    const shares = { orderedBps: 3_000n, deliveredBps: 5_000n };
    const cluster = await addCluster({ maxPeriod: MONTH }, { inServiceBy, milestones: shares });
    const deadline = tickUp(inServiceBy + ATTESTING_TIME + MONTH + REPORTING_DELAY);
    const law = new VaultLaw(DAY, 90n * DAY);
    law.deposit(inServiceBy, DEPOSIT);
    law.draw(inServiceBy, cluster, COST, FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline));

    /** Since the draw not a unit has moved, for who enters or for who leaves: one is what its line was rounded by. */
    const nothingMoved = async () => {
      const { nav, totalAssets, locked } = await vault.state();
      expect([nav, totalAssets, locked]).to.deep.equal([DEPOSIT - 1n, DEPOSIT - 1n, 0n]);
      const price = law.entryPriceAt(inServiceBy, 10n ** 12n);
      expect([await vaultLens.entryPrice(), await vaultLens.exitPrice()]).to.deep.equal([price, price]);
    };
    /**
     * A part of the draw has come back in second `t`, the newest block's: it takes its part of value and salvage with
     * it.
     */
    const holdsAfterReturn = async (t: bigint, amount: bigint) => {
      const curve = law.curveOf(cluster);
      const value = curve.valueAt(t);
      const left = ((COST - amount) * SALVAGE * ONE_X32) / COST;
      const next = curve.revaluedAt(t, value - (value * amount) / COST, left);
      law.move(t, cluster, next, { cash: amount, over: 90n * DAY });
      const state = await vault.state();
      expect([state.cash, state.nav]).to.deep.equal([law.cash, law.navAt(t)]);
      expect([state.totalAssets, state.locked]).to.deep.equal([law.navAt(t), ceilDiv(law.lockedX32At(t), ONE_X32)]);
      // Less than two units: of the line that was drawn, and of what is left of it.
      expect(state.nav).to.be.within(DEPOSIT - 2n, DEPOSIT);
    };
    /** The reporters say that a milestone has just been reached. */
    const reach = async (milestone: bigint) => {
      const attestation = {
        cluster,
        milestone,
        reporterSet: await quorum.version(),
        clusterVersion: 1n,
        reachedAt: await now(),
        evidenceRoot: EVIDENCE,
      };
      const { signers, signatures } = await signAttestation(drawEscrow, attestation, reporters.slice(0, 3));
      await drawEscrow.attest(attestation, signers, signatures);
      await networkHelpers.time.increase(LONG_WINDOW); // in which it can be undone
      return attestation.reachedAt;
    };

    await origination.connect(operator).draw(cluster, COST, operator);
    await nothingMoved();
    const closesAt = inServiceBy + ATTESTING_TIME;
    return { ...fixture, cluster, inServiceBy, closesAt, nothingMoved, holdsAfterReturn, reach };
  }

  it("is drawn into keeping, where the operator can't take it", async () => {
    const { asset, drawEscrow, operator, cluster, lens } = await drawn();

    expect(await asset.balanceOf(drawEscrow)).to.equal(COST);
    expect((await lens.facility(cluster)).value).to.equal(COST - 1n);
    await expect(drawEscrow.connect(operator).pay(cluster, operator)).to.be.revertedWithCustomError(
      drawEscrow,
      "DrawEscrow_NothingToPay",
    );
  });

  it("never ordered: all of it comes back, and every depositor can leave whole", async () => {
    const {
      asset,
      vault,
      drawEscrow,
      drawLimits,
      depositor,
      stranger,
      cluster,
      closesAt,
      lens,
      origination,
      ...story
    } = await drawn();
    await networkHelpers.time.increaseTo(closesAt - 2n);
    await story.nothingMoved();

    const giving = at(closesAt, () => drawEscrow.connect(stranger).giveBack(cluster));

    await expect(giving).to.emit(origination, "DrawReturned").withArgs(cluster, COST, 0n);
    await expect(giving).to.emit(drawLimits, "ExposureChanged").withArgs(cluster, COST, 0n);
    await story.holdsAfterReturn(closesAt, COST);
    expect(await asset.balanceOf(drawEscrow)).to.equal(0n);
    expect((await vault.state()).cash).to.equal(DEPOSIT);
    const { status, cost, value, salvage } = await lens.facility(cluster);
    expect([status, cost, value, salvage]).to.deep.equal([STATUS.Approved, 0n, 0n, 0n]);
    // Nothing falls due any more, however long one waits; and what rounding took is back.
    await networkHelpers.time.increase(400n * DAY);
    const { nav, totalAssets, locked } = await vault.state();
    expect([nav, totalAssets, locked]).to.deep.equal([DEPOSIT, DEPOSIT, 0n]);
    await expect(vault.connect(depositor).withdraw(DEPOSIT, depositor, depositor)).to.changeTokenBalance(
      ethers,
      asset,
      depositor,
      DEPOSIT,
    );
  });

  it("ordered and paid, never delivered: the rest comes back, what was spent stays at its value", async () => {
    const { asset, vault, drawEscrow, drawLimits, operator, other, cluster, closesAt, lens, origination, ...story } =
      await drawn();
    await story.reach(MILESTONE.Ordered);
    await expect(drawEscrow.connect(operator).pay(cluster, other)).to.changeTokenBalance(ethers, asset, other, ORDERED);
    await story.nothingMoved();

    await expect(at(closesAt, () => drawEscrow.giveBack(cluster)))
      .to.emit(origination, "DrawReturned")
      .withArgs(cluster, COST - ORDERED, ORDERED);

    await story.holdsAfterReturn(closesAt, COST - ORDERED);
    expect((await vault.state()).cash).to.equal(DEPOSIT - ORDERED);
    const { status, cost, value, salvage } = await lens.facility(cluster);
    expect([status, cost, value, salvage]).to.deep.equal([STATUS.Drawn, ORDERED, ORDERED - 1n, usdc("240_000")]);
    expect(await drawLimits.exposureOf(SCOPE.Cluster, clusterId(cluster))).to.equal(ORDERED);
  });

  it("given up by its operator: it comes back with the opening of its workout", async () => {
    const { vault, cluster, openServed, lens } = await drawn();

    await openServed(cluster);

    const { cash, nav, locked } = await vault.state();
    expect([cash, nav + locked]).to.deep.equal([DEPOSIT, DEPOSIT]);
    expect((await lens.facility(cluster)).value).to.equal(0n);
  });

  it("delivered and in service: all of it is paid, and only the attested second counts", async () => {
    const { asset, other, drawEscrow, operator, cluster, reach, nothingMoved, origination } = await drawn();
    await reach(MILESTONE.Ordered);
    await reach(MILESTONE.Delivered);
    await expect(drawEscrow.connect(operator).pay(cluster, operator)).to.changeTokenBalance(
      ethers,
      asset,
      operator,
      DELIVERED,
    );
    await expect(origination.commissionAttested(cluster))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotAttested")
      .withArgs(cluster);
    const inServiceAt = await reach(MILESTONE.InService);
    await expect(origination.connect(operator).commission(cluster, inServiceAt))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_AttestedOnly")
      .withArgs(cluster);
    await drawEscrow.connect(operator).pay(cluster, operator);
    await nothingMoved();

    await expect(origination.connect(other).commissionAttested(cluster))
      .to.emit(origination, "Commissioned")
      .withArgs(cluster, inServiceAt);

    await nothingMoved();
    expect(await asset.balanceOf(drawEscrow)).to.equal(0n);
  });
});
