import { expect } from "chai";
import { kinkWord, markdownWord } from "@gpu-yield-vaults/sdk/model";
import { gainOf, positionOf } from "../../src/lib/history/position";
import { dailySeries, priceSeries } from "../../src/lib/history/priceSeries";
import type { ProtocolEvent } from "../../src/lib/history/protocolEvent";
import { buildTimeline, pointAt } from "../../src/lib/history/vaultTimeline";
import { GRID, vaultEvent, vaultOpened } from "./events";

const DAY = 86_400;
const START = 1_800_000_000;
const SHARE_DECIMALS = 12;
const X32 = 1n << 32n;
const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const QUEUE = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const MANAGER = "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65";
/** Positions of `KinkKind`. */
const [SLOPE_KINK, MARKDOWN_ADDED, MARKDOWN_REMOVED] = [0, 1, 2];
const usd = (amount: number): bigint => BigInt(Math.round(amount * 1e6));
const shares = (amount: number): bigint => usd(amount) * 1_000_000n;

const SLOPE = (usd(8) * X32) / BigInt(DAY);
const LIFE = 100;
const tickAt = (days: number): number => (START + days * DAY) / GRID.tick;

/** 1,000 in; 800 of it became hardware that loses 8 a day for 100 days; 20 of rent vests over two days. */
const history: ProtocolEvent[] = [
  vaultOpened(START - DAY),
  vaultEvent(START, "Deposit", { sender: ALICE, owner: ALICE, assets: usd(1_000), shares: shares(1_000) }),
  vaultEvent(START, "Funded", { source: MANAGER, receiver: BOB, amount: usd(800) }),
  vaultEvent(START + DAY, "KinksPosted", {
    source: MANAGER,
    kinks: [{ kind: SLOPE_KINK, tick: tickAt(1 + LIFE), word: kinkWord({ slope: -SLOPE }) }],
  }),
  posted(1, { cashIn: usd(20), slope: SLOPE, locked: usd(20) * X32, vestEnd: START + 3 * DAY }),
];
const checkpoints = buildTimeline(history);
const at = (days: number) => pointAt(checkpoints, START + days * DAY, SHARE_DECIMALS);

function posted(
  days: number,
  given: { cashIn?: bigint; fee?: bigint; value?: bigint; slope?: bigint; locked: bigint; vestEnd: number },
): ProtocolEvent {
  return vaultEvent(START + days * DAY, "Posted", {
    source: MANAGER,
    cashIn: given.cashIn ?? 0n,
    fee: given.fee ?? 0n,
    value: given.value ?? 0n,
    slope: given.slope ?? 0n,
    vestOver: BigInt(2 * DAY),
    locked: given.locked,
    vestEnd: BigInt(given.vestEnd) << 24n,
  });
}

