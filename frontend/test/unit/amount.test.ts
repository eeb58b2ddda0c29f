import { expect } from "chai";
import {
  formatAmount,
  formatBps,
  formatCompact,
  formatExact,
  formatShare,
  isWorthShowing,
} from "../../src/lib/format/amount";

describe("amounts", () => {
  describe("isWorthShowing", () => {
    it("begins with the first amount that is not shown as zero", () => {
      expect([9_999n, 10_000n].map((units) => isWorthShowing(units, 6))).to.deep.equal([false, true]);
      expect(isWorthShowing(0n, 0)).to.equal(false);
    });
  });

  describe("formatAmount", () => {
    it("groups by thousands and cuts instead of rounding up", () => {
      expect(formatAmount(1_234_567_899_999n, 6)).to.equal("1,234,567.89");
    });

    it("shows no more decimals than the token has", () => {
      expect(formatAmount(12_345n, 2, 6)).to.equal("123.45");
    });

    it("keeps every digit of numbers beyond a double", () => {
      expect(formatAmount(2n ** 128n, 18, 18)).to.equal("340,282,366,920,938,463,463.374607431768211456");
    });

    it("writes a true minus, and none before a zero", () => {
      expect(formatAmount(-1_500_000n, 6)).to.equal("−1.50");
      expect(formatAmount(-1n, 6)).to.equal("0.00");
    });

    it("can do without decimals", () => {
      expect(formatAmount(9_999_999n, 6, 0)).to.equal("9");
    });
  });

  describe("formatExact", () => {
    it("drops idle zeros after the second decimal only", () => {
      expect(formatExact(1_500_000n, 6)).to.equal("1.50");
      expect(formatExact(1_500_001n, 6)).to.equal("1.500001");
    });
  });

  describe("formatCompact", () => {
    it("names millions and thousands", () => {
      expect(formatCompact(8_031_000_000_000n, 6)).to.equal("8.03 M");
      expect(formatCompact(31_240_000_000n, 6)).to.equal("31.2 k");
      expect(formatCompact(4_500_000_000n, 6)).to.equal("4.5 k");
      expect(formatCompact(12_000_000_000_000n, 6)).to.equal("12 M");
      expect(formatCompact(0n, 6)).to.equal("0");
    });
  });

  describe("formatShare", () => {
    it("is a dash when there is nothing to share", () => {
      expect(formatShare(1n, 0n)).to.equal("–");
    });

    it("cuts", () => {
      expect(formatShare(2n, 3n)).to.equal("66.6 %");
    });
  });

  describe("formatBps", () => {
    it("leaves idle zeros out", () => {
      expect(formatBps(1_000)).to.equal("10 %");
      expect(formatBps(1_250)).to.equal("12.5 %");
      expect(formatBps(0)).to.equal("0 %");
    });
  });
});
