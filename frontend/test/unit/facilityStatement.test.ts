import { expect } from "chai";
import {
  approvedFacility,
  bearersOf,
  draw,
  floor,
  letValueLeave,
  min,
  started,
  toX32,
  valueAt,
  writeDown,
  type Facility,
  type Setting,
  type X32,
} from "@gpu-yield-vaults/sdk/model";
import { facilityStatement } from "../../src/lib/history/facilityStatement";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { valueExits } from "../../src/lib/history/valueExits";
import { managerEvent, originationEvent, together, vaultEvent, workoutsEvent } from "./events";

const CLUSTER = 1n;
const DAY = 86_400n;
const START = 1_800_000_000n;
const LIFE = 1_825n * DAY;
const NOBODY = "0x0000000000000000000000000000000000000000";
const REVENUE_SHARE = 0;

const SETTING = {
  tick: 3_600n,
  markdown: 90n * DAY,
  wholeToken: 1_000_000n,
  perGpu: 0n,
  delay: { now: 5n * DAY, past: [] },
} as unknown as Setting;

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (below: number) => bigint {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return BigInt(Math.floor((state / 2 ** 32) * below));
  };
}

/** One facility, the events that tell of it, and what became of its value, counted act by act without them. */
class Course {
  facility: Facility = approvedFacility(
    {
      cluster: CLUSTER,
      operator: NOBODY,
      manager: NOBODY,
      terms: {
        form: 0n,
        amount: 10n ** 13n,
        vaultShareBps: 9_000n,
        reserveTarget: 0n,
        paymentGrace: 7n * DAY,
        inServiceBy: START + 30n * DAY,
        milestones: { orderedBps: 0n, deliveredBps: 0n },
        debt: { yearlyRate: 0n, period: 0n, payments: 0n, finalPayment: 0n, rent: 0n, lateRate: 0n, shorten: false },
        share: { preferredReturnRate: 0n, hurdleShareBps: 0n },
        covenants: {
          periods: 0n,
          curePeriods: 0n,
          coverageBps: [0n, 0n, 0n],
          loanToValueBps: [0n, 0n, 0n],
          priceBps: [0n, 0n, 0n],
          priceLow: 0n,
        },
      },
    },
    { model: "H100", cost: 10n ** 13n, salvage: 10n ** 12n, usefulLife: LIFE, maxPeriod: 30n * DAY, gpus: 256n },
    SETTING,
  );
  readonly events: ProtocolEvent[] = [];
  readonly expected = { depreciated: 0n, recovered: 0n, bond: 0n, reserve: 0n, writtenDown: 0n, lost: 0n };
  above = 0n;
  acts = 0n;
  now = START;

  get value(): X32 {
    return valueAt(this.facility.curve, this.now);
  }

  pay(amount: bigint): void {
    this.facility = draw(this.facility, SETTING, amount, this.now).facility;
    const args = { cluster: CLUSTER, receiver: NOBODY, amount, cost: this.facility.drawn } as const;
    this.events.push(originationEvent(Number(this.now), "Drawn", args));
    this.acts += 1n;
  }

  begin(): void {
    this.facility = { ...this.facility, curve: started(this.facility.curve, SETTING, this.now) };
    this.acts += 1n;
  }

  wait(seconds: bigint): void {
    const before = this.value;
    this.now += seconds;
    this.expected.depreciated += before - this.value;
  }

  /** A recovery in a resolution: it takes the place of as much value. */
  recover(amount: bigint): void {
    const valueOut = min(toX32(amount), this.value);
    const ofValue = floor(valueOut);
    this.events.push(
      ...together(
        workoutsEvent(Number(this.now), "Recovered", { cluster: CLUSTER, payer: NOBODY, amount, ofValue }),
        managerEvent(Number(this.now), "ValueLeft", { cluster: CLUSTER, valueOut, cash: amount, fromReserve: 0n }),
      ),
    );
    this.leave(valueOut, amount, 0n);
    this.expected.recovered += ofValue;
    this.above += amount - ofValue;
  }

