import { expect } from "chai";
import { unpaidStory } from "../support/delinquencyStory.ts";
import { at, ethers } from "../support/protocol.ts";
import { ResolutionLaw } from "../support/resolutionLaw.ts";
import { WITHDRAWALS } from "../support/statuses.ts";
import { firstRequestOf } from "../support/requestIds.ts";
import { DAY, usdc } from "../support/units.ts";

/** Of the 10^19 shares that there are. */
const PARTS = [5_000_000_000_000_000_003n, 3_000_000_000_000_000_008n, 1_999_999_999_999_999_989n];
const ALL = 10n ** 19n;

describe("Story: all shares are requested at any price in one epoch while a facility is late", () => {
  /** Three holders ask for everything they have; at `settledAt` the cash of that second has been paid out. */
  async function run() {
    const story = await unpaidStory();
    const { vault, queue, depositor, other, stranger, buyer, law, delinquentFrom, holds } = story;
    const holders = [depositor, other, stranger];
    await vault.connect(depositor).transfer(other, PARTS[1] ?? 0n);
    await vault.connect(depositor).transfer(stranger, PARTS[2] ?? 0n);
    for (const [index, holder] of holders.entries()) {
      await at(delinquentFrom + DAY + BigInt(index), () =>
        queue.connect(holder).requestRedeemAtAnyPrice(PARTS[index] ?? 0n, holder, holder),
      );
    }
    const id = await firstRequestOf(queue, depositor);
    const { end } = await queue.epochOf(id);
    const t = end + DAY;
    const { cash } = law;
    const exit = law.exitAt(t);
    const burned = law.burnedUp(t, cash);
    const paid = law.redeem(t, burned);
    const settlement = at(t, () => queue.connect(buyer).settle());
    await expect(settlement)
      .to.emit(queue, "EpochSettled")
      .withArgs(id, burned, paid, ALL - burned);
    await holds(t);
    return { ...story, holders, id, t, burned, paid, exit };
  }

  it("pays all the cash there is, at the exit price, and the rest waits", async () => {
    const { vault, vaultLens, queue, law, id, burned, paid } = await run();

    expect(burned).to.be.greaterThan(ALL / 5n);
    expect(paid).to.be.greaterThan(usdc("2_000_000"));
    const { cash, freeCash } = await vault.state();
    expect([cash, law.cash]).to.deep.equal([0n, 0n]);
    expect(freeCash).to.equal(0n);
    expect((await queue.epochOf(id)).settledShares).to.equal(burned);
    expect(await vaultLens.withdrawStatus()).to.equal(WITHDRAWALS.NoCash);
  });

  it("has nothing to settle until cash comes, and then goes on: rent that still vests pays, too", async () => {
    const { vault, queue, buyer, law, delinquentFrom, reportUntil, cure, id, burned } = await run();
    await expect(queue.connect(buyer).settle()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NothingToPay");
    const t = delinquentFrom + 12n * DAY;
    await reportUntil(t, 3n);
    await cure(t);
    const { cash } = law;
    const more = law.burnedUp(t + DAY, cash);
    const paid = law.redeem(t + DAY, more);

    await expect(at(t + DAY, () => queue.connect(buyer).settle()))
      .to.emit(queue, "EpochSettled")
      .withArgs(id, more, paid, ALL - burned - more);

    expect(cash).to.equal(paid);
  });

  it("lets nobody past it: no instant exit, no draw, until it is whole", async () => {
    const { vault, asset, curator, other, act, law } = await run();
    await asset.connect(other).transfer(vault, usdc("100"));
    await act(curator, vault, "skim", []);

    expect((await vault.state()).cash - law.cash).to.equal(usdc("100"));
    expect((await vault.state()).freeCash).to.equal(0n);
    expect(await vault.maxWithdraw(other)).to.equal(0n);
  });

  it("pays the last of it after the resolution, and every unit that was settled can be claimed", async () => {
    const { vault, asset, queue, workouts, curator, buyer, stranger, law, markedDownAt, ...story } = await run();
    await story.reportUntil(markedDownAt, 3n);
    await at(markedDownAt + 5n, () => workouts.connect(stranger).openResolution(1n));
    const resolution = new ResolutionLaw(law);
    const t = markedDownAt + DAY;
    resolution.recover(t, usdc("5_000_000"));
    await at(t, () => workouts.connect(buyer).recover(1n, usdc("5_000_000")));
    await story.actAt(markedDownAt + 4n * DAY - 1n, curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await at(markedDownAt + 4n * DAY, () => workouts.connect(buyer).buy(1n, 0n));
    const closedAt = markedDownAt + 7n * DAY;
    resolution.close(closedAt, 0n);
    await story.actAt(closedAt, curator, workouts, "closeResolution", [1n]);
    const left = ALL - story.burned;
    expect(law.supply).to.equal(left);
    const paid = law.redeem(closedAt + DAY, left);

    await expect(at(closedAt + DAY, () => queue.connect(buyer).settle()))
      .to.emit(queue, "EpochSettled")
      .withArgs(story.id, left, paid, 0n);

    expect(paid).to.be.greaterThan(usdc("5_000_000"));
    expect(await vault.totalSupply()).to.equal(0n);
    const settled = story.paid + paid;
    expect(await asset.balanceOf(queue)).to.equal(settled);
    let claimed = 0n;
    for (const [index, holder] of story.holders.entries()) {
      const before = await asset.balanceOf(holder);
      await queue.connect(holder).claim(story.id, holder, holder);
      const got = (await asset.balanceOf(holder)) - before;
      expect(got).to.be.within((settled * (PARTS[index] ?? 0n)) / ALL, (settled * (PARTS[index] ?? 0n)) / ALL + 2n);
      claimed += got;
    }
    expect(claimed).to.equal(settled);
    expect(await asset.balanceOf(queue)).to.equal(0n);
  });

  describe("claims in every order", () => {
    const ORDERS = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ] as const;

    for (const order of ORDERS) {
      const names = order.map((index) => "ABC".charAt(index)).join(", ");
      it(`${names}: each gets its part, and the last one is not short`, async () => {
        const { asset, queue, buyer, holders, law, delinquentFrom, id, burned, paid, reportUntil, cure } = await run();
        const got = [0n, 0n, 0n];
        const claim = async (index: number): Promise<bigint> => {
          const holder = holders[index] ?? buyer;
          const before = await asset.balanceOf(holder);
          await queue.connect(holder).claim(id, holder, holder);
          return (await asset.balanceOf(holder)) - before;
        };
        // Settled in part: each one's part is its own, whoever came before.
        for (const index of order) {
          got[index] = await claim(index);
          expect(got[index]).to.equal(((PARTS[index] ?? 0n) * paid) / ALL);
        }
        const t = delinquentFrom + 12n * DAY;
        await reportUntil(t, 3n);
        await cure(t);
        const more = law.burnedUp(t + DAY, law.cash);
        const second = law.redeem(t + DAY, more);
        await at(t + DAY, () => queue.connect(buyer).settle());
        for (const index of order) {
          const part = await claim(index);
          got[index] = (got[index] ?? 0n) + part;
          expect(got[index]).to.equal(((PARTS[index] ?? 0n) * (paid + second)) / ALL);
        }

        const claimed = got.reduce((sum, part) => sum + part, 0n);
        expect(paid + second - claimed).to.be.within(0n, 2n);
        expect(await asset.balanceOf(queue)).to.equal(paid + second - claimed);
        expect((await queue.epochOf(id)).settledShares).to.equal(burned + more);
      });
    }
  });

  it("is no way to hold more than a part: who cancels while it costs something has its shares back", async () => {
    const { vault, queue, holders, id, burned, paid } = await run();
    const [depositor] = holders;
    if (depositor === undefined) throw new Error("There is no holder.");
    const part = PARTS[0] ?? 0n;
    const settledPart = (part * burned) / ALL;

    await queue.connect(depositor).cancelRedeemRequest(id, depositor);
    await expect(queue.connect(depositor).claimCancelRedeemRequest(id, depositor, depositor)).to.changeTokenBalance(
      ethers,
      vault,
      depositor,
      part - settledPart,
    );

    // What was settled stays claimable.
    expect(await queue.maxWithdraw(depositor)).to.equal((part * paid) / ALL);
  });
});
