import { expect } from "chai";
import type { OperatorName } from "../../../scripts/check/mutation/operators/index.ts";
import { mutate } from "../../../scripts/check/mutation/sites.ts";
import { brokenBodies, sitesIn } from "./broken.ts";

type Case = readonly [operator: OperatorName, body: string, ...broken: readonly string[]];

const CASES: readonly Case[] = [
  ["drop", "total = a; g(b);", "{} g(b);", "total = a; {}"],
  ["drop", "if (a > b) ++total; else delete total;", "if (a > b) {} else delete total;", "if (a > b) ++total; else {}"],
  ["drop", "for (uint256 i = 0; i < a; ++i) g(i);", "for (uint256 i = 0; i < a; ++i) {}"],
  ["drop", "emit Done(a); uint256 c = g(a);"],
  ["keep", "(a, , b) = g();", "(, , b) = g();", "(a, , ) = g();"],
  ["guard", "if (a > b) revert Above(a); return b;", "{} return b;"],
  ["guard", "if (a > b) { return a; } else g(b);", "g(b);"],
  ["guard", "if (a > b) g(a);"],
  ["reorder", "a = g(a); b = g(b); h(a);", "b = g(b); a = g(a); h(a);"],
  ["never", "if (a > b) g(a);", "if (false) g(a);"],
  ["never", "if (a > b) return a; while (b > 0) g(b);", "if (a > b) return a; while (false) g(b);"],
  ["always", "if (a > b) return a; while (b > 0) g(b);", "if (true) return a; while (b > 0) g(b);"],
  ["always", "if (a > b) revert Above(a);"],
  ["either", "if (a > b && isSource[who]) g(a);", "if (a > b) g(a);", "if (isSource[who]) g(a);"],
  ["compare", "if (a < b) g(a);", "if (a <= b) g(a);"],
  ["compare", "bool c = a == b;", "bool c = a != b;"],
  ["reverse", "bool c = a < b; if (a > b) g(a);", "bool c = a > b; if (a > b) g(a);"],
  ["arithmetic", "g(a + b * 2);", "g(a - b * 2);", "g(a + b / 2);"],
  ["arithmetic", "total += a;", "total -= a;"],
  ["side", "g(a + b);", "g(a);", "g(b);"],
  ["side", "g(a - b); h(Math.saturatingSub(a, b));", "g(a); h(Math.saturatingSub(a, b));", "g(a - b); h(a);"],
  ["side", "total = Math.min(a, b);", "total = a;", "total = b;"],
  ["rounding", "total = a / b;", "total = ((a) + (b) - 1) / (b);"],
  ["rounding", "total = Math.ceilDiv(a + 1, b);", "total = ((a + 1) / (b));"],
  ["rounding", "total = Math.mulDiv(a, b, 7);", "total = Math.mulDiv(a, b, 7, Math.Rounding.Ceil);"],
  [
    "rounding",
    "total = Math.mulDiv(a, b, 7, Math.Rounding.Ceil);",
    "total = Math.mulDiv(a, b, 7, Math.Rounding.Floor);",
  ],
  ["rounding", "total = SharesMath.toSharesDown(a, b);", "total = SharesMath.toSharesUp(a, b);"],
  ["zero", "uint256 c = total; return a;", "uint256 c = 0; return a;", "uint256 c = total; return 0;"],
  ["zero", "g(a, who); h(uint256(b));", "g(0, who); h(uint256(b));", "g(a, who); h(0);"],
  ["zero", "emit Done(a); revert Above(b);"],
  ["swap", "g(a, b, who);", "g(b, a, who);"],
  ["swap", "g(a, who, b); h(a, a);"],
];

describe("mutation operators", () => {
  for (const [operator, body, ...broken] of CASES) {
    it(`${operator}: ${body}`, () => {
      expect(brokenBodies(operator, body)).to.deep.equal(broken);
    });
  }

  it("open: takes a function's modifiers away, one at a time, and leaves a constructor's alone", () => {
    const source = "contract C is D { constructor() D(1) {} function f() external restricted only(2) {} }";
    const opened = sitesIn(source).filter(({ operator }) => operator === "open");
    expect(opened.map((site) => mutate(source, site).replace(/.* external /, ""))).to.deep.equal([
      " only(2) {} }",
      "restricted  {} }",
    ]);
  });

  it("one: makes constants one, and nothing else", () => {
    const source = "contract C { uint256 constant UNIT = 1e6; uint256[8] seats; function f() external { g(2); } }";
    const [site, ...others] = sitesIn(source).filter(({ operator }) => operator === "one");
    expect(others).to.be.empty;
    expect(site && mutate(source, site)).to.contain("UNIT = 1;");
  });

  it("puts a change where it belongs behind letters of any alphabet", () => {
    expect(brokenBodies("drop", "/* ⌈a⌉ · 𝔸 → b */ total = a;")).to.deep.equal(["/* ⌈a⌉ · 𝔸 → b */ {}"]);
  });
});