  /** Part of it is lost: recovery, bond and reserve bear it in this order, then the shareholders. */
  lose(share: bigint, recovery: bigint, bond: bigint, reserve: bigint, closes: boolean): void {
    const valueOut = closes ? this.value : toX32(floor((this.value * share) / 100n));
    const worth = floor(valueOut);
    const { fromBond, fromReserve } = bearersOf(worth, recovery, bond, reserve);
    const told = closes
      ? workoutsEvent(Number(this.now), "ResolutionClosed", { cluster: CLUSTER, value: worth, fromBond, fromReserve })
      : workoutsEvent(Number(this.now), "GpusRetired", {
          ...{ cluster: CLUSTER, count: 1, left: 1, value: worth, recovery, fromBond, fromReserve },
        });
    const cash = recovery + fromBond;
    this.events.push(
      ...together(managerEvent(Number(this.now), "ValueLeft", { cluster: CLUSTER, valueOut, cash, fromReserve }), told),
    );
    this.leave(valueOut, cash, fromReserve);
    this.expected.bond += fromBond;
    this.expected.reserve += fromReserve;
    this.expected.recovered += min(recovery, worth);
    this.expected.lost += worth > cash + fromReserve ? worth - cash - fromReserve : 0n;
    this.above += recovery > worth ? recovery - worth : 0n;
  }

  writeDown(share: bigint): void {
    const loss = (floor(this.value) * share) / 100n;
    this.facility = writeDown(this.facility, SETTING, loss, this.now).facility;
    const { curve } = this.facility;
    this.events.push(
      managerEvent(Number(this.now), "WrittenDown", {
        ...{ cluster: CLUSTER, loss, valueAfter: floor(this.value), salvage: curve.salvage, slope: curve.slope },
      }),
    );
    this.expected.writtenDown += loss;
    this.acts += 1n;
  }

  private leave(valueOut: X32, cash: bigint, fromReserve: bigint): void {
    const before = { ...this.facility, reserve: fromReserve };
    this.facility = letValueLeave(before, SETTING, { valueOut, cash, fromReserve, claimed: false }, this.now).facility;
    this.acts += 1n;
  }
}

function randomCourse(seed: number): Course {
  const roll = dice(seed);
  const course = new Course();
  for (let draws = 0n; draws <= roll(3); draws += 1n) course.pay(1_000_000n + roll(2 ** 40));
  course.begin();
  for (let acts = 0; acts < 12; acts += 1) {
    course.wait(roll(60 * 86_400));
    const kind = roll(4);
    if (kind === 0n) course.recover(1n + roll(2 ** 38));
    if (kind === 1n) course.writeDown(roll(50));
    if (kind === 2n) course.lose(1n + roll(50), roll(2 ** 36), roll(2 ** 34), roll(2 ** 34), false);
  }
  if (roll(2) === 0n) course.lose(100n, 0n, roll(2 ** 36), roll(2 ** 36), true);
  return course;
}

function statementOf({ events, facility, value }: Course) {
  const { drawn: cost } = facility;
  return facilityStatement(events, { cluster: CLUSTER, cost, value: floor(value), form: REVENUE_SHARE });
}

