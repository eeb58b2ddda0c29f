import { calleeOf, callOf, isA, nodesIn, type Node } from "./syntax.ts";

const ARITHMETIC = new Set(["+", "-", "*", "/", "%", "**", "<<", ">>"]);
const CASTS = /^to(Uint|Int)\d+$/;

/** Names of struct fields, state variables and functions that are a number wherever these sources declare them. */
export function numbersOf(trees: readonly Node[]): Set<string> {
  const numbers = new Set(["timestamp", "length"]);
  const others = new Set<string>();
  for (const tree of trees) {
    for (const node of nodesIn(tree)) {
      for (const [name, isNumber] of declaredBy(node)) (isNumber ? numbers : others).add(name);
    }
  }
  return new Set([...numbers].filter((name) => !others.has(name)));
}

/** The same of a function's parameters and variables. */
export function localsOf(member: Node): Map<string, boolean> {
  const locals = new Map<string, boolean>();
  for (const node of nodesIn(member)) {
    if (isA(node, "VariableDeclaration") && node.name !== null && !node.isStateVar) {
      locals.set(node.name, isNumberType(node.typeName));
    }
  }
  return locals;
}

/** Whether the zero of numbers can stand in its place, as far as the syntax tells. */
export function isNumber(node: Node, locals: ReadonlyMap<string, boolean>, numbers: ReadonlySet<string>): boolean {
  const again = (part: Node): boolean => isNumber(part, locals, numbers);
  if (isA(node, "NumberLiteral")) return true;
  if (isA(node, "Identifier")) return locals.get(node.name) ?? numbers.has(node.name);
  if (isA(node, "MemberAccess")) return numbers.has(node.memberName);
  if (isA(node, "BinaryOperation")) return ARITHMETIC.has(node.operator) && again(node.left);
  if (isA(node, "UnaryOperation")) return node.operator === "-" && again(node.subExpression);
  if (isA(node, "Conditional")) return again(node.trueExpression) && again(node.falseExpression);
  if (isA(node, "TupleExpression")) return node.components.length === 1 && again(node.components[0] as Node);
  if (!isA(node, "FunctionCall")) return false;
  if (isA(node.expression, "ElementaryTypeName")) return isNumberType(node.expression);
  const callee = calleeOf(node) ?? "";
  return callOf(node, "Math") !== undefined || CASTS.test(callee) || numbers.has(callee);
}

export function isNumberType(node: unknown): boolean {
  return isA(node, "ElementaryTypeName") && /^u?int\d*$/.test(node.name);
}

function declaredBy(node: Node): (readonly [string, boolean])[] {
  if (isA(node, "StructDefinition")) {
    return node.members.map(({ name, typeName }) => [name ?? "", isNumberType(typeName)] as const);
  }
  if (isA(node, "VariableDeclaration") && node.isStateVar) return [[node.name ?? "", isNumberType(node.typeName)]];
  if (isA(node, "FileLevelConstant")) return [[node.name, isNumberType(node.typeName)]];
  if (!isA(node, "FunctionDefinition")) return [];
  return [[node.name ?? "", returnsANumber(node)]];
}

export function returnsANumber(node: Node): boolean {
  if (!isA(node, "FunctionDefinition") || node.returnParameters?.length !== 1) return false;
  return isNumberType(node.returnParameters[0]?.typeName);
}
