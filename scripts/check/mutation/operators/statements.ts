import { calleeOf, isA, spanOf, type Node } from "../syntax.ts";
import { parentIn, replace, textOf, type Operator } from "./operator.ts";

const ASSIGNMENTS = new Set(["=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>="]);
const STEPS = new Set(["++", "--", "delete"]);

/** What an assignment, a call, `++`, `--` or `delete` would have done is not done. */
export const drop: Operator = (node, place) => {
  if (!isA(node, "ExpressionStatement") || node.expression === null) return [];
  const parent = parentIn(place);
  // A loop whose step is gone has no end.
  if (isA(parent, "ForStatement") && parent.body !== node) return [];
  const { expression } = node;
  const does =
    isAssignment(expression) ||
    isA(expression, "FunctionCall") ||
    (isA(expression, "UnaryOperation") && STEPS.has(expression.operator));
  return does ? [replace(node, "{}")] : [];
};

/** One of several variables that are assigned together keeps its old value. */
export const keep: Operator = (node, place) => {
  if (!isAssignment(node) || !isA(node.left, "TupleExpression")) return [];
  const parts = node.left.components as (Node | null)[];
  if (parts.filter((part) => part !== null).length < 2) return [];
  const texts = parts.map((part) => (part === null ? "" : textOf(part, place)));
  return parts.flatMap((part, index) => {
    if (part === null) return [];
    return [replace(node.left, `(${texts.map((text, at) => (at === index ? "" : text)).join(", ")})`)];
  });
};

/** A guard is gone: a condition under which a function reverts, returns or leaves its loop. */
export const guard: Operator = (node, place) => {
  if (!isGuard(node) || !isA(node, "IfStatement")) return [];
  return [replace(node, node.falseBody === null ? "{}" : textOf(node.falseBody, place))];
};

/** Two neighbours that call the same function do so in the other order. */
export const reorder: Operator = (node, place) => {
  if (!isA(node, "Block")) return [];
  const statements = node.statements as Node[];
  return statements.flatMap((first, index) => {
    const second = statements[index + 1];
    const callee = calledBy(first);
    if (second === undefined || callee === undefined || callee !== calledBy(second)) return [];
    const { start, end } = { start: spanOf(first).start, end: spanOf(second).end };
    return [{ start, end, text: `${textOf(second, place)} ${textOf(first, place)}` }];
  });
};

/** An `if` that only reverts, returns or leaves a loop. */
export function isGuard(node: Node): boolean {
  return isA(node, "IfStatement") && isExit(node.trueBody);
}

/** Whether a statement only reverts. */
export function isRevert(node: Node): boolean {
  return isA(only(node), "RevertStatement");
}

function isExit(node: Node): boolean {
  return isA(
    only(node),
    "RevertStatement",
    "ReturnStatement",
    "BreakStatement",
    "ContinueStatement",
    "Break",
    "Continue",
  );
}

function only(node: Node): Node | undefined {
  if (!isA(node, "Block")) return node;
  return node.statements.length === 1 ? (node.statements[0] as Node) : undefined;
}

function isAssignment(node: Node): node is Extract<Node, { type: "BinaryOperation" }> {
  return isA(node, "BinaryOperation") && ASSIGNMENTS.has(node.operator);
}

function calledBy(node: Node): string | undefined {
  if (!isA(node, "ExpressionStatement") || node.expression === null) return undefined;
  return calleeOf(isAssignment(node.expression) ? node.expression.right : node.expression);
}
