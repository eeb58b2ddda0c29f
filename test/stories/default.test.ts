import { expect } from "chai";
import { SHARE_UNIT } from "../support/clusterStory.ts";
import { silentStory } from "../support/delinquencyStory.ts";
import { ONE_X32, TICK as VESTING_TICK } from "../support/moneyLaw.ts";
import { at, AUCTION_TIME, ethers, networkHelpers, STATUS, WORKOUT_PERIOD } from "../support/protocol.ts";
import { ResolutionLaw } from "../support/resolutionLaw.ts";
import { DEPOSITS } from "../support/statuses.ts";
import { DAY, usdc } from "../support/units.ts";

const BOND = usdc("300_000");

describe("Story: a default", () => {
  /** A bond behind it, silence for ninety days, and then somebody opens the resolution in the first second he may. */
  async function defaulted() {
    const story = await silentStory();
    const { bond, operator, workouts, stranger, law, markedDownAt, holds, lens } = story;
    await bond.connect(operator).post(1n, BOND);
    await at(markedDownAt, () => workouts.connect(stranger).openResolution(1n));
    await holds(markedDownAt);
    const resolution = new ResolutionLaw(law);
    const { reserve } = await lens.facility(1n);
    expect(reserve).to.equal(usdc("5_000"));
    return { ...story, resolution };
  }

  it("with nothing recovered: bond, reserve, and then the price, which leavers had been told all along", async () => {
    const { workouts, vault, stranger, law, resolution, markedDownAt, priceAt, holds, lens, vaultLens } =
      await defaulted();
    const sellFrom = markedDownAt + WORKOUT_PERIOD; // anybody may sell, at a falling price
    await at(sellFrom, () => workouts.connect(stranger).startDutchAuction(1n));
    const t = sellFrom + AUCTION_TIME; // and, when nobody has bought, close
    await priceAt(t - 1n);
    const before = { entry: law.entryPriceAt(t, SHARE_UNIT), exit: law.exitPriceAt(t, SHARE_UNIT) };
    const { value, fromBond, fromReserve } = resolution.close(t + 1n, BOND);
    expect([fromBond, fromReserve]).to.deep.equal([BOND, usdc("5_000")]);

    await at(t, () => workouts.connect(stranger).burnTitle(1n));
    await expect(at(t + 1n, () => workouts.connect(stranger).closeResolution(1n)))
      .to.emit(workouts, "ResolutionClosed")
      .withArgs(1n, value, fromBond, fromReserve);

    await holds(t + 1n);
    const { nav, cash } = await vault.state();
    expect(nav).to.equal(cash);
    // The price falls to what leavers were paid already, and what bond and reserve bore lifts that.
    expect(await vaultLens.exitPrice()).to.equal(await vaultLens.entryPrice());
    expect(await vaultLens.entryPrice()).to.be.below(before.entry);
    expect(await vaultLens.exitPrice()).to.be.greaterThan(before.exit);
    const [returnOfCapital, profit] = await lens.returnsOf(1n);
    expect(returnOfCapital + profit).to.equal((await lens.facility(1n)).received);
    await priceAt(t + 400n * DAY);
  });

  it("with a part recovered, in three payments: each takes the place of as much value", async () => {
    const { bond, workouts, vault, curator, buyer, law, resolution, markedDownAt, actAt, holds, priceAt } =
      await defaulted();
    const payments = [
      [10n * DAY, usdc("2_500_000.000001")],
      [20n * DAY, 1n],
      [25n * DAY, usdc("1_333_333.333333")],
    ] as const;
    for (const [after, amount] of payments) {
      const t = markedDownAt + after;
      const { ofValue, gain } = resolution.recover(t, amount);
      expect([ofValue, gain]).to.deep.equal([amount, 0n]);
      await expect(at(t, () => workouts.connect(buyer).recover(1n, amount)))
        .to.emit(workouts, "Recovered")
        .withArgs(1n, buyer, amount, amount);
      await holds(t);
    }
    const t = markedDownAt + 40n * DAY;
    await priceAt(t - 6n * DAY);
    await actAt(t - 3n * DAY - 1n, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await at(t - 3n * DAY, () => workouts.connect(buyer).buy(1n, 0n));
    const lost = law.valueX32At(t) / ONE_X32 - BOND - usdc("5_000");
    const before = law.navAt(t);
    const { value } = resolution.close(t, BOND);

    await expect(actAt(t, curator, workouts, "closeResolution", [1n]))
      .to.emit(workouts, "ResolutionClosed")
      .withArgs(1n, value, BOND, usdc("5_000"));

    await holds(t);
    expect(before - (await vault.state()).nav).to.be.within(lost, lost + 1n);
    expect(await bond.bondOf(1n)).to.equal(0n);
  });

  it("with all of it recovered: no loss, the bond goes back, the reserve is released", async () => {
    const {
      asset,
      bond,
      workouts,
      vault,
      curator,
      operator,
      buyer,
      law,
      resolution,
      markedDownAt,
      shares,
      lens,
      ...story
    } = await defaulted();
    const t = markedDownAt + 10n * DAY;
    const amount = law.valueX32At(t) / ONE_X32 + usdc("10_000");
    const before = law.navAt(t);
    const { gain } = resolution.recover(t, amount);
    await at(t, () => workouts.connect(buyer).recover(1n, amount));
    await story.holds(t);
    // Leavers are whole from that second on; the rest vests.
    expect((await vault.state()).totalAssets).to.equal((await vault.state()).nav);
    expect(before - (await vault.state()).nav).to.be.within(0n, 1n);
    expect(gain).to.be.greaterThan(usdc("9_999") * ONE_X32);
    const closedAt = t + 3n * DAY;
    const { value, fromBond, fromReserve } = resolution.close(closedAt, BOND);
    expect([value, fromBond, fromReserve]).to.deep.equal([0n, 0n, 0n]);

    const closing = story.actAt(closedAt, curator, workouts, "closeResolution", [1n]);

    await expect(closing).to.emit(workouts, "ResolutionClosed").withArgs(1n, 0n, 0n, 0n);
    await expect(closing).to.emit(shares, "ReserveReturned").withArgs(1n, usdc("5_000"));
    await story.holds(closedAt);
    expect((await lens.facility(1n)).status).to.equal(STATUS.Retired);
    await networkHelpers.time.increaseTo(closedAt + 30n * DAY);
    await expect(bond.connect(operator).release(1n, BOND, operator)).to.changeTokenBalance(
      ethers,
      asset,
      operator,
      BOND,
    );
    await story.priceAt(closedAt + 200n * DAY);
    const { nav, cash, locked } = await vault.state();
    expect([nav, locked]).to.deep.equal([cash, 0n]);
  });

  it("with a recovery after its end: deposits are shut while it vests, a unit more delays by a second", async () => {
    const { workouts, vault, vaultLens, curator, stranger, other, buyer, law, resolution, markedDownAt, actAt, holds } =
      await defaulted();
    const closedAt = markedDownAt + 10n * DAY;
    await actAt(closedAt - 3n * DAY - 1n, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await at(closedAt - 3n * DAY, () => workouts.connect(buyer).buy(1n, 0n));
    resolution.close(closedAt, BOND);
    await actAt(closedAt, curator, workouts, "closeResolution", [1n]);
    await holds(closedAt);
    expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.Delinquent); // it is claimed
    const t = closedAt + 10n * DAY;
    // All of it but what keeps no deposit out.
    const amount = law.claimOf() - usdc("1_000");
    const { ofValue } = resolution.recover(t, amount);
    await expect(at(t, () => workouts.connect(buyer).recover(1n, amount)))
      .to.emit(vault, "RestrictedLocked")
      .withArgs(amount * ONE_X32, (t + 90n * DAY) * VESTING_TICK);
    await holds(t);
    expect(ofValue).to.equal(0n);
    const promised = law.reopensAt(t, t + 90n * DAY);
    expect(promised).to.be.within(t + 86n * DAY, t + 89n * DAY);

    resolution.recover(t + 30n * DAY, 1n);
    await at(t + 30n * DAY, () => workouts.connect(stranger).recover(1n, 1n));

    await holds(t + 30n * DAY);
    const reopens = law.reopensAt(t + 30n * DAY, t + 91n * DAY);
    expect(reopens - promised).to.be.within(0n, 1n);
    await expect(at(reopens - 1n, () => vault.connect(other).deposit(usdc("1"), other)))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchDelinquent")
      .withArgs(law.delinquentAt(reopens - 1n) + law.restrictedAt(reopens - 1n), law.navAt(reopens - 1n));
    await at(reopens, () => vault.connect(other).deposit(usdc("1"), other));
  });
});
