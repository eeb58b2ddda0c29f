import { expect } from "chai";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { at, deployed, MARKDOWN, MONTH, networkHelpers, now, STATUS } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const COST = usdc("4_000_000");
/** Whatever a GPU-hour earns, it is too little: the first tier is reached with the first report. */
const BREACHED = {
  ...PLAIN_TERMS.covenants,
  periods: 1n,
  curePeriods: 1n,
  priceBps: [60_000n, 0n, 0n] as [bigint, bigint, bigint],
  priceLow: usdc("2"),
};

/** A revenue share in breach, whose operator's part of the first month is trapped. Then nothing is heard of it. */
async function trapped() {
  const fixture = await deployed();
  const { addCluster, origination, shares, lens, operator, reportAt, payIn, oracle } = fixture;
  const cluster = await addCluster({ cost: COST, salvage: 0n, maxPeriod: MONTH }, { covenants: BREACHED });
  await origination.connect(operator).draw(cluster, COST, operator);
  const start = (await now()) + HOUR;
  await at(start, () => origination.connect(operator).commission(cluster, start));
  const report = await reportAt(start + MONTH + HOUR, cluster, {});
  await payIn(cluster, report.gross);
  const { finalAt } = await oracle.reportOf(cluster, 1n);
  await at(finalAt, () => shares.settle(cluster));
  const facility = await lens.facility(cluster);
  expect(facility.tier).to.equal(1n);
  expect(facility.trappedCash).to.be.greaterThan(usdc("10_000"));
  return { ...fixture, cluster, facility };
}

describe("First the loss, then the operator (attacks)", () => {
  it("64 trapped cash answers for the loss with the reserve, whatever the form", async () => {
    const { lens, shares, workouts, curator, stranger, buyer, cluster, facility, act } = await trapped();
    await networkHelpers.time.increase(MONTH + 10n * DAY + MARKDOWN);
    await workouts.connect(stranger).openResolution(cluster);
    const { reserve, trappedCash, earned } = await lens.facility(cluster);
    await act(curator, workouts, "offerSale", [cluster, buyer.address, 0n]);
    await workouts.connect(buyer).buy(cluster, 0n);

    const closing = act(curator, workouts, "closeResolution", [cluster]);

    await expect(closing).not.to.emit(shares, "TrappedCashFreed");
    await closing;
    expect([trappedCash, reserve]).to.deep.equal([0n, facility.reserve + facility.trappedCash]);
    expect((await lens.facility(cluster)).earned).to.equal(earned);
  });

  it("64 of rent that comes after the default, the operator gets its running costs and nothing else", async () => {
    const { lens, shares, oracle, workouts, stranger, cluster, reportAt, payIn } = await trapped();
    await networkHelpers.time.increase(MONTH + 10n * DAY + MARKDOWN);
    await workouts.connect(stranger).openResolution(cluster);
    const { earned } = await lens.facility(cluster);
    const report = await reportAt((await now()) + HOUR, cluster);
    await payIn(cluster, report.gross);
    const { finalAt } = await oracle.reportOf(cluster, 2n);

    await at(finalAt, () => shares.settle(cluster));

    expect((await lens.facility(cluster)).earned - earned).to.equal(report.energyCost + report.otherOpex);
  });

  it("64 what the lockbox holds beyond what was reported makes the loss good before the operator has it", async () => {
    const { asset, lens, shares, vault, workouts, curator, stranger, buyer, cluster, payIn, act } = await trapped();
    const excess = usdc("1_500_000");
    await payIn(cluster, excess);
    await networkHelpers.time.increase(MONTH + 10n * DAY + MARKDOWN);
    await workouts.connect(stranger).openResolution(cluster);
    await act(curator, workouts, "offerSale", [cluster, buyer.address, 0n]);
    await workouts.connect(buyer).buy(cluster, 0n);
    await act(curator, workouts, "closeResolution", [cluster]);
    const { earned, status } = await lens.facility(cluster);
    expect(status).to.equal(STATUS.Retired);
    await networkHelpers.time.increase(91n * DAY);
    const { cash } = await vault.state();
    const before = await asset.balanceOf(vault);

    await shares.connect(stranger).returnExcess(cluster);

    expect((await lens.facility(cluster)).earned).to.equal(earned);
    expect((await vault.state()).cash - cash).to.equal(excess);
    expect((await asset.balanceOf(vault)) - before).to.equal(excess);
  });
});
