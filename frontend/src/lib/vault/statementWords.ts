import type { FacilityStatement, StatementPart } from "../history/facilityStatement";

/** What became of the money, in the order in which it is read. */
const WORDS: Record<StatementPart, string> = {
  returned: "Came back, never spent",
  depreciated: "Depreciated",
  principal: "Principal paid back",
  recovered: "Recovered: sales, insurance, payments",
  bond: "Borne by the operator’s bond",
  reserve: "Borne by its reserve",
  writtenDown: "Written down, borne by shareholders",
  lost: "Lost by shareholders",
  atWork: "Still at work",
};

/** The parts that there are; at work is always one of them. Their amounts add up to what was paid. */
export function statementLines({ parts }: FacilityStatement): { part: StatementPart; label: string; amount: bigint }[] {
  return (Object.keys(WORDS) as StatementPart[])
    .filter((part) => part === "atWork" || parts[part] !== 0n)
    .map((part) => ({ part, label: WORDS[part], amount: parts[part] }));
}

/** What shareholders lost of it, written down or otherwise. */
export function lostIn({ parts }: FacilityStatement): bigint {
  return parts.lost + parts.writtenDown;
}
