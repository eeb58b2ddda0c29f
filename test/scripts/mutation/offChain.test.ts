import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { breakLine, type Place } from "../../../scripts/check/offChain/breakLine.ts";
import { LINES } from "../../../scripts/check/offChain/lines.ts";

const SOURCE = `
const LIMIT = 10n;
export function allowed(amount: bigint, isOpen: boolean): bigint {
  if (amount < LIMIT && !isOpen) return amount + 1n;
  return isOpen ? amount * 2n : 0n;
}
`;

describe("a line that is broken off chain", () => {
  const broken = (place: Place) => breakLine(SOURCE, place);
  const CASES: readonly [place: Place, from: string, to: string][] = [
    [{ within: "LIMIT", operator: "count", nth: 0 }, "10n", "(10n + 1n)"],
    [{ within: "allowed", operator: "compare", nth: 0 }, "amount < LIMIT", "amount <= LIMIT"],
    [{ within: "allowed", operator: "join", nth: 0 }, "&&", "||"],
    [
      { within: "allowed", operator: "negate", nth: 0 },
      "(amount < LIMIT && !isOpen)",
      "(!(amount < LIMIT && !isOpen))",
    ],
    [{ within: "allowed", operator: "negate", nth: 1 }, "!isOpen", "isOpen"],
    [{ within: "allowed", operator: "negate", nth: 2 }, "isOpen ?", "!(isOpen) ?"],
    [{ within: "allowed", operator: "reckon", nth: 1 }, "amount * 2n", "amount / 2n"],
  ];
  for (const [place, from, to] of CASES) {
    it(`has ${to} for ${from}`, () => {
      expect(broken(place)).to.equal(SOURCE.replace(from, to));
    });
  }

  it("is none where nothing has that name, or not so many places", () => {
    expect(broken({ within: "forbidden", operator: "count", nth: 0 })).to.equal(undefined);
    expect(broken({ within: "LIMIT", operator: "count", nth: 1 })).to.equal(undefined);
  });

  for (const line of LINES) {
    it(`has its place and its test: ${line.rule}`, () => {
      expect(breakLine(readFileSync(line.file, "utf8"), line)).to.be.a("string");
      expect(existsSync(line.test)).to.equal(true);
    });
  }
});
