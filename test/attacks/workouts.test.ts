import { expect } from "chai";
import { debtStory, LOAN } from "../support/debts.ts";
import { at, deployed, networkHelpers, now, STATUS } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

describe("A workout opens for what is late, in the worst tier, or given up (attacks)", () => {
  it("65 a loan that is served to the second is not foreclosed", async () => {
    const { workouts, curator, cluster, act, month } = await debtStory(LOAN);
    await month(1);

    await expect(act(curator, workouts, "openResolution", [cluster]))
      .to.be.revertedWithCustomError(workouts, "Workouts_Served")
      .withArgs(cluster);
  });

  it("65 the borrower has its title back when everything is paid, and the surplus of a sale", async () => {
    const { lens, loans, registry, workouts, curator, operator, buyer, cluster, lateAt, act } = await debtStory(LOAN);
    await networkHelpers.time.increaseTo(lateAt(1) + DAY);
    await act(curator, workouts, "openResolution", [cluster]);

    await workouts.connect(operator).recover(cluster, usdc("9_000_000"));

    expect(await registry.titleHolderOf(cluster)).to.equal(operator);
    const { status, lockbox } = await lens.facility(cluster);
    expect(status).to.equal(STATUS.Retired);
    expect(lockbox).to.be.within(usdc("3_000_000"), usdc("3_400_000"));
    await networkHelpers.time.increase(91n * DAY);
    await loans.connect(buyer).returnExcess(cluster);
    expect((await lens.facility(cluster)).earned).to.be.greaterThan(usdc("3_000_000"));
  });

  it("66 what lies in the escrow of draws comes back before bond and loss", async () => {
    const fixture = await deployed();
    const { addCluster, act, bond, curator, guardian, lens, origination, operator, stranger, vault, workouts } =
      fixture;
    expect(guardian.address).not.to.equal(curator.address);
    const cost = usdc("4_000_000");
    const milestones = { orderedBps: 3_000n, deliveredBps: 3_000n };
    const cluster = await addCluster({ cost }, { milestones });
    await bond.connect(operator).post(cluster, usdc("300_000"));
    await origination.connect(operator).draw(cluster, cost, operator);
    const before = await vault.state();
    await workouts.connect(operator).giveUp(cluster, true);

    await act(curator, workouts, "openResolution", [cluster]);

    expect((await vault.state()).cash - before.cash).to.equal(cost);
    expect((await lens.facility(cluster)).value).to.equal(0n);
    await workouts.connect(stranger).closeResolution(cluster);
    expect(await bond.bondOf(cluster)).to.equal(usdc("300_000"));
    expect((await vault.state()).nav).to.be.within(before.nav - 1n, before.nav);
    expect([...(await lens.returnsOf(cluster))]).to.deep.equal([0n, 0n]);
  });

  it("69 the preferred return follows what is still there", async () => {
    const fixture = await deployed();
    const { addCluster, loseGpus, lens, oracle, origination, operator, reportAt, shares } = fixture;
    const cost = usdc("1_000_000");
    const share = { preferredReturnRate: 10n ** 17n, hurdleShareBps: 0n };
    const cluster = await addCluster({ cost, salvage: 0n }, { share, reserveTarget: 0n });
    await origination.connect(operator).draw(cluster, cost, operator);
    const start = (await now()) + HOUR;
    await at(start, () => origination.connect(operator).commission(cluster, start));
    /** What is owed of a day's preferred part. */
    const day = async (period: bigint) => {
      const { preferredOwed } = await lens.facility(cluster);
      const end = start + period * DAY + HOUR;
      await reportAt(end > (await now()) ? end : (await now()) + 1n, cluster);
      const { finalAt } = await oracle.reportOf(cluster, period);
      await at(finalAt, () => shares.settle(cluster));
      return (await lens.facility(cluster)).preferredOwed - preferredOwed;
    };
    const whole = await day(1n);

    await loseGpus(cluster, 192n);

    expect(await day(2n)).to.be.within(whole / 4n, whole / 4n + 1n);
  });
});
