import { expect } from "chai";
import { gainOf, positionOf } from "../../src/lib/history/position";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { buildTimeline } from "../../src/lib/history/vaultTimeline";
import { incomeOf } from "../../src/lib/portfolio/incomeOf";
import { sharesOverTime } from "../../src/lib/portfolio/sharesOverTime";
import { dailyWorth, worthSeries } from "../../src/lib/portfolio/worthSeries";
import { managerEvent, together, vaultEvent, vaultOpened } from "./events";

const DAY = 86_400;
/** A midnight. */
const START = 1_800_057_600;
const SHARE_DECIMALS = 12;
const X32 = 1n << 32n;
const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const MANAGER = "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65";
const QUEUE = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const usd = (amount: number): bigint => BigInt(amount * 1e6);
const sharesFor = (amount: number): bigint => usd(amount) * 1_000_000n;

const deposit = (day: number, owner: typeof ALICE | typeof BOB, amount: number, assets = amount) =>
  vaultEvent(START + day * DAY, "Deposit", { sender: owner, owner, assets: usd(assets), shares: sharesFor(amount) });

/** Rent that has vested at once, less a fee. */
function rent(day: number, toVault: bigint, fee = 0n): ProtocolEvent[] {
  const none = {
    ...{ energyCarried: 0n, otherCarried: 0n, energy: 0n, other: 0n, interest: 0n, principal: 0n, reserve: 0n },
    ...{ toOperator: 0n, preferred: 0n, trapped: 0n, fromReserve: 0n },
  };
  const settled = { cluster: 1n, period: 1, vestFrom: START, carriedEnergy: 0n, carriedOther: 0n };
  return together(
    managerEvent(START + day * DAY, "Settled", { ...settled, lines: { ...none, cash: toVault, toVault } }),
    vaultEvent(START + day * DAY, "Posted", {
      ...{ source: MANAGER, cashIn: toVault, fee, value: 0n, slope: 0n, vestOver: 0n, locked: 0n, vestEnd: 0n },
    }),
  );
}

/** Hardware loses value. */
const depreciated = (day: number, amount: bigint): ProtocolEvent =>
  vaultEvent(START + day * DAY, "Posted", {
    ...{ source: MANAGER, cashIn: 0n, fee: 0n, value: -amount * X32, slope: 0n, vestOver: 0n, locked: 0n, vestEnd: 0n },
  });

/** 900 of Alice's and 100 of Bob's, of which 800 becomes hardware; then rent, and depreciation. */
const EVENTS: ProtocolEvent[] = [
  vaultOpened(START - DAY),
  deposit(0, ALICE, 900),
  deposit(0, BOB, 100),
  vaultEvent(START, "Funded", { source: MANAGER, receiver: ALICE, amount: usd(800) }),
  ...rent(1, usd(100), usd(10)),
  depreciated(2, usd(50)),
  vaultEvent(START + 3 * DAY, "Transfer", { from: ALICE, to: BOB, value: sharesFor(300) }),
  ...rent(4, usd(100)),
];
const CHECKPOINTS = buildTimeline(EVENTS);

const changesOf = (account: typeof ALICE | typeof BOB) =>
  sharesOverTime(positionOf(EVENTS, CHECKPOINTS, account, SHARE_DECIMALS, QUEUE).entries);

/** As far as shares that belong to nobody, a millionth of a dollar's, let it be. */
const inCents = (units: bigint): number => Math.round(Number(units) / 1e4);

describe("a holding", () => {
  it("earns its part of the rent, less fees, by what it held when that came", () => {
    const incomes = [ALICE, BOB].map((account) =>
      incomeOf(EVENTS, CHECKPOINTS, changesOf(account as typeof ALICE), SHARE_DECIMALS),
    );
    // Nine tenths of 90 and six of 100; then one tenth and four.
    expect(incomes.map(inCents)).to.deep.equal([14_100, 4_900]);
  });

  it("gains what rent brought and prices did", () => {
    const [last] = dailyWorth(CHECKPOINTS, changesOf(ALICE), START + 4 * DAY, SHARE_DECIMALS);
    const position = positionOf(EVENTS, CHECKPOINTS, ALICE, SHARE_DECIMALS, QUEUE);
    const gain = gainOf(position, last?.worth ?? 0n);
    // Rent less nine tenths of what the hardware lost: 141 − 45.
    expect(inCents(gain)).to.equal(9_600);
  });

  it("is worth, in each second, what leavers are paid for what it had then", () => {
    const rows = dailyWorth(CHECKPOINTS, changesOf(ALICE), START + 5 * DAY, SHARE_DECIMALS);
    expect(
      rows.map(({ timestamp, shares, worth }) => [(timestamp - START) / DAY, shares, inCents(worth)]),
    ).to.deep.equal([
      [5, sharesFor(600), 68_400],
      [4, sharesFor(600), 68_400],
      [3, sharesFor(600), 62_400],
      [2, sharesFor(900), 93_600],
      [1, sharesFor(900), 98_100],
      [0, sharesFor(900), 90_000],
    ]);
    const series = worthSeries(CHECKPOINTS, changesOf(BOB), START + 5 * DAY, SHARE_DECIMALS);
    expect(inCents(series[0]?.worth ?? 0n)).to.equal(10_000);
    expect(series.at(-1)).to.include({ timestamp: START + 5 * DAY, shares: sharesFor(400) });
  });

  it("has no past where there never was a share", () => {
    expect(worthSeries(CHECKPOINTS, [], START + 5 * DAY, SHARE_DECIMALS)).to.deep.equal([]);
    expect(incomeOf(EVENTS, CHECKPOINTS, [], SHARE_DECIMALS)).to.equal(0n);
  });
});
