import { isA, type Node } from "../syntax.ts";
import { keepOnly, parentIn, replace, textOf, type Change, type Operator, type Place } from "./operator.ts";
import { isGuard, isRevert } from "./statements.ts";

const NEIGHBOURS = new Map([
  ["<", "<="],
  ["<=", "<"],
  [">", ">="],
  [">=", ">"],
  ["==", "!="],
  ["!=", "=="],
]);

const REVERSE = new Map([
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
]);

/** A condition is never met. Where it guards, the guard is gone, which is an operator of its own. */
export const never: Operator = (node, place) => {
  const parent = parentIn(place);
  return isConditionOf(node, parent) && !(parent !== undefined && isGuard(parent)) ? [replace(node, "false")] : [];
};

/** A condition is always met. Under which a function reverts, it would tell nothing; a loop would not end. */
export const always: Operator = (node, place) => {
  const parent = parentIn(place);
  if (!isConditionOf(node, parent) || isA(parent, "WhileStatement", "ForStatement")) return [];
  return isA(parent, "IfStatement") && isRevert(parent.trueBody) ? [] : [replace(node, "true")];
};

/** One of two conditions is not asked. */
export const either: Operator = (node, place) => {
  if (!isA(node, "BinaryOperation") || !["&&", "||"].includes(node.operator)) return [];
  return [keepOnly(node, node.left, place), keepOnly(node, node.right, place)];
};

/** A bound counts on its other side; equal is unequal. */
export const compare: Operator = (node, place) => withOperator(node, place, NEIGHBOURS);

/** Less is more. Not where the comparison is all that an `if` asks: there it would be the coarser of two. */
export const reverse: Operator = (node, place) =>
  isConditionOf(node, parentIn(place)) ? [] : withOperator(node, place, REVERSE);

/** The same two sides with another operator between them. */
export function withOperator(node: Node, place: Place, others: ReadonlyMap<string, string>): Change[] {
  if (!isA(node, "BinaryOperation")) return [];
  const other = others.get(node.operator);
  return other === undefined
    ? []
    : [replace(node, `${textOf(node.left, place)} ${other} ${textOf(node.right, place)}`)];
}

function isConditionOf(node: Node, parent: Node | undefined): boolean {
  if (isA(parent, "IfStatement", "Conditional", "WhileStatement")) return parent.condition === node;
  return isA(parent, "ForStatement") && parent.conditionExpression === node;
}