describe("the statement of a facility", () => {
  it("adds up to what was paid, to the unit, and tells each cause apart, for two hundred random courses", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const course = randomCourse(seed);
      const { paid, parts, above } = statementOf(course);
      const { depreciated, ...others } = course.expected;
      expect(
        Object.values(parts).reduce((sum, part) => sum + part, 0n),
        `sum, seed ${seed}`,
      ).to.equal(paid);
      expect(paid, `paid, seed ${seed}`).to.equal(course.facility.drawn);
      expect(parts, `causes, seed ${seed}`).to.deep.include(others);
      expect(above, `above, seed ${seed}`).to.equal(course.above);
      // Each act draws the line anew, and rounding takes less than a unit of it twice.
      const rounding = parts.depreciated - floor(depreciated);
      expect(rounding >= 0n && rounding <= 2n * course.acts, `depreciated, seed ${seed}: ${rounding}`).to.equal(true);
    }
  });

  it("has a default borne by recovery, bond, reserve and shareholders, in this order", () => {
    const course = new Course();
    course.pay(1_000_000n);
    course.recover(200_000n);
    course.lose(100n, 0n, 300_000n, 100_000n, true);
    const { parts } = statementOf(course);
    expect(parts).to.deep.equal({
      returned: 0n,
      // What rounding took of the line that was drawn anew.
      depreciated: 1n,
      principal: 0n,
      recovered: 200_000n,
      bond: 300_000n,
      reserve: 100_000n,
      writtenDown: 0n,
      lost: 399_999n,
      atWork: 0n,
    });
  });

  it("counts what came back of a draw as paid and returned", () => {
    const facility = { cluster: CLUSTER, cost: 60n, value: 60n, form: REVENUE_SHARE };
    const returned = originationEvent(0, "DrawReturned", { cluster: CLUSTER, amount: 40n, cost: 60n });
    const { paid, parts } = facilityStatement([returned], facility);
    expect(paid).to.equal(100n);
    expect(parts).to.deep.include({ returned: 40n, depreciated: 0n, atWork: 60n });
  });

  it("calls what a loan has paid back principal, not depreciation", () => {
    const { parts } = facilityStatement([], { cluster: CLUSTER, cost: 100n, value: 70n, form: 1 });
    expect(parts).to.deep.include({ principal: 30n, depreciated: 0n });
  });

  it("leaves what happened to other clusters out", () => {
    const other = managerEvent(0, "WrittenDown", { cluster: 2n, loss: 9n, valueAfter: 0n, salvage: 0n, slope: 0n });
    const { parts } = facilityStatement([other], { cluster: CLUSTER, cost: 100n, value: 100n, form: REVENUE_SHARE });
    expect(parts.writtenDown).to.equal(0n);
  });

  it("tells a sale in good standing by what the price fell short of, or exceeded", () => {
    const sale = (price: bigint) => {
      const sold = { cluster: CLUSTER, buyer: NOBODY, price, value: 100n } as const;
      const events = together(
        managerEvent(0, "ValueLeft", { cluster: CLUSTER, valueOut: toX32(100n), cash: price, fromReserve: 0n }),
        managerEvent(0, "FacilityEnded", { cluster: CLUSTER }),
        workoutsEvent(0, "FacilitySold", sold),
      );
      return facilityStatement(events, { cluster: CLUSTER, cost: 100n, value: 0n, form: REVENUE_SHARE });
    };
    expect(sale(70n).parts).to.deep.include({ recovered: 70n, lost: 30n });
    expect(sale(130n).parts).to.deep.include({ recovered: 100n, lost: 0n });
    expect(sale(130n).above).to.equal(30n);
  });

  it("counts what comes in after the end beside the sum, as income", () => {
    const late = together(
      workoutsEvent(0, "Recovered", { cluster: CLUSTER, payer: NOBODY, amount: 25n, ofValue: 0n }),
      managerEvent(0, "ValueLeft", { cluster: CLUSTER, valueOut: 0n, cash: 25n, fromReserve: 0n }),
    );
    const statement = facilityStatement(late, { cluster: CLUSTER, cost: 100n, value: 0n, form: REVENUE_SHARE });
    expect(statement.above).to.equal(25n);
    expect(statement.parts.recovered).to.equal(0n);
  });

  it("does not count a title that went for nothing as a recovery", () => {
    const nothing = workoutsEvent(0, "Recovered", { cluster: CLUSTER, payer: NOBODY, amount: 0n, ofValue: 0n });
    const closed = together(
      managerEvent(1, "ValueLeft", { cluster: CLUSTER, valueOut: toX32(9n), cash: 0n, fromReserve: 0n }),
      workoutsEvent(1, "ResolutionClosed", { cluster: CLUSTER, value: 9n, fromBond: 0n, fromReserve: 0n }),
    );
    const exits = valueExits([nothing, ...closed]);
    expect(exits.map(({ cause, lost }) => [cause, lost])).to.deep.equal([["default", 9n]]);
  });

  it("says how much of a loss locked rent bore, as the vault booked it", () => {
    const events = together(
      managerEvent(0, "ValueLeft", { cluster: CLUSTER, valueOut: toX32(100n), cash: 0n, fromReserve: 0n }),
      vaultEvent(0, "LossBooked", { loss: toX32(100n), fromLocked: toX32(30n) }),
      workoutsEvent(0, "ResolutionClosed", { cluster: CLUSTER, value: 100n, fromBond: 0n, fromReserve: 0n }),
    );
    const statement = facilityStatement(events, { cluster: CLUSTER, cost: 100n, value: 0n, form: REVENUE_SHARE });
    expect(statement.fromLocked).to.equal(30n);
    expect(statement.parts.lost).to.equal(100n);
  });
});
