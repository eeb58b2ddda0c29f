import { expect } from "chai";
import type { FacilityView } from "../../src/lib/chain/readFacilities";
import type { PeriodRow, PeriodStatus } from "../../src/lib/history/periods";
import { heldByDisputes, settleable, stillToPay } from "../../src/lib/history/settleable";

const facility = (facts: Partial<FacilityView>): FacilityView =>
  ({
    settledPeriods: 1,
    latchedPeriods: 1,
    hasUptimeFeed: false,
    lockbox: 70n,
    reported: 100n,
    distributed: 100n,
    ...facts,
  }) as FacilityView;

const next = (status: PeriodStatus, period = 2): PeriodRow[] => [{ period, status, gross: 50n } as PeriodRow];

describe("what a settlement would do now", () => {
  it("takes in the next report once it is final", () => {
    expect(settleable(facility({}), next("final"))).to.deep.equal({
      period: 2,
      distributable: 50n,
      latchFirst: false,
      isWorthwhile: true,
    });
    expect(settleable(facility({}), next("pending"))).to.deep.equal({
      period: undefined,
      distributable: 0n,
      latchFirst: false,
      isWorthwhile: false,
    });
  });

  it("has the report latched first where an outage could still put it in doubt", () => {
    const onRollup = (latchedPeriods: number) => facility({ hasUptimeFeed: true, latchedPeriods });

    expect(settleable(onRollup(1), next("final")).latchFirst).to.equal(true);
    expect(settleable(onRollup(2), next("final")).latchFirst).to.equal(false);
    expect(settleable(onRollup(1), next("pending")).latchFirst).to.equal(false);
  });

  it("has it latched first where it lies further ahead than the oracle looks", () => {
    const behind = (settledPeriods: number) => facility({ settledPeriods, latchedPeriods: 0 });

    expect(settleable(behind(31), next("final", 32)).latchFirst).to.equal(false);
    expect(settleable(behind(32), next("final", 33)).latchFirst).to.equal(true);
  });
});

describe("what is still to be paid in", () => {
  const late = facility({ receivable: 30n, lockbox: 20n });

  it("covers what was reported and not paid, and reports to come, pending or final, less what lies there", () => {
    expect(stillToPay(late, [])).to.equal(10n);
    expect(stillToPay(late, next("pending"))).to.equal(60n);
    expect(stillToPay(late, next("final"))).to.equal(60n);
    expect(stillToPay(late, [...next("final"), ...next("pending", 3)])).to.equal(110n);
  });

  it("counts no report that a settlement has taken in, none that is void, and is never below nothing", () => {
    expect(stillToPay(late, next("settled", 1))).to.equal(10n);
    expect(stillToPay(late, next("void"))).to.equal(10n);
    expect(stillToPay(facility({ receivable: 0n }), next("pending"))).to.equal(0n);
  });
});

describe("what a dispute holds up", () => {
  it("is what such reports state, and no other's", () => {
    const periods = [...next("disputed"), ...next("challenged", 3), ...next("final", 4), ...next("void", 5)];
    expect(heldByDisputes(periods)).to.equal(100n);
    expect(heldByDisputes(next("pending"))).to.equal(0n);
  });
});
