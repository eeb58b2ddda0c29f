import { parse } from "@solidity-parser/parser";
import type { ASTNode, StateVariableDeclaration } from "@solidity-parser/parser/dist/src/ast-types.js";

export type Node = ASTNode | StateVariableDeclaration;

type OfType<T extends Node["type"]> = Extract<Node, { type: T }>;

/** A piece of a source, from `start` up to but without `end`. */
export type Span = { readonly start: number; readonly end: number };

export function parseSource(source: string): Node {
  return parse(source, { range: true });
}

export function isA<T extends Node["type"]>(node: unknown, ...types: readonly T[]): node is OfType<T> {
  return isNode(node) && (types as readonly string[]).includes(node.type);
}

/** The nodes right below, in the order in which they are written. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter(isNode)
    .filter(({ range }) => range !== undefined)
    .sort((a, b) => spanOf(a).start - spanOf(b).start);
}

/** A node and all below it. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}

export function spanOf(node: Node): Span {
  if (node.range === undefined) throw new Error(`A ${node.type} without a place in its source.`);
  return { start: node.range[0], end: node.range[1] + 1 };
}

/** What identifiers other than `locals`, and accesses to members in it say. */
export function namesIn(node: Node, locals: ReadonlyMap<string, unknown>): Set<string> {
  const names = new Set<string>();
  for (const each of nodesIn(node)) {
    if (isA(each, "Identifier", "ModifierInvocation") && !locals.has(each.name)) names.add(each.name);
    if (isA(each, "MemberAccess")) names.add(each.memberName);
  }
  return names;
}

/** `withLocked` of `vesting.withLocked(…)`, `_post` of `_post(…)`; nothing of a cast to an elementary type. */
export function calleeOf(node: Node): string | undefined {
  if (!isA(node, "FunctionCall")) return undefined;
  if (isA(node.expression, "Identifier")) return node.expression.name;
  return isA(node.expression, "MemberAccess") ? node.expression.memberName : undefined;
}

/** The call of `library.name` that it is, or of any function of that library. */
export function callOf(node: Node, library: string, ...names: readonly string[]): OfType<"FunctionCall"> | undefined {
  if (!isA(node, "FunctionCall") || !isA(node.expression, "MemberAccess")) return undefined;
  const { expression, memberName } = node.expression;
  const isOfLibrary = isA(expression, "Identifier") && expression.name === library;
  return isOfLibrary && (names.length === 0 || names.includes(memberName)) ? node : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
