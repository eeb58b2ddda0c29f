import { expect } from "chai";
import {
  carriedOut,
  KINK,
  kinkOf,
  kinkWord,
  markdownOf,
  markdownWord,
  withKinks,
  type Ahead,
  type KinkEntry,
} from "@gpu-yield-vaults/sdk/model";

const HOUR = 3_600n;
const NOW = 1_800_000_000n;
const TICK = NOW / HOUR;
const GRID = { tick: HOUR, markdown: 90n * 24n * HOUR };
const MARKED = NOW + HOUR + GRID.markdown;
const FOR_EVER = 2n ** 64n;
const NONE: Ahead = new Map();

describe("a word of kinks", () => {
  it("gives its parts back, whatever their signs and whatever stands above them", () => {
    const largest = (1n << 94n) - 1n;
    for (const [slope, lossSlope, delinquent] of [
      [0n, 0n, 0n],
      [1n, 1n, 1n],
      [-1n, 0n, 0n],
      [-1n, -1n, -1n],
      [largest, -largest, 12_000_000n],
      [-largest, largest, -12_000_000n],
    ] as const) {
      const kink = { slope, lossSlope, delinquent };
      expect(kinkOf(kinkWord(kink))).to.deep.equal(kink);
    }
  });

  it("is a plain sum: the difference of two changes is their difference", () => {
    const word = kinkWord({ slope: -5n, lossSlope: 5n }) - kinkWord({ slope: -7n }) + (1n << 256n);
    expect(kinkOf(word % (1n << 256n))).to.deep.equal({ slope: 2n, lossSlope: 5n, delinquent: 0n });
  });

  it("is what the contracts pack", () => {
    expect(kinkWord({ slope: 1n })).to.equal(1n);
    expect(kinkWord({ lossSlope: 1n })).to.equal(1n << 96n);
    expect(kinkWord({ delinquent: 1n })).to.equal(1n << 200n);
    expect(kinkWord({ slope: -1n })).to.equal((1n << 256n) - 1n);
    expect(markdownWord({ lossSlope: 1n, depreciation: 2n, delinquent: 3n })).to.equal(
      1n + (2n << 104n) + (3n << 200n),
    );
  });

  it("of a markdown holds growth, depreciation and whole tokens", () => {
    const markdown = { lossSlope: 77n, depreciation: 33n, delinquent: 9_000n };
    expect(markdownOf(markdownWord(markdown))).to.deep.equal(markdown);
  });
});

describe("what lies ahead", () => {
  const kink = (tick: bigint, slope: bigint): KinkEntry => ({ kind: KINK.slope, tick, word: kinkWord({ slope }) });
  const markdown = (kind: bigint, tick: bigint, lossSlope: bigint, depreciation: bigint): KinkEntry => ({
    kind,
    tick,
    word: markdownWord({ lossSlope, depreciation, delinquent: 1n }),
  });
  const add = (ahead: Ahead, entries: KinkEntry[], now = NOW): Ahead => withKinks(ahead, entries, GRID, now);

  it("is carried out at its tick, in order, once", () => {
    const ahead = add(NONE, [kink(TICK + 2n, -5n), kink(TICK + 1n, 5n)]);

    expect(carriedOut(ahead, NOW + HOUR - 1n).due).to.deep.equal([]);
    const { due, left } = carriedOut(ahead, NOW + 2n * HOUR);
    expect(due).to.deep.equal([
      { at: NOW + HOUR, slope: 5n, lossSlope: 0n },
      { at: NOW + 2n * HOUR, slope: -5n, lossSlope: 0n },
    ]);
    expect(carriedOut(left, FOR_EVER).due).to.deep.equal([]);
  });

  it("sums what falls on one tick, and forgets what comes to nothing", () => {
    const first = add(NONE, [kink(TICK + 1n, 5n), kink(TICK + 1n, -2n), kink(TICK + 2n, 1n)]);
    const ahead = add(first, [kink(TICK + 2n, -1n)]);

    expect(carriedOut(ahead, FOR_EVER).due).to.deep.equal([{ at: NOW + HOUR, slope: 3n, lossSlope: 0n }]);
    expect(first.size).to.equal(2);
  });

  it("lets a markdown begin, and end one period later as all of the value", () => {
    const ahead = add(NONE, [markdown(KINK.markdownAdded, TICK + 1n, 70n, 30n)]);

    expect(carriedOut(ahead, FOR_EVER).due).to.deep.equal([
      { at: NOW + HOUR, slope: 0n, lossSlope: 70n },
      { at: MARKED, slope: 0n, lossSlope: -100n },
    ]);
  });

  it("has only the end of a markdown that was drawn anew while it runs", () => {
    const ahead = add(NONE, [markdown(KINK.markdownAdded, TICK - 1n, 60n, 20n)]);

    expect([...ahead]).to.deep.equal([[MARKED - 2n * HOUR, { slope: 0n, lossSlope: -80n }]]);
  });

  it("loses the whole of a markdown that is taken away before it begins, and its end when it runs", () => {
    const added = add(NONE, [markdown(KINK.markdownAdded, TICK + 1n, 70n, 30n)]);
    const removed = [markdown(KINK.markdownRemoved, TICK + 1n, 70n, 30n)];
    expect([...add(added, removed, NOW + HOUR - 1n)]).to.deep.equal([]);

    const { due, left } = carriedOut(added, NOW + 2n * HOUR);
    expect(due).to.have.length(1);
    expect([...add(left, removed, NOW + 2n * HOUR)]).to.deep.equal([]);
  });
});
