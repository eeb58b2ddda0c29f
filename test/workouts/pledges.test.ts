import { expect } from "chai";
import { debtStory, LEASE, LOAN, PRINCIPAL } from "../support/debts.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { at, ethers, networkHelpers, STATUS } from "../support/protocol.ts";
import { ceilDiv, DAY, usdc } from "../support/units.ts";

const YEAR = 365n * DAY;
const WAD = 10n ** 18n;
const LATE_RATE = WAD / 5n;

/** A loan at 20 % late interest whose first payment never came; its workout is open since `openedAt`. */
async function defaulted() {
  const story = await debtStory(LOAN, { debt: { lateRate: LATE_RATE } });
  const { ledger, workouts, curator, cluster, lateAt, actAt } = story;
  const openedAt = lateAt(1) + 30n * DAY;
  await networkHelpers.time.increaseTo(openedAt - 4n * DAY);
  const data = await ledger.owedOf.staticCall(cluster);
  expect(data[0]).to.be.greaterThan(0n);
  await actAt(openedAt, curator, workouts, "openResolution", [cluster]);
  const owed = await workouts.owedOf(cluster);
  /** With late interest since, base units. */
  const owedAt = (t: bigint) => owed + ceilDiv(owed * (t - openedAt) * LATE_RATE, YEAR * WAD);
  return { ...story, openedAt, owed, owedAt };
}

