import { expect } from "chai";
import { plannedSchedule } from "@gpu-yield-vaults/sdk/model";
import type { FacilityView } from "../../src/lib/chain/readFacilities";
import { arrearsOf } from "../../src/lib/history/arrears";
import { performanceOf } from "../../src/lib/history/performance";
import type { PeriodRow, PeriodStatus } from "../../src/lib/history/periods";

const DAY = 86_400;
const START = 1_800_000_000;

/** So many level payments without interest. */
const levelOf = (amount: bigint, payments: number) =>
  plannedSchedule({ amount, payments, yearlyRate: 0n, rent: 0n, period: BigInt(30 * DAY), finalPayment: 0n });

const row = (period: number, facts: Partial<PeriodRow> & { status: PeriodStatus }): PeriodRow => ({
  ...{ period, revision: 0, submittedAt: 0, finalAt: 0, longWindow: false, transactionHash: "0x" as const },
  ...{ start: START + (period - 1) * DAY, end: START + period * DAY, payBy: START + (period + 7) * DAY },
  ...{ gpuSecondsAvailable: 1_000n, gpuSecondsSold: 500n, gross: 100n, energyCost: 10n, otherOpex: 5n, energyWh: 0n },
  ...{ distributed: 0n, open: 100n },
  ...facts,
});

const share = (facts: Partial<FacilityView> = {}): FacilityView =>
  ({ lockbox: 0n, cost: 36_500n, salvage: 0n, usefulLife: 365 * DAY, ...facts }) as FacilityView;

/** Three payments of 100 and interest, 30 days apart. */
const debt = (facts: object = {}): FacilityView =>
  share({
    debt: {
      ...{ form: "loan", schedule: levelOf(300n, 3), start: START, period: 30 * DAY },
      ...{ paid: { interest: 0n, principal: 0n }, claimed: { lateInterest: 0n, interest: 0n, principal: 0n } },
      ...{ outstanding: 300n, shorten: false, lateRate: 0n, isPlanned: false },
      ...facts,
    },
  } as unknown as Partial<FacilityView>);

describe("what is past due", () => {
  const rows = [
    row(1, { status: "settled", open: 0n }),
    row(2, { status: "settled", open: 40n }),
    row(3, { status: "final" }),
    row(4, { status: "pending" }),
  ];

  it("is rent whose day of payment has passed, whether it was settled or not", () => {
    const due = (now: number) => arrearsOf(share(), rows, now);
    expect(due(START + 9 * DAY - 1).total).to.equal(0n);
    expect(due(START + 9 * DAY)).to.deep.include({ rent: 40n, total: 40n, since: START + 9 * DAY });
    expect(due(START + 10 * DAY)).to.deep.include({ rent: 140n, since: START + 9 * DAY });
    // What is not final is nobody's debt yet.
    expect(due(START + 99 * DAY).rent).to.equal(140n);
  });

  it("leaves out what lies in the lockbox", () => {
    expect(arrearsOf(share({ lockbox: 100n }), rows, START + 10 * DAY).total).to.equal(40n);
    expect(arrearsOf(share({ lockbox: 500n }), rows, START + 10 * DAY).total).to.equal(0n);
  });

  it("is every payment of a loan whose day has passed, less what was paid of them, and late interest", () => {
    const facility = debt({
      paid: { interest: 0n, principal: 130n },
      claimed: { lateInterest: 7n, interest: 0n, principal: 70n },
    });
    expect(arrearsOf(facility, [], START + 30 * DAY)).to.deep.include({ total: 7n, instalments: 0n });
    expect(arrearsOf(facility, [], START + 60 * DAY + 1)).to.deep.equal({
      ...{ rent: 0n, instalments: 70n, lateInterest: 7n, total: 77n },
      ...{ since: START + 60 * DAY, isUnreported: false },
    });
    expect(arrearsOf(facility, [], START + 90 * DAY + 1).instalments).to.equal(170n);
  });

  it("is everything that is owed of a pledge in a workout", () => {
    const facility = { ...debt({ schedule: { ...levelOf(300n, 3), payments: 0 } }), workout: { owed: 250n } };
    expect(arrearsOf(facility as FacilityView, [], START).total).to.equal(250n);
  });

  it("says where a report is missing that nobody can reckon with", () => {
    const facility = share({ nextReport: { period: 5, start: START, deadline: START + 5 * DAY } });
    expect(arrearsOf(facility, [], START + 5 * DAY).isUnreported).to.equal(false);
    expect(arrearsOf(facility, [], START + 5 * DAY + 1).isUnreported).to.equal(true);
  });
});

describe("what a cluster has earned lately", () => {
  it("is told of the last thirty days that were reported, against what it depreciates by in them", () => {
    const rows = Array.from({ length: 40 }, (_, index) => row(index + 1, { status: "settled" }));
    expect(performanceOf(share(), rows)).to.deep.equal({
      ...{ from: START + 10 * DAY, to: START + 40 * DAY, gross: 3_000n, costs: 450n, energyCost: 300n },
      ...{ income: 2_550n, needed: 3_000n, sold: 15_000n, available: 30_000n, isShort: true },
    });
    expect(performanceOf(share({ cost: 10_000n }), rows)?.isShort).to.equal(false);
  });

  it("is held against the payments of a loan", () => {
    const rows = [row(1, { status: "settled", end: START + 30 * DAY, gross: 110n })];
    expect(performanceOf(debt(), rows)).to.deep.include({ income: 95n, needed: 100n, isShort: true });
  });

  it("is not told by reports that were missed or thrown out", () => {
    expect(performanceOf(share(), [])).to.equal(undefined);
    expect(performanceOf(share(), [row(1, { status: "missed", end: 0 }), row(1, { status: "void" })])).to.equal(
      undefined,
    );
  });
});
