import type { Member } from "../members.ts";
import { isNumber } from "../numbers.ts";
import { spanOf, type Node, type Span } from "../syntax.ts";

/** What an operator sees beside the node it is asked about. */
export type Place = {
  readonly source: string;
  readonly member: Member;
  /** From the member down to the node's parent. */
  readonly above: readonly Node[];
  /** Names that are numbers in the contract and what it imports. */
  readonly numbers: ReadonlySet<string>;
};

/** Text that takes the place of a piece of the source. */
export type Change = Span & { readonly text: string };

/** Every way in which it breaks one node; of the nodes below, it is asked by itself. */
export type Operator = (node: Node, place: Place) => readonly Change[];

export function replace(node: Node, text: string): Change {
  return { ...spanOf(node), text };
}

export function textOf(node: Node, { source }: Pick<Place, "source">): string {
  const { start, end } = spanOf(node);
  return source.slice(start, end);
}

/** Leaves one of a node's parts in its place. */
export function keepOnly(node: Node, part: Node, place: Place): Change {
  return replace(node, textOf(part, place));
}

export function parentIn({ above }: Place): Node | undefined {
  return above.at(-1);
}

export function countsAsNumber(node: Node, { member, numbers }: Place): boolean {
  return isNumber(node, member.locals, numbers);
}
