import { expect } from "chai";
import { niceScale } from "../../src/lib/format/niceScale";

describe("the price axis", () => {
  it("has round, even ticks around the values", () => {
    expect(niceScale([1, 1.0101])).to.deep.equal({ ticks: [1, 1.005, 1.01, 1.015], decimals: 3 });
  });

  it("does not blow up a calm course", () => {
    const { ticks } = niceScale([1.00700001, 1.007]);
    expect(Math.abs((ticks.at(-1) ?? 0) - (ticks[0] ?? 0) - 0.0002) < 1e-9).to.equal(true);
  });
});