describe("the vault's timeline, rebuilt from events", () => {
  it("does not exist before the first event", () => {
    expect(at(-2)).to.equal(undefined);
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

  it("rises by vesting and falls by depreciation, second by second", () => {
    // After one of two days: half of the rent has vested, a day has passed. The slope's fraction is cut by the
    // contract.
    expect(at(2)?.locked).to.equal(usd(10));
    expect(at(2)?.value).to.equal(usd(792));
    expect(at(2)?.nav).to.equal(usd(1_002));
    expect(at(5)?.locked).to.equal(0n);
    expect(at(5)?.nav).to.equal(usd(988));
  });

  it("stands still from the end of a life on, though nobody has called since", () => {
    const left = (usd(800) * X32 - SLOPE * BigInt(LIFE * DAY)) / X32;
    const dayBefore = (usd(800) * X32 - SLOPE * BigInt((LIFE - 1) * DAY)) / X32;
    expect(at(LIFE)?.value).to.equal(dayBefore);
    expect(at(1 + LIFE)?.value).to.equal(left);
    expect(at(200)?.value).to.equal(left);
  });

  it("prices by NAV and supply, virtual share and asset included", () => {
    const nav = usd(1_002);
    expect(at(2)?.price).to.equal(((nav + 1n) * 10n ** 24n) / (shares(1_000) + 1_000_000n));
  });

  it("lets locked amounts bear a loss first", () => {
    const loss = [
      ...history,
      vaultEvent(START + 2 * DAY, "LossBooked", { loss: usd(14) * X32, fromLocked: usd(10) * X32 }),
      posted(2, { value: -usd(14) * X32, locked: 0n, vestEnd: START + 3 * DAY }),
    ];
    const point = pointAt(buildTimeline(loss), START + 2 * DAY, SHARE_DECIMALS);
    expect(point?.locked).to.equal(0n);
    expect(point?.nav).to.equal(usd(998));
  });

  it("keeps the schedule of a posting that neither gains nor loses", () => {
    const repaid = [
      ...history,
      posted(2, { cashIn: usd(5), value: -usd(5) * X32, locked: usd(20) * X32, vestEnd: START + 3 * DAY }),
    ];
    const point = pointAt(buildTimeline(repaid), START + 2 * DAY, SHARE_DECIMALS);
    expect(point?.cash).to.equal(usd(225));
    expect(point?.locked).to.equal(usd(10));
    expect(point?.nav).to.equal(usd(1_002));
  });

  it("takes the fee out of what came in, before it is locked", () => {
    const charged = [
      ...history,
      posted(5, { cashIn: usd(30), fee: usd(3), locked: usd(27) * X32, vestEnd: START + 7 * DAY }),
    ];
    const point = pointAt(buildTimeline(charged), START + 5 * DAY, SHARE_DECIMALS);
    expect(point?.cash).to.equal(usd(247));
    expect(point?.locked).to.equal(usd(27));
    expect(point?.nav).to.equal(usd(988));
  });

  it("takes a fee that came due out of cash and locked amounts alike", () => {
    const accrued = [...history, vaultEvent(START + 2 * DAY, "FeeAccrued", { amount: usd(4), mark: usd(40) })];
    const line = buildTimeline(accrued);
    const [point, later] = [2, 3].map((days) => pointAt(line, START + days * DAY, SHARE_DECIMALS));
    expect(point?.cash).to.equal(usd(216));
    expect(point?.locked).to.equal(usd(6));
    expect(point?.nav).to.equal(usd(1_002));
    expect(later?.locked).to.equal(0n);
  });

  it("frees what is locked when nobody is left", () => {
    const empty = [
      ...history,
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
    const series = priceSeries(checkpoints, 0, START + 5 * DAY, SHARE_DECIMALS);
    expect(series[0]?.timestamp).to.equal(START);
    expect(series.at(-1)?.timestamp).to.equal(START + 5 * DAY);
    expect(series.map(({ timestamp }) => timestamp)).to.include(START + DAY);
    const long = priceSeries(checkpoints, 0, START + 150 * DAY, SHARE_DECIMALS);
    expect(long.map(({ timestamp }) => timestamp)).to.include(START + (1 + LIFE) * DAY);
  });

  it("is listed by midnights, newest first", () => {
    const days = dailySeries(checkpoints, 0, START + 3 * DAY, SHARE_DECIMALS);
    expect(days[0]?.timestamp).to.equal(START + 3 * DAY);
    expect(days.at(-1)?.timestamp).to.equal(START);
    for (const { timestamp } of days.slice(1, -1)) expect(timestamp % DAY).to.equal(0);
  });
});

describe("the timeline of the exit price", () => {
  // Delinquent from the fifth day on; 90 days later all that it is worth then is forgone.
  const MARKDOWN_DAYS = 90;
  const SINCE = 5;
  const valueX32 = (days: number): bigint => usd(800) * X32 - SLOPE * BigInt((days - 1) * DAY);
  const period = BigInt(MARKDOWN_DAYS * DAY);
  const GROWTH = (valueX32(SINCE + MARKDOWN_DAYS) + period - 1n) / period;
  const word = markdownWord({ lossSlope: GROWTH, depreciation: SLOPE, delinquent: 768n });
  const delinquent: ProtocolEvent[] = [
    ...history,
    vaultEvent(START + 2 * DAY, "KinksPosted", {
      source: MANAGER,
      kinks: [
        { kind: MARKDOWN_ADDED, tick: tickAt(SINCE), word },
        // At the end of its life what leavers forgo stands still, too.
        { kind: SLOPE_KINK, tick: tickAt(1 + LIFE), word: kinkWord({ lossSlope: SLOPE }) },
      ],
    }),
  ];
  const line = buildTimeline(delinquent);
  const on = (days: number) => pointAt(line, START + days * DAY, SHARE_DECIMALS);
  const ceil = (x32: bigint): bigint => (x32 + X32 - 1n) / X32;

  it("is the entry price until the tick in which something is delinquent", () => {
    expect(on(SINCE)?.unrealisedLoss).to.equal(0n);
    expect(on(SINCE)?.exitPrice).to.equal(on(SINCE)?.price);
  });

  it("falls in a straight line while the entry price stays", () => {
    expect(on(SINCE + 1)?.unrealisedLoss).to.equal(ceil(GROWTH * BigInt(DAY)));
    expect(on(SINCE + 50)?.unrealisedLoss).to.equal(ceil(GROWTH * BigInt(50 * DAY)));
    expect(on(SINCE + 50)?.nav).to.equal(at(SINCE + 50)?.nav);
    expect((on(SINCE + 1)?.exitPrice ?? 0n) < (on(SINCE + 1)?.price ?? 0n)).to.equal(true);
  });

  it("forgoes all of its value one markdown period later, and from then on falls as that does", () => {
    const marked = SINCE + MARKDOWN_DAYS;
    expect(on(marked)?.unrealisedLoss).to.equal(ceil(GROWTH * period));
    expect(on(marked + 3)?.unrealisedLoss).to.equal(ceil(GROWTH * period - SLOPE * BigInt(3 * DAY)));
    const end = ceil(GROWTH * period - SLOPE * BigInt((1 + LIFE - marked) * DAY));
    expect(on(1 + LIFE)?.unrealisedLoss).to.equal(end);
    expect(on(200)?.unrealisedLoss).to.equal(end);
    // Rounding up the growth brings less than a base unit.
    expect(end - (on(200)?.value ?? 0n)).to.be.oneOf([0n, 1n]);
  });

  it("returns to the entry price with a cure, for good", () => {
    const cured = buildTimeline([
      ...delinquent,
      vaultEvent(START + 7 * DAY, "DelinquencyPosted", {
        source: MANAGER,
        loss: -GROWTH * BigInt(2 * DAY),
        lossSlope: -GROWTH,
        delinquent: -768n,
      }),
      vaultEvent(START + 7 * DAY, "KinksPosted", {
        source: MANAGER,
        kinks: [
          { kind: MARKDOWN_REMOVED, tick: tickAt(SINCE), word },
          { kind: SLOPE_KINK, tick: tickAt(1 + LIFE), word: kinkWord({ lossSlope: -SLOPE }) },
        ],
      }),
    ]);
    for (const days of [7, 8, 95, 101, 200]) {
      const point = pointAt(cured, START + days * DAY, SHARE_DECIMALS);
      expect(point?.unrealisedLoss).to.equal(0n);
      expect(point?.exitPrice).to.equal(point?.price);
    }
    expect(pointAt(cured, START + 6 * DAY, SHARE_DECIMALS)?.unrealisedLoss).to.equal(ceil(GROWTH * BigInt(DAY)));
  });

  it("takes no notice of who carries a tick out, and when", () => {
    const accrued = buildTimeline([
      ...delinquent,
      vaultEvent(START + 9 * DAY + 17, "Accrued", { ticks: 1n, nextKink: START + 95 * DAY }),
    ]);
    expect(accrued).to.deep.equal(line);
  });
});

describe("a position", () => {
  const ZERO = "0x0000000000000000000000000000000000000000";
  const moves: ProtocolEvent[] = [
    vaultEvent(START, "Transfer", { from: ZERO, to: ALICE, value: shares(1_000) }),
    ...history,
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
