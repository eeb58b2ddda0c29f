import { expect } from "chai";
import { netYield } from "../../src/lib/history/netYield";
import { gainOf, positionOf } from "../../src/lib/history/position";
import { dailySeries, priceSeries } from "../../src/lib/history/priceSeries";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { buildTimeline, pointAt } from "../../src/lib/history/vaultTimeline";
import { vaultEvent } from "./events";

const DAY = 86_400;
const START = 1_800_000_000;
const SHARE_DECIMALS = 12;
const FINE = 1n << 32n;
const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const QUEUE = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const usd = (amount: number): bigint => BigInt(Math.round(amount * 1e6));
const shares = (amount: number): bigint => usd(amount) * 1_000_000n;

/** 1,000 in; 800 of it became hardware that wears by 8 a day; 20 of rent vests over two days. */
const story: ProtocolEvent[] = [
  vaultEvent(START, "Deposit", { sender: ALICE, owner: ALICE, assets: usd(1_000), shares: shares(1_000) }),
  vaultEvent(START, "Funded", { receiver: BOB, amount: usd(800) }),
  vaultEvent(START + DAY, "Posted", {
    cashIn: usd(20),
    valueChange: 0n,
    slopeChange: (usd(8) * FINE) / BigInt(DAY),
    vestOver: BigInt(2 * DAY),
  }),
  vaultEvent(START + DAY, "IncomeLocked", {
    amount: usd(20) * FINE,
    lockedAfter: usd(20) * FINE,
    vestEnd: BigInt(START + 3 * DAY) << 24n,
  }),
];
const knots = buildTimeline(story);
const at = (days: number) => pointAt(knots, START + days * DAY, SHARE_DECIMALS);

describe("the vault's course, rebuilt from events", () => {
  it("does not exist before the first event", () => {
    expect(at(-1)).to.equal(undefined);
  });

  it("does not move when cash becomes hardware", () => {
    const point = at(0);
    expect(point?.cash).to.equal(usd(200));
    expect(point?.value).to.equal(usd(800));
    expect(point?.nav).to.equal(usd(1_000));
  });

  it("does not move when rent is locked", () => {
    const point = at(1);
    expect(point?.cash).to.equal(usd(220));
    expect(point?.locked).to.equal(usd(20));
    expect(point?.nav).to.equal(usd(1_000));
  });

  it("rises by vesting and falls by wear, second by second", () => {
    // After one of two days: half of the rent has vested, a day has worn. The slope's fraction is cut by the contract.
    expect(at(2)?.locked).to.equal(usd(10));
    expect(at(2)?.value).to.equal(usd(792));
    expect(at(2)?.nav).to.equal(usd(1_002));
    expect(at(5)?.locked).to.equal(0n);
    expect(at(5)?.nav).to.equal(usd(988));
  });

  it("prices by NAV and supply, virtual share and asset included", () => {
    const nav = usd(1_002);
    expect(at(2)?.price).to.equal(((nav + 1n) * 10n ** 24n) / (shares(1_000) + 1_000_000n));
  });

  it("lets locked amounts bear a loss first", () => {
    const loss = [
      ...story,
      vaultEvent(START + 2 * DAY, "Posted", {
        cashIn: 0n,
        valueChange: -usd(14) * FINE,
        slopeChange: 0n,
        vestOver: 0n,
      }),
      vaultEvent(START + 2 * DAY, "LossBooked", { loss: usd(14) * FINE, fromLocked: usd(10) * FINE }),
    ];
    const point = pointAt(buildTimeline(loss), START + 2 * DAY, SHARE_DECIMALS);
    expect(point?.locked).to.equal(0n);
    expect(point?.nav).to.equal(usd(998));
  });

  it("frees what is locked when nobody is left", () => {
    const empty = [
      ...story,
      vaultEvent(START + 2 * DAY, "Withdraw", {
        sender: ALICE,
        receiver: ALICE,
        owner: ALICE,
        assets: usd(210),
        shares: shares(1_000),
      }),
    ];
    expect(pointAt(buildTimeline(empty), START + 2 * DAY, SHARE_DECIMALS)?.locked).to.equal(0n);
  });

  it("is drawn from the first deposit to now, with every bend", () => {
    const series = priceSeries(knots, 0, START + 5 * DAY, SHARE_DECIMALS);
    expect(series[0]?.timestamp).to.equal(START);
    expect(series.at(-1)?.timestamp).to.equal(START + 5 * DAY);
    expect(series.map(({ timestamp }) => timestamp)).to.include(START + DAY);
  });

  it("is listed by midnights, newest first", () => {
    const days = dailySeries(knots, 0, START + 3 * DAY, SHARE_DECIMALS);
    expect(days[0]?.timestamp).to.equal(START + 3 * DAY);
    expect(days.at(-1)?.timestamp).to.equal(START);
    for (const { timestamp } of days.slice(1, -1)) expect(timestamp % DAY).to.equal(0);
  });
});

