import { expect } from "chai";
import { parseAmount, toInput } from "../../src/lib/format/parseAmount";

describe("parseAmount", () => {
  describe("given digits and a point before decimals", () => {
    it("reads them to the unit", () => {
      const typed = [" 1250.000001 ", ".5", "7.", "0.123", "1234.567", "12", "007"];
      const units = [1_250_000_001n, 500_000n, 7_000_000n, 123_000n, 1_234_567_000n, 12_000_000n, 7_000_000n];
      expect(typed.map((text) => parseAmount(text, 6))).to.deep.equal(units.map((amount) => ({ units: amount })));
    });
  });

  describe("given groups that nothing else can be meant by", () => {
    for (const text of ["1,250.50", "1 250.50", "1'250.50", "1_250.50", "1\u00a0250.50", "1\u202f250.50"]) {
      it(`reads ${JSON.stringify(text)}`, () => {
        expect(parseAmount(text, 6)).to.deep.equal({ units: 1_250_500_000n });
      });
    }

    it("reads several", () => {
      expect(parseAmount("5,000,000", 6)).to.deep.equal({ units: 5_000_000_000_000n });
      expect(parseAmount("1 000 000.25", 6)).to.deep.equal({ units: 1_000_000_250_000n });
    });
  });

  describe("given what can be read in two ways", () => {
    const twofold: [text: string, one: string, other: string][] = [
      ["1,000", "1000", "1"],
      ["250,000", "250000", "250"],
      ["1 000", "1000", "1"],
      ["1\u202f000", "1000", "1"],
      ["1'000", "1000", "1"],
      ["1.000", "1000", "1"],
      ["1.234", "1234", "1.2340"],
      ["1,5", "15", "1.5"],
      ["1250,50", "125050", "1250.5"],
      ["1.000,5", "1.0005", "1000.5"],
      ["1.250,50", "1.2505", "1250.5"],
      ["1,25.5", "1.2550", "125.5"],
    ];
    for (const [text, one, other] of twofold) {
      it(`refuses ${JSON.stringify(text)} with both`, () => {
        expect(parseAmount(text, 6)).to.deep.equal({
          problem: `“${text}” can be read as ${one} or as ${other}. Enter it in one of these ways.`,
        });
      });

      it(`takes both ways that it offers for ${JSON.stringify(text)}`, () => {
        const amounts = [one, other].map((reading) => parseAmount(reading, 6));
        expect(amounts.every((amount) => "units" in amount)).to.equal(true);
        expect(amounts[0]).not.to.deep.equal(amounts[1]);
      });
    }
  });

  it("refuses more decimals than the token has", () => {
    expect(parseAmount("0.0000001", 6)).to.deep.equal({ problem: "At most 6 decimals." });
  });

  it("refuses what is no number", () => {
    for (const text of ["-1", "1e6", "abc", ".", "1.2.3", "1,,2", ",5", "1 2 3"]) {
      expect(parseAmount(text, 6), text).to.deep.equal({ problem: "Enter a number, such as 1250.50." });
    }
  });

  it("finds nothing wrong with an empty field", () => {
    expect(parseAmount("  ", 6)).to.deep.equal({ problem: undefined });
  });
});

describe("toInput", () => {
  it("is read back as what it was, whatever the token's decimals", () => {
    for (const decimals of [0, 2, 3, 6, 18]) {
      for (const units of [0n, 1n, 12n, 1_234n, 12_340n, 1_234_000n, 10n ** 18n + 1n, 2_215_912_071_699n]) {
        expect(parseAmount(toInput(units, decimals), decimals), `${units}, ${decimals}`).to.deep.equal({ units });
      }
    }
  });

  it("leaves idle zeros out, but for the one that keeps decimals from looking like a group", () => {
    expect([1_250_500_000n, 2_000_000n, 1_234_000n].map((units) => toInput(units, 6))).to.deep.equal([
      "1250.5",
      "2",
      "1.2340",
    ]);
  });
});
