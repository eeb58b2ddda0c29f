import { returnsANumber } from "../numbers.ts";
import { calleeOf, isA, spanOf, type Node } from "../syntax.ts";
import { countsAsNumber, parentIn, replace, textOf, type Operator, type Place } from "./operator.ts";

/** Casts, constructors, errors and events, and arithmetic, which other operators break. */
const NO_FUNCTION_OF_OURS =
  /^(to(Uint|Int)\d+|[A-Z].*|ceilDiv|min|max|mulDiv|mulShr|mulmod|saturating\w+|log2|sqrt|encode\w*)$/;

/** What a variable begins with, what is returned, or handed to the function that a statement calls is zero. */
export const zero: Operator = (node, place) => {
  if (isA(node, "NumberLiteral") || !countsAsNumber(node, place)) return [];
  const parent = parentIn(place);
  const isBeginning = isA(parent, "VariableDeclarationStatement") && parent.initialValue === node;
  return isBeginning || isReturned(place) || isHandedOver(node, place) ? [replace(node, "0")] : [];
};

/** Two numbers that stand beside each other in such a call change places. */
export const swap: Operator = (node, place) => {
  if (!isA(node, "FunctionCall") || !isCallOfAStatement(node, place.above)) return [];
  const given = node.arguments;
  return given.slice(1).flatMap((second, index) => {
    const first = given[index];
    if (first === undefined || !countsAsNumber(first, place) || !countsAsNumber(second, place)) return [];
    const [a, b] = [textOf(first, place), textOf(second, place)];
    return a === b ? [] : [{ start: spanOf(first).start, end: spanOf(second).end, text: `${b}, ${a}` }];
  });
};

function isReturned({ above, member }: Place): boolean {
  const [parent, holder] = [above.at(-1), above.at(-2)];
  if (isA(parent, "ReturnStatement")) return returnsANumber(member.node);
  return isA(parent, "TupleExpression") && parent.components.length > 1 && isA(holder, "ReturnStatement");
}

function isHandedOver(node: Node, { above }: Place): boolean {
  const call = above.at(-1);
  if (!isA(call, "FunctionCall") || call.expression === node) return false;
  return isCallOfAStatement(call, above.slice(0, -1));
}

/** Done, assigned or returned as it is, and of a function of ours. */
function isCallOfAStatement(call: Node, above: readonly Node[]): boolean {
  const parent = above.at(-1);
  const isWhole =
    isA(parent, "ExpressionStatement", "VariableDeclarationStatement", "ReturnStatement") ||
    (isA(parent, "BinaryOperation") && parent.operator === "=");
  return isWhole && !NO_FUNCTION_OF_OURS.test(calleeOf(call) ?? "A");
}
