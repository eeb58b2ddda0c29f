import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { RedemptionQueue } from "../../build/types/index.ts";
import { eventsIn } from "../../scripts/lib/events.ts";
import type { Story } from "../support/clusterStory.ts";
import { silentStory, unpaidStory } from "../support/delinquencyStory.ts";
import { at, ethers, networkHelpers, now } from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const TWO_MILLION = 2n * 10n ** 18n; // share units, at par 2,000,000
const TOLERANCE_BPS = 50n;

/** Asks patiently for everything, and lets the epoch close. */
async function waitsIn(queue: RedemptionQueue, who: HardhatEthersSigner, shares: bigint): Promise<bigint> {
  const receipt = await (await queue.connect(who).requestRedeem(shares, who, who)).wait();
  const [request] = eventsIn(queue, queue.filters.RedeemRequest, receipt?.logs ?? []);
  await networkHelpers.time.increaseTo((await queue.currentEpoch()).end);
  return request?.requestId ?? 0n;
}

/** Whether the call goes through. */
async function goesThrough(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch {
    return false;
  }
}

describe("The queue burns nobody who has not said that he takes any price", () => {
  /** A fifth of all shares waits since good times; then the operator is late, and pays twenty days later. */
  async function lateAndCured(settlesBefore: boolean) {
    let id = 0n;
    const story = await unpaidStory(async ({ queue, vault, depositor, other, settledAt }: Story) => {
      await vault.connect(depositor).transfer(other, TWO_MILLION);
      await networkHelpers.time.increaseTo(settledAt(1n) + HOUR);
      id = await waitsIn(queue, other, TWO_MILLION);
    });
    const { queue, vault, asset, other, stranger, operator, delinquentFrom, lens, shares } = story;
    const cure = delinquentFrom + 20n * DAY;
    const owed = await lens.receivable(1n);
    await asset.mint(operator, owed);
    const settled = settlesBefore && (await goesThrough(() => at(cure - 1n, () => queue.connect(stranger).settle())));
    await at(cure, () => shares.connect(operator).payIn(1n, owed));
    await goesThrough(() => shares.settle(1n)); // should the payment not have
    expect((await vault.state()).unrealisedLoss).to.equal(0n);
    const { nav, totalSupply } = await vault.state();
    if (!settled) await queue.connect(stranger).settle();
    const before = await asset.balanceOf(other);
    await queue.connect(other).claim(id, other, other);
    const paid = (await asset.balanceOf(other)) - before;
    const par = (TWO_MILLION * (nav + 1n)) / (totalSupply + 10n ** 6n);
    return { settled, paid, par };
  }

  it("49 a queue settled in front of a cure pays patient leavers nothing below the tolerance", async () => {
    const { settled, paid, par } = await lateAndCured(true);

    expect(paid, `${paid} were paid for ${par}`).to.be.at.least((par * (10_000n - TOLERANCE_BPS)) / 10_000n);
    expect(settled).to.equal(false);
  });

  it("49 whoever is there first, they are paid the same: nobody has a reason to be", async () => {
    const [first, last] = [await lateAndCured(true), await lateAndCured(false)];

    expect(first.paid).to.be.closeTo(last.paid, usdc("1"));
  });
});

describe("A draw never leaves less cash than all closed shares are worth", () => {
  it("50 a draw does not take the cash that patient leavers wait for while they may not be paid", async () => {
    const { queue, vault, depositor, other, stranger, operator, shares, delinquentFrom } = await silentStory();
    await vault.connect(depositor).transfer(other, TWO_MILLION);
    await waitsIn(queue, other, TWO_MILLION / 2n);
    await networkHelpers.time.increaseTo(delinquentFrom + 30n * DAY);
    const worth = async () => {
      const { nav, totalSupply } = await vault.state();
      return ceilDiv((TWO_MILLION / 2n) * (nav + 1n), totalSupply + 10n ** 6n);
    };
    const { cash, freeCash } = await vault.state();
    expect(freeCash).to.equal(cash); // for instant exits

    // Whatever a source draws goes through this call; the manager is acted for.
    await networkHelpers.impersonateAccount(await shares.getAddress());
    await networkHelpers.setBalance(await shares.getAddress(), 10n ** 18n);
    const source = vault.connect(await ethers.getSigner(await shares.getAddress()));
    for (const amount of [cash, cash - (await worth()) + usdc("100")]) {
      await expect(source.fund(operator, amount)).to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash");
    }
    await source.fund(operator, cash - (await worth()) - usdc("100"));

    expect((await vault.state()).cash).to.be.at.least(await worth());
    await expect(queue.connect(stranger).settle()).to.be.revertedWithCustomError(queue, "RedemptionQueue_AwaitsCure");
  });
});

describe("Dust changes nothing about who is paid when", () => {
  /** A facility that is late for a whole markdown, of which a base unit is left; and 2,400,000 that wait. */
  async function dust() {
    const story = await silentStory();
    const { queue, vault, depositor, other, lens, delinquentFrom, markedDownAt, writeDown } = story;
    await vault.connect(depositor).transfer(other, 3n * 10n ** 18n);
    // All but 2^-32 of it, and all but one of the units that leaves.
    await writeDown(1n, (1n << 32n) - 1n, delinquentFrom + 27n * DAY);
    const { value } = await lens.facility(1n);
    await writeDown(1n, ((1n << 32n) * (value - 1n)) / value + 1n, delinquentFrom + 30n * DAY);
    const id = await waitsIn(queue, other, 3n * 10n ** 18n);
    await networkHelpers.time.increaseTo(markedDownAt + DAY);
    expect((await lens.facility(1n)).value).to.equal(1n);
    return { ...story, id };
  }

  it("54 one base unit at the end of its line stops neither the queue nor instant exits", async () => {
    const { queue, vault, asset, other, depositor, stranger, id } = await dust();
    const { cash } = await vault.state();

    await queue.connect(stranger).settle();

    const worth = await queue.maxWithdraw(other);
    expect(worth).to.be.greaterThan(usdc("400_000"));
    await queue.connect(other).claim(id, other, other);
    expect(await vault.maxWithdraw(depositor)).to.be.closeTo(cash - worth, 1n);
    const before = await asset.balanceOf(depositor);
    await vault.connect(depositor).withdraw(cash - worth - 1n, depositor, depositor);
    expect((await asset.balanceOf(depositor)) - before).to.equal(cash - worth - 1n);
  });

  it("54 nor does one that is left when all else was recovered", async () => {
    const story = await silentStory();
    const { queue, vault, depositor, other, buyer, stranger, curator, workouts, lens, delinquentFrom, markedDownAt } =
      story;
    await vault.connect(depositor).transfer(other, 10n ** 18n);
    await story.actAt(delinquentFrom + 3n * DAY, curator, workouts, "openResolution", [1n]);
    const t = (await now()) + HOUR;
    // Of two units and a fraction one at least is left when the markdown is over, in whatever second this runs.
    await at(t, () => workouts.connect(buyer).recover(1n, (story.law.valueX32At(t) >> 32n) - 2n));
    const id = await waitsIn(queue, other, 10n ** 18n);
    await networkHelpers.time.increaseTo(markedDownAt + DAY);
    expect((await lens.facility(1n)).value).to.be.within(1n, 2n);

    await queue.connect(stranger).settle();

    expect(await queue.pendingRedeemRequest(id, other)).to.equal(0n);
    expect((await vault.state()).freeCash).to.be.greaterThan(usdc("8_000_000"));
  });
});
