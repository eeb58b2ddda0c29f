import { expect } from "chai";
import { incomeByPeriod } from "../../src/lib/history/income";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { buildTimeline } from "../../src/lib/history/vaultTimeline";
import { managerEvent, originationEvent, together, vaultEvent, vaultOpened, workoutsEvent } from "./events";

const DAY = 86_400;
/** A midnight. */
const START = 1_800_057_600;
const SHARE_DECIMALS = 12;
const X32 = 1n << 32n;
const CLUSTER = 1n;
const SOMEBODY = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

const opened: ProtocolEvent[] = [
  vaultOpened(START - DAY),
  vaultEvent(START + 3_600, "Deposit", { sender: SOMEBODY, owner: SOMEBODY, assets: 1_000n, shares: 10n ** 9n }),
  vaultEvent(START + 7_200, "Funded", { source: SOMEBODY, receiver: SOMEBODY, amount: 800n }),
];

const posted = (day: number, cashIn: bigint, value: bigint, fee = 0n): ProtocolEvent =>
  vaultEvent(START + day * DAY, "Posted", {
    ...{ source: SOMEBODY, cashIn, fee, value: value * X32, slope: 0n, vestOver: 0n, locked: 0n, vestEnd: 0n },
  });

const LINES = {
  ...{ cash: 100n, energyCarried: 1n, otherCarried: 2n, energy: 10n, other: 7n, interest: 9n, principal: 20n },
  ...{ reserve: 5n, toVault: 30n, toOperator: 8n, preferred: 6n, trapped: 2n, fromReserve: 4n },
};

const settled = (day: number): ProtocolEvent[] =>
  together(
    managerEvent(START + day * DAY, "Settled", {
      ...{ cluster: CLUSTER, period: 1, lines: LINES, vestFrom: START, carriedEnergy: 0n, carriedOther: 0n },
    }),
    posted(day, 69n, -20n, 3n),
  );

const incomeOf = (events: ProtocolEvent[], days: number) =>
  incomeByPeriod(events, buildTimeline(events), START + days * DAY, SHARE_DECIMALS);

describe("where the rent goes", () => {
  it("is told line by line, and adds up to what was paid, to the unit", () => {
    const [week] = incomeOf([...opened, ...settled(3), posted(4, 0n, -11n)], 7);
    expect(week).to.deep.equal({
      ...{ from: START, to: START + 7 * DAY, rent: 100n, fromReserve: 4n, energy: 11n, otherCosts: 9n },
      // 20 of principal and 11 of depreciation; 69 reached the vault, 3 of it as fee.
      ...{ operator: 10n, reserve: 5n, fee: 3n, capital: 31n, yours: 35n },
    });
    const { rent = 0n, fromReserve = 0n, energy = 0n, otherCosts = 0n, operator = 0n } = week ?? {};
    const { reserve = 0n, fee = 0n, capital = 0n, yours = 0n } = week ?? {};
    expect(energy + otherCosts + operator + reserve + fee + capital + yours).to.equal(rent + fromReserve);
  });

  it("is below zero for shareholders where hardware depreciates and nobody pays", () => {
    const weeks = incomeOf([...opened, posted(9, 0n, -50n)], 10);
    expect(weeks.map(({ rent, capital, yours }) => [rent, capital, yours])).to.deep.equal([
      [0n, 0n, 0n],
      [0n, 50n, -50n],
    ]);
  });

  it("counts repayments, and neither losses nor what came back of a draw", () => {
    const events = [
      ...opened,
      ...together(
        managerEvent(START + DAY, "Repaid", {
          ...{ cluster: CLUSTER, payer: SOMEBODY, interest: 5n, principal: 40n, vestFrom: BigInt(START) },
        }),
        posted(1, 45n, -40n),
      ),
      ...together(
        originationEvent(START + 2 * DAY, "DrawReturned", { cluster: CLUSTER, amount: 60n, cost: 740n }),
        posted(2, 60n, -60n),
      ),
      ...together(
        managerEvent(START + 3 * DAY, "ValueLeft", {
          ...{ cluster: CLUSTER, valueOut: 300n * X32, cash: 0n, fromReserve: 0n },
        }),
        posted(3, 0n, -300n),
        workoutsEvent(START + 3 * DAY, "ResolutionClosed", {
          ...{ cluster: CLUSTER, value: 300n, fromBond: 0n, fromReserve: 0n },
        }),
      ),
    ];
    const [week] = incomeOf(events, 7);
    expect(week).to.deep.include({ rent: 45n, capital: 40n, yours: 5n });
  });

  it("goes by weeks, and by four of them once there are many", () => {
    expect(incomeOf(opened, 15).map(({ from, to }) => (to - from) / DAY)).to.deep.equal([7, 7, 1]);
    expect(incomeOf(opened, 120).map(({ from, to }) => (to - from) / DAY)).to.deep.equal([28, 28, 28, 28, 8]);
    expect(incomeOf([], 9)).to.deep.equal([]);
  });
});
