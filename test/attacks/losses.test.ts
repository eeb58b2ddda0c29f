import { expect } from "chai";
import { ZeroAddress } from "ethers";
import {
  at,
  inServiceMonthly,
  MARKDOWN,
  MONTH,
  networkHelpers,
  REPORTING_DELAY,
  SALVAGE,
} from "../support/protocol.ts";
import { tickUp } from "../support/facilityCurve.ts";
import { DAY, usdc } from "../support/units.ts";

const PRICE = usdc("3_000_000");

/**
 * A cluster for 8,000,000 falls silent; `cash` is left beside it, and its workout is open since its markdown was over.
 */
async function silent(cash: bigint) {
  const fixture = await inServiceMonthly();
  const { vault, workouts, depositor, stranger, inServiceAt } = fixture;
  await vault.connect(depositor).withdraw(usdc("2_000_000") - cash, depositor, depositor);
  const markedDownAt = tickUp(inServiceAt + MONTH + REPORTING_DELAY) + MARKDOWN;
  await networkHelpers.time.increaseTo(markedDownAt);
  await workouts.connect(stranger).openResolution(1n);
  return { ...fixture, markedDownAt };
}

describe("First the loss stays with who bore it (attacks)", () => {
  it("48 nobody closes on a title that is about to be sold", async () => {
    const { vault, workouts, curator, other, buyer, markedDownAt, actAt } = await silent(usdc("200_000"));
    await actAt(markedDownAt + 5n * DAY, curator, workouts, "offerSale", [1n, ZeroAddress, PRICE]);
    const closing = actAt(markedDownAt + 8n * DAY, curator, workouts, "closeResolution", [1n]);

    await expect(closing).to.be.revertedWithCustomError(workouts, "Workouts_TitleHeld");
    await expect(vault.connect(other).deposit(usdc("1_800_000"), other)).to.be.revertedWithCustomError(
      vault,
      "GpuYieldVault_TooMuchDelinquent",
    );
    const { cash } = await vault.state();
    await expect(workouts.connect(buyer).buy(1n, PRICE)).not.to.emit(vault, "IncomeLocked");
    const after = await vault.state();
    expect([after.cash - cash, after.locked]).to.deep.equal([PRICE, 0n]); // in the place of value: nobody gains by it
  });

  it("48 nobody comes in between a loss and what is recovered of it", async () => {
    const { vault, workouts, curator, buyer, stranger, markedDownAt, actAt } = await silent(100n);
    // It goes to somebody who will sell it, and the workout closes on nothing.
    await actAt(markedDownAt + 5n * DAY, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await workouts.connect(buyer).buy(1n, 0n);
    await actAt(markedDownAt + 8n * DAY, curator, workouts, "closeResolution", [1n]);
    expect((await vault.state()).nav).to.equal(100n);

    await expect(vault.connect(stranger).deposit(usdc("10_000"), stranger)).to.be.revertedWithCustomError(
      vault,
      "GpuYieldVault_TooMuchDelinquent",
    );
    // Two weeks later the hardware has been sold.
    await networkHelpers.time.increase(14n * DAY);
    await workouts.connect(buyer).recover(1n, usdc("4_000_000"));
    await expect(vault.connect(stranger).deposit(usdc("10_000"), stranger)).to.be.revertedWithCustomError(
      vault,
      "GpuYieldVault_TooMuchDelinquent",
    );
  });

  it("48 a late entrant gains no more than the delinquency limit of a recovery, while its claim lasts", async () => {
    const { vault, workouts, curator, buyer, stranger, markedDownAt, actAt } = await silent(usdc("2_000_000"));
    await actAt(markedDownAt + 5n * DAY, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await workouts.connect(buyer).buy(1n, 0n);
    const closedAt = markedDownAt + 8n * DAY;
    await actAt(closedAt, curator, workouts, "closeResolution", [1n]);
    const [, claimed] = await workouts.claimOf(1n);
    // All of the claim but 30,000, of a NAV of 2,000,000, has come back and vested.
    await workouts.connect(buyer).recover(1n, claimed - usdc("30_000"));
    await networkHelpers.time.increase(90n * DAY);
    const { nav } = await vault.state();
    const shares = await vault.connect(stranger).deposit.staticCall(nav, stranger);
    await vault.connect(stranger).deposit(nav, stranger);

    await workouts.connect(buyer).recover(1n, usdc("30_000"));
    await networkHelpers.time.increase(90n * DAY);

    const gain = (await vault.convertToAssets(shares)) - nav;
    expect(gain).to.be.within(1n, nav / 50n);
  });

  it("71 a unit every 89 days moves the reopening of deposits by a second at most", async () => {
    const { vault, workouts, curator, buyer, other, stranger, markedDownAt, actAt } = await silent(usdc("2_000_000"));
    await actAt(markedDownAt + 5n * DAY, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await workouts.connect(buyer).buy(1n, 0n);
    await actAt(markedDownAt + 8n * DAY, curator, workouts, "closeResolution", [1n]);
    const t = markedDownAt + 10n * DAY;
    const [, claimed] = await workouts.claimOf(1n);
    expect(claimed).to.be.greaterThan(SALVAGE);
    await at(t, () => workouts.connect(buyer).recover(1n, claimed));
    const reopens = await firstOpen(t, t + 90n * DAY);

    for (const day of [30n, 60n, 85n]) {
      await at(t + day * DAY, () => workouts.connect(stranger).recover(1n, 1n));
    }

    await expect(at(reopens - 1n, () => vault.connect(other).deposit(usdc("1"), other))).to.be.revertedWithCustomError(
      vault,
      "GpuYieldVault_TooMuchDelinquent",
    );
    await networkHelpers.time.increaseTo(reopens + 3n);
    await vault.connect(other).deposit(usdc("1"), other);

    /** The first second in which deposits are open again, if nothing more happens. */
    async function firstOpen(shut: bigint, open: bigint): Promise<bigint> {
      const { locked, restrictedLocked, cash } = await vault.state();
      // Linear: locked · left / ninety days of cash less what is locked.
      let [last, first] = [shut, open];
      while (first - last > 1n) {
        const middle = (last + first) / 2n;
        const left = (restrictedLocked * (open - middle)) / (open - shut);
        const nav = cash - (locked * (open - middle)) / (open - shut);
        if (left * 50n > nav) last = middle;
        else first = middle;
      }
      return first;
    }
  });
});
