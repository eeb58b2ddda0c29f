import { expect } from "chai";
import { kinkParts, Kinks, markdownParts } from "../../src/lib/history/kinks";
import { GRID } from "./events";
import { kinkWord, markdownWord } from "./kinkWords";

const NOW = 1_800_000_000;
const HOUR = 3_600;
const TICK = NOW / HOUR;
const MARKED = NOW + HOUR + GRID.markdownPeriod;

describe("a word of kinks", () => {
  it("gives its slopes back, whatever their signs and whatever stands above them", () => {
    const largest = (1n << 94n) - 1n;
    for (const [slope, lossSlope, delinquent] of [
      [0n, 0n, 0n],
      [1n, 1n, 1n],
      [-1n, 0n, 0n],
      [-1n, -1n, -1n],
      [largest, -largest, 12_000_000n],
      [-largest, largest, -12_000_000n],
    ] as const) {
      expect(kinkParts(kinkWord(slope, lossSlope, delinquent))).to.deep.equal({ slope, lossSlope });
    }
  });

  it("is a plain sum: the difference of two changes is their difference", () => {
    const word = (kinkWord(-5n, 5n) - kinkWord(-7n, 0n) + (1n << 256n)) % (1n << 256n);
    expect(kinkParts(word)).to.deep.equal({ slope: 2n, lossSlope: 5n });
  });

  it("of a markdown holds growth and depreciation", () => {
    expect(markdownParts(markdownWord(77n, 33n, 9_000n))).to.deep.equal({ lossSlope: 77n, depreciation: 33n });
  });
});

describe("what lies ahead", () => {
  const kink = (tick: number, word: bigint) => ({ kind: 0, tick, word });
  const added = (tick: number, word: bigint) => ({ kind: 1, tick, word });
  const removed = (tick: number, word: bigint) => ({ kind: 2, tick, word });

  it("is carried out at its tick, in order, once", () => {
    const kinks = new Kinks();
    kinks.add([kink(TICK + 2, kinkWord(-5n)), kink(TICK + 1, kinkWord(5n))], GRID, NOW);

    expect(kinks.takeUntil(NOW + HOUR - 1)).to.deep.equal([]);
    expect(kinks.takeUntil(NOW + 2 * HOUR)).to.deep.equal([
      { at: NOW + HOUR, slope: 5n, lossSlope: 0n },
      { at: NOW + 2 * HOUR, slope: -5n, lossSlope: 0n },
    ]);
    expect(kinks.takeUntil(Infinity)).to.deep.equal([]);
  });

  it("sums what falls on one tick, and forgets what comes to nothing", () => {
    const kinks = new Kinks();
    kinks.add([kink(TICK + 1, kinkWord(5n)), kink(TICK + 1, kinkWord(-2n)), kink(TICK + 2, kinkWord(1n))], GRID, NOW);
    kinks.add([kink(TICK + 2, kinkWord(-1n))], GRID, NOW);

    expect(kinks.takeUntil(Infinity)).to.deep.equal([{ at: NOW + HOUR, slope: 3n, lossSlope: 0n }]);
  });

  it("lets a markdown begin, and end one period later as all of the value", () => {
    const kinks = new Kinks();
    kinks.add([added(TICK + 1, markdownWord(70n, 30n, 1n))], GRID, NOW);

    expect(kinks.takeUntil(Infinity)).to.deep.equal([
      { at: NOW + HOUR, slope: 0n, lossSlope: 70n },
      { at: MARKED, slope: 0n, lossSlope: -100n },
    ]);
  });

  it("has only the end of a markdown that was drawn anew while it runs", () => {
    const kinks = new Kinks();
    kinks.add([added(TICK - 1, markdownWord(60n, 20n, 1n))], GRID, NOW);

    expect(kinks.takeUntil(Infinity)).to.deep.equal([{ at: MARKED - 2 * HOUR, slope: 0n, lossSlope: -80n }]);
  });

  it("loses the whole of a markdown that is taken away before it begins, and its end when it runs", () => {
    const word = markdownWord(70n, 30n, 1n);
    const early = new Kinks();
    early.add([added(TICK + 1, word)], GRID, NOW);
    early.add([removed(TICK + 1, word)], GRID, NOW + HOUR - 1);
    expect(early.takeUntil(Infinity)).to.deep.equal([]);

    const running = new Kinks();
    running.add([added(TICK + 1, word)], GRID, NOW);
    expect(running.takeUntil(NOW + 2 * HOUR)).to.have.length(1);
    running.add([removed(TICK + 1, word)], GRID, NOW + 2 * HOUR);
    expect(running.takeUntil(Infinity)).to.deep.equal([]);
  });
});