describe("Workouts, given a pledge", () => {
  it("is owed nothing by a schedule that runs", async () => {
    const { workouts, cluster } = await debtStory(LOAN);

    expect(await workouts.owedOf(cluster)).to.equal(0n);
  });

  it("makes everything due with the opening: principal, interest, late interest, which runs on", async () => {
    const { workouts, cluster, openedAt, owed, owedAt } = await defaulted();
    expect(owed).to.be.greaterThan(PRINCIPAL);

    await networkHelpers.time.increaseTo(openedAt + 100n * DAY);

    expect(await workouts.owedOf(cluster)).to.equal(owedAt(openedAt + 100n * DAY));
  });

  it("is owed no more than was drawn, before the in-service second", async () => {
    const { workouts, loans, registry, origination, operator, curator, act, addCluster } = await debtStory(LOAN);
    expect(await registry.pledgeeOf(1n)).to.equal(loans);
    const second = await addCluster({}, { ...LOAN });
    await origination.connect(operator).draw(second, usdc("100"), operator);
    await workouts.connect(operator).giveUp(second, true);
    await act(curator, workouts, "openResolution", [second]);

    expect(await workouts.owedOf(second)).to.equal(usdc("100"));
  });

  it("is not the lessee's: of a lease the hardware is the vault's, and nothing is owed but its value", async () => {
    const { workouts, cluster, openServed } = await debtStory(LEASE);

    await openServed(cluster);

    expect(await workouts.owedOf(cluster)).to.equal(0n);
  });

  it("goes back to its borrower when everything owed is paid, whoever pays, and the workout is over", async () => {
    const { asset, lens, loans, registry, vault, workouts, operator, stranger, cluster, openedAt, owedAt } =
      await defaulted();
    const t = openedAt + 20n * DAY;
    const owed = owedAt(t);

    const recovery = at(t, () => workouts.connect(stranger).recover(cluster, owed));

    await expect(recovery).to.emit(workouts, "Recovered").withArgs(cluster, stranger, owed, PRINCIPAL);
    await expect(recovery).to.emit(workouts, "PledgeRedeemed").withArgs(cluster, operator);
    await expect(recovery).to.emit(loans, "FacilityEnded").withArgs(cluster);
    await expect(recovery).not.to.emit(registry, "ClusterRetired");
    await expect(recovery).not.to.emit(vault, "LossBooked");
    await expect(recovery).to.changeTokenBalances(ethers, asset, [stranger, vault], [-owed, owed]);
    expect([await registry.ownerOf(cluster), await registry.titleHolderOf(cluster)]).to.deep.equal([
      operator.address,
      operator.address,
    ]);
    const { status, value } = await lens.facility(cluster);
    expect([status, value, await workouts.owedOf(cluster)]).to.deep.equal([STATUS.Retired, 0n, 0n]);
    const { delinquentValue, restrictedLocked } = await vault.state();
    expect([delinquentValue, restrictedLocked]).to.deep.equal([0n, owed - PRINCIPAL]);
  });

  it("is not redeemed by one unit less; late interest is paid first", async () => {
    const { registry, workouts, loans, stranger, cluster, openedAt, owedAt } = await defaulted();
    const t = openedAt + 20n * DAY;
    const owed = owedAt(t);

    await expect(at(t, () => workouts.connect(stranger).recover(cluster, owed - 1n))).not.to.emit(
      workouts,
      "PledgeRedeemed",
    );

    expect([await workouts.owedOf(cluster), await registry.pledgeeOf(cluster)]).to.deep.equal([
      1n,
      await loans.getAddress(),
    ]);
    await expect(workouts.closeResolution(cluster))
      .to.be.revertedWithCustomError(workouts, "Workouts_TitleHeld")
      .withArgs(cluster, (left: bigint) => left >= 1n);
    await expect(workouts.connect(stranger).recover(cluster, 2n)).to.emit(workouts, "PledgeRedeemed");
  });

  it("passes on to its borrower what a sale brings above everything owed", async () => {
    const { asset, lens, loans, registry, vault, workouts, curator, buyer, cluster, openedAt, owedAt, actAt } =
      await defaulted();
    const price = usdc("9_000_000");
    const t = openedAt + 20n * DAY;
    await actAt(t - DAY, curator, workouts, "offerSale", [cluster, buyer.address, price]);
    const owed = owedAt(t);

    const sale = at(t, () => workouts.connect(buyer).buy(cluster, price));

    await expect(sale).to.emit(workouts, "FacilitySold").withArgs(cluster, buyer, price, PRINCIPAL);
    await expect(sale).to.emit(workouts, "Recovered").withArgs(cluster, buyer, owed, PRINCIPAL);
    await expect(sale)
      .to.emit(workouts, "SurplusPassedOn")
      .withArgs(cluster, price - owed);
    await expect(sale).to.changeTokenBalances(
      ethers,
      asset,
      [buyer, vault, loans, workouts],
      [-price, owed, price - owed, 0n],
    );
    expect(await registry.ownerOf(cluster)).to.equal(buyer);
    await workouts.closeResolution(cluster); // by anyone: nothing is left
    await networkHelpers.time.increase(90n * DAY);
    const { earned } = await lens.facility(cluster);
    await expect(loans.returnExcess(cluster))
      .to.emit(loans, "ExcessReturned")
      .withArgs(cluster, price - owed, 0n);
    expect((await lens.facility(cluster)).earned - earned).to.equal(price - owed);
  });

  it("takes rent for what is owed, and leaves the operator what is above it", async () => {
    const { lens, loans, workouts, stranger, oracle, cluster, openedAt, owedAt, reportAt, payIn } = await defaulted();
    const made = await reportAt(openedAt + DAY, cluster);
    await payIn(cluster, made.gross);
    const { finalAt } = await oracle.reportOf(cluster, 1);
    const residual = made.gross - made.energyCost - made.otherOpex;
    // All but a hundred has been paid otherwise.
    await at(finalAt - 1n, () => workouts.connect(stranger).recover(cluster, owedAt(finalAt - 1n) - usdc("100")));
    expect(residual).to.be.greaterThan(usdc("200"));

    await at(finalAt, () => loans.settle(cluster));

    expect(await workouts.owedOf(cluster)).to.equal(0n);
    const { received, earned } = await lens.facility(cluster);
    expect(received).to.be.within(usdc("100"), usdc("101"));
    expect(earned).to.equal(made.gross - received);
    // Nothing is owed any more: anyone gives the pledge back.
    await expect(workouts.closeResolution(cluster)).to.emit(workouts, "PledgeRedeemed");
  });

  it("claims what a closing leaves unpaid", async () => {
    const { vault, workouts, curator, cluster, openedAt, actAt, giveTitle } = await defaulted();
    await giveTitle(cluster);

    await expect(actAt(openedAt + 10n * DAY, curator, workouts, "closeResolution", [cluster]))
      .to.emit(vault, "LossBooked")
      .withArgs(PRINCIPAL * ONE_X32, 0n);

    expect([...(await workouts.claimOf(cluster))].slice(0, 2)).to.deep.equal([PRINCIPAL, PRINCIPAL]);
  });
});
