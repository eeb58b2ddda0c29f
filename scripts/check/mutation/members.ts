import { localsOf } from "./numbers.ts";
import { isA, type Node } from "./syntax.ts";

/** A function, a modifier, a constructor or a constant: what has a name in a contract and can be broken. */
export type Member = {
  /** `VaultPostings.post`; the second of two that share a name is `VaultPostings.post#2`. */
  readonly name: string;
  readonly node: Node;
  /** Parameters and variables, and whether each is a number. No selection may depend on their names. */
  readonly locals: ReadonlyMap<string, boolean>;
};

/** In the order of the source. Interfaces have nothing to break. */
export function membersOf(tree: Node): Member[] {
  const members: Member[] = [];
  const add = (owner: string, node: Node): void => {
    const given = nameOf(node);
    if (given === undefined) return;
    const plain = `${owner}.${given}`;
    const earlier = members.filter(({ name }) => name === plain || name.startsWith(`${plain}#`)).length;
    const name = earlier === 0 ? plain : `${plain}#${earlier + 1}`;
    members.push({ name, node, locals: localsOf(node) });
  };
  for (const top of isA(tree, "SourceUnit") ? tree.children : []) {
    if (!isA(top, "ContractDefinition")) add("file", top);
    else if (top.kind !== "interface") for (const node of top.subNodes as Node[]) add(top.name, node);
  }
  return members;
}

function nameOf(node: Node): string | undefined {
  if (isA(node, "FunctionDefinition")) return node.isConstructor ? "constructor" : (node.name ?? "fallback");
  if (isA(node, "ModifierDefinition")) return node.name;
  if (isA(node, "FileLevelConstant")) return node.name;
  return isA(node, "StateVariableDeclaration") ? (node.variables[0]?.name ?? undefined) : undefined;
}