describe("net yield", () => {
  const long: ProtocolEvent[] = [...story, vaultEvent(START + 9 * DAY, "Skimmed", { amount: 0n })];
  const longKnots = buildTimeline(long);

  it("is not scaled to a year below seven days", () => {
    const measured = netYield(knots, START + 5 * DAY, 30, SHARE_DECIMALS);
    expect(measured?.annual).to.equal(undefined);
    expect(measured?.from).to.equal(START);
    // 988 / 1000 is a fall of 1.2 %, to one part in 10^8.
    expect(Number(measured?.change)).to.be.closeTo(-1_200_000, 1);
  });

  it("is the growth of the price times 365 days over the window", () => {
    const now = START + 10 * DAY;
    const measured = netYield(longKnots, now, 30, SHARE_DECIMALS);
    // NAV 1,000 → 948: −5.2 % in ten days, −189.8 % a year.
    expect(Number(measured?.annual)).to.be.closeTo(-189_800_000, 10);
  });

  it("looks back over its window only", () => {
    const now = START + 12 * DAY;
    expect(netYield(longKnots, now, 7, SHARE_DECIMALS)?.from).to.equal(now - 7 * DAY);
  });

  it("has nothing to say before the first deposit", () => {
    expect(netYield([], START, 30, SHARE_DECIMALS)).to.equal(undefined);
    expect(netYield(knots, START, 30, SHARE_DECIMALS)).to.equal(undefined);
  });
});

describe("a position", () => {
  const ZERO = "0x0000000000000000000000000000000000000000";
  const moves: ProtocolEvent[] = [
    vaultEvent(START, "Transfer", { from: ZERO, to: ALICE, value: shares(1_000) }),
    ...story,
    vaultEvent(START + 2 * DAY, "Transfer", { from: ALICE, to: BOB, value: shares(100) }),
    vaultEvent(START + 2 * DAY, "Withdraw", {
      sender: ALICE,
      receiver: ALICE,
      owner: ALICE,
      assets: usd(100.2),
      shares: shares(100),
    }),
  ];
  const line = buildTimeline(moves);

  it("counts deposits, withdrawals and shares passed on at the price of that moment", () => {
    const position = positionOf(moves, line, ALICE, SHARE_DECIMALS, QUEUE);
    expect(position.entries.map(({ kind }) => kind)).to.deep.equal(["withdrawal", "sent", "deposit"]);
    expect(position.deposited).to.equal(usd(1_000));
    expect(position.withdrawn).to.equal(usd(100.2));
    expect(Number(position.sentWorth)).to.be.closeTo(Number(usd(100.2)), 1);
    // 800 shares at 1.002, and 200.4 taken out or passed on, for 1,000.
    expect(Number(gainOf(position, usd(801.6)))).to.be.closeTo(Number(usd(2)), 2);
  });

  it("of a receiver starts with what was received", () => {
    const position = positionOf(moves, line, BOB, SHARE_DECIMALS, QUEUE);
    expect(position.entries.map(({ kind }) => kind)).to.deep.equal(["received"]);
    expect(Number(gainOf(position, usd(100.2)))).to.be.closeTo(0, 1);
  });
});
