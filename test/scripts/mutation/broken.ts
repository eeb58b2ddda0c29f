import { numbersOf } from "../../../scripts/check/mutation/numbers.ts";
import type { OperatorName } from "../../../scripts/check/mutation/operators/index.ts";
import { mutate, sitesOf, type Site } from "../../../scripts/check/mutation/sites.ts";
import { parseSource } from "../../../scripts/check/mutation/syntax.ts";

/** A contract of one function, `C.f`, with that body. */
export function contractOf(body: string): string {
  return `contract C { uint256 total; mapping(address => bool) isSource;
    function f(uint256 a, uint256 b, address who) external returns (uint256) { ${body} } }`;
}

export function sitesIn(source: string): Site[] {
  const tree = parseSource(source);
  return sitesOf(source, tree, numbersOf([tree]));
}

/** The body of `C.f` after each way in which an operator breaks it. */
export function brokenBodies(operator: OperatorName, body: string): string[] {
  const source = contractOf(body);
  const [before = "", after = ""] = contractOf("@").split("@");
  return sitesIn(source)
    .filter((site) => site.operator === operator)
    .map((site) => mutate(source, site).slice(before.length, -after.length));
}
