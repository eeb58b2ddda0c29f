import { callOf, isA, type Node } from "../syntax.ts";
import { withOperator } from "./conditions.ts";
import { keepOnly, replace, textOf, type Operator } from "./operator.ts";

const OPPOSITES = new Map([
  ["+", "-"],
  ["-", "+"],
  ["*", "/"],
  ["/", "*"],
  ["+=", "-="],
  ["-=", "+="],
  ["*=", "/="],
  ["/=", "*="],
]);

/** Of `a + b` each side alone; of `a - b` and `saturatingSub` only what is taken from. */
const BOTH_SIDES = new Set(["+", "|"]);
const LEFT_SIDE = new Set(["-", "&"]);

/** Plus is minus, times is through. */
export const arithmetic: Operator = (node, place) => withOperator(node, place, OPPOSITES);

/** Only one side of a sum, a difference, or of the lesser or greater of two. */
export const side: Operator = (node, place) => {
  if (isA(node, "BinaryOperation")) {
    const { operator, left, right } = node;
    if (BOTH_SIDES.has(operator)) return [keepOnly(node, left, place), keepOnly(node, right, place)];
    return LEFT_SIDE.has(operator) ? [keepOnly(node, left, place)] : [];
  }
  const bound = callOf(node, "Math", "min", "max", "saturatingAdd") ?? callOf(node, "SignedMath", "min", "max");
  if (bound !== undefined) return bound.arguments.map((part) => keepOnly(node, part, place));
  const [from] = callOf(node, "Math", "saturatingSub")?.arguments ?? [];
  return from === undefined ? [] : [keepOnly(node, from, place)];
};

/** Up is down, and down is up. */
export const rounding: Operator = (node, place) => {
  if (isA(node, "BinaryOperation") && node.operator === "/") {
    const [above, below] = [textOf(node.left, place), textOf(node.right, place)];
    return [replace(node, `((${above}) + (${below}) - 1) / (${below})`)];
  }
  const [above, below] = callOf(node, "Math", "ceilDiv")?.arguments ?? [];
  if (above !== undefined && below !== undefined) {
    return [replace(node, `((${textOf(above, place)}) / (${textOf(below, place)}))`)];
  }
  if (callOf(node, "Math", "mulDiv")?.arguments.length === 3) {
    return [replace(node, textOf(node, place).replace(/,?\s*\)$/, ", Math.Rounding.Ceil)"))];
  }
  return turnedName(node).map(([from, to]) => replace(node, textOf(node, place).replace(new RegExp(`${from}$`), to)));
};

/** A constant is one. */
export const one: Operator = (node, { above }) =>
  isA(node, "NumberLiteral") && above.length === 1 && isA(above[0], "FileLevelConstant", "StateVariableDeclaration")
    ? [replace(node, "1")]
    : [];

/** `Math.Rounding.Ceil`, and functions whose names say where they round: `toSharesDown`. */
function turnedName(node: Node): (readonly [string, string])[] {
  if (!isA(node, "MemberAccess")) return [];
  const { expression, memberName } = node;
  if (isA(expression, "MemberAccess") && expression.memberName === "Rounding") {
    return memberName === "Ceil" ? [["Ceil", "Floor"]] : [["Floor", "Ceil"]];
  }
  if (!isA(expression, "Identifier") || expression.name !== "SharesMath") return [];
  return memberName.endsWith("Up") ? [["Up", "Down"]] : [["Down", "Up"]];
}
