import { membersOf } from "./members.ts";
import { OPERATOR_NAMES, OPERATORS, type OperatorName } from "./operators/index.ts";
import type { Change, Place } from "./operators/operator.ts";
import { isGuard } from "./operators/statements.ts";
import { childrenOf, isA, namesIn, type Node } from "./syntax.ts";

/** One place of a contract and one way to break it. */
export type Site = {
  /** `VaultPostings.post` */
  readonly member: string;
  readonly operator: OperatorName;
  /** Among the sites of its operator in its member, in the order of the source, from 1 on. */
  readonly ordinal: number;
  /** What its statement mentions beside variables of the function. */
  readonly words: ReadonlySet<string>;
  readonly change: Change;
};

/** Every site of a source, in its order. */
export function sitesOf(source: string, tree: Node, numbers: ReadonlySet<string>): Site[] {
  return membersOf(tree).flatMap((member) => sitesOfMember({ source, member, above: [], numbers }));
}

/** `VaultPostings.post: drop 7`. Neither a variable's name nor the layout of the source changes it. */
export function idOf({ member, operator, ordinal }: Pick<Site, "member" | "operator" | "ordinal">): string {
  return `${member}: ${operator} ${ordinal}`;
}

/** The broken source. */
export function mutate(source: string, { change }: Site): string {
  return source.slice(0, change.start) + change.text + source.slice(change.end);
}

/** What stands there and what comes in its place, for people. */
export function describe(source: string, { change }: Site): string {
  return `«${brief(source.slice(change.start, change.end))}» → «${brief(change.text)}»`;
}

function sitesOfMember(root: Place): Site[] {
  const found: Omit<Site, "ordinal">[] = [];
  const visit = (node: Node, place: Place, words: ReadonlySet<string>): void => {
    const here = headOf(node);
    const known = here === undefined ? words : namesIn(here, place.member.locals);
    for (const operator of OPERATOR_NAMES) {
      for (const change of OPERATORS[operator](node, place)) {
        found.push({ member: place.member.name, operator, words: known, change });
      }
    }
    for (const child of childrenOf(node)) visit(child, { ...place, above: [...place.above, node] }, known);
  };
  visit(root.member.node, root, new Set());
  const counts = new Map<OperatorName, number>();
  return found.map((site) => {
    const ordinal = (counts.get(site.operator) ?? 0) + 1;
    counts.set(site.operator, ordinal);
    return { ...site, ordinal };
  });
}

/** What of a statement says which one it is: of an `if` that holds others, only what it asks. */
function headOf(node: Node): Node | undefined {
  if (isA(node, "IfStatement")) return isGuard(node) && node.falseBody === null ? node : node.condition;
  if (isA(node, "WhileStatement")) return node.condition;
  if (isA(node, "ForStatement")) return node.conditionExpression;
  const isStatement = isA(
    node,
    "ExpressionStatement",
    "VariableDeclarationStatement",
    "ReturnStatement",
    "RevertStatement",
    "ModifierInvocation",
  );
  return isStatement ? node : undefined;
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}
