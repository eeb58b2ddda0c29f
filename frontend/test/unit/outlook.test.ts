import { expect } from "chai";
import type { RequestView } from "../../src/lib/chain/readRequests";
import { BASIS } from "../../src/lib/queue/basis";
import { outlookOf, pendingAhead, type ClassFacts } from "../../src/lib/queue/outlook";

const END = 1_800_000_000;
const WORST = 1_900_000_000;

function request(requestId: bigint, pending: bigint): RequestView {
  const none = { claimable: 0n, claimableAssets: 0n, claimed: 0n, cancelled: 0n };
  return { requestId, epoch: requestId / 2n, atAnyPrice: requestId % 2n === 1n, end: END, pending, ...none };
}

/** 1,000 shares wait, of a worth of 2,000. */
const facts: ClassFacts = {
  sharesWaiting: 1_000n,
  assetsWaiting: 2_000n,
  cash: 0n,
  scheduledInflow: 0n,
  worst: WORST,
  worstBasis: BASIS.hardwareResolved,
};

describe("one's own requests", () => {
  const own = [request(6n, 5n), request(7n, 3n), request(8n, 2n)];

  it("come before a patient one whatever their class", () => {
    expect(pendingAhead(own, false, false)).to.equal(10n);
    expect(pendingAhead(own, false, true)).to.equal(10n);
  });

  it("come before one at any price, but for patient ones that wait for a cure", () => {
    expect(pendingAhead(own, true, false)).to.equal(10n);
    expect(pendingAhead(own, true, true)).to.equal(3n);
  });
});

describe("the outlook of a request that was made", () => {
  // Of the 1,000: 300 before it, 200 with it, 500 behind.
  const mine = request(8n, 50n);
  const pendingOf = new Map([
    [8n, 200n],
    [9n, 100n],
    [10n, 400n],
  ]);
  const own = [request(6n, 40n), mine, request(10n, 60n)];
  const outlook = (changes: Partial<ClassFacts> = {}, patientWait = false) =>
    outlookOf(mine, own, pendingOf, { ...facts, ...changes }, patientWait);

  it("counts others alone as ahead and alongside", () => {
    expect(outlook()).to.include({ sharesAhead: 260n, sharesAlongside: 150n, earliest: END, worst: WORST });
  });

  it("rests on the cash that pays all up to and with it, to the unit", () => {
    expect(outlook({ cash: 1_000n }).earliestBasis).to.equal(BASIS.cashThere);
    expect(outlook({ cash: 999n, scheduledInflow: 1n }).earliestBasis).to.equal(BASIS.rentOwed);
    expect(outlook({ cash: 999n }).earliestBasis).to.equal(BASIS.newCash);
  });

  it("is not known while patient requests wait for a cure", () => {
    const waits = outlook({ cash: 1_000n }, true);
    expect(waits.earliestBasis).to.equal(BASIS.cure);
    expect(waits.earliest).to.equal(undefined);
  });

  it("at any price leaves patient requests out that wait for a cure", () => {
    const any = request(9n, 10n);
    // Of 130 at any price: 30 before it, 100 with it; the patient ones behind it do not count.
    const view = outlookOf(any, [any], pendingOf, { ...facts, sharesWaiting: 130n, assetsWaiting: 260n }, true);
    expect(view).to.include({ sharesAhead: 30n, sharesAlongside: 90n, earliest: END, earliestBasis: BASIS.newCash });
  });
});
