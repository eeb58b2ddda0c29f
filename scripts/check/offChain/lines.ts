import type { Place } from "./breakLine.ts";

/** A line outside the contracts that must not be wrong, and the test that has to notice. */
export type Line = Place & {
  readonly rule: string;
  readonly file: string;
  readonly test: string;
};

const web = (name: string): string => `frontend/test/unit/${name}.test.ts`;

/** Of each part that is off chain: deployment, SDK, tools, index, web app. */
export const LINES: readonly Line[] = [
  {
    rule: "Who signed for another set does not count",
    file: "packages/sdk/src/reports/checkSignatures.ts",
    within: "checkSignatures",
    operator: "compare",
    nth: 0,
    test: "test/sdk/reports/quorum.test.ts",
  },
  {
    rule: "A node is asked for less only down to one block",
    file: "packages/sdk/src/logs/Size.ts",
    within: "lower",
    operator: "compare",
    nth: 0,
    test: "test/sdk/logs/LogReader.test.ts",
  },
  {
    rule: "What had to be lowered is raised again",
    file: "packages/sdk/src/logs/Size.ts",
    within: "accept",
    operator: "reckon",
    nth: 0,
    test: "test/sdk/logs/LogReader.test.ts",
  },
  {
    rule: "A bond is rounded up",
    file: "packages/sdk/src/model/bond.ts",
    within: "bondNeeded",
    operator: "reckon",
    nth: 0,
    test: "test/sdk/model/bond.test.ts",
  },
  {
    rule: "Where enough is allowed, nothing more is",
    file: "packages/sdk/src/actions/approvals.ts",
    within: "approvalsFor",
    operator: "compare",
    nth: 0,
    test: "test/sdk/actions/onChain.test.ts",
  },
  {
    rule: "The deadline of a facility in service is due, and of no other",
    file: "packages/sdk/src/due/ofFacility.ts",
    within: "dueOfFacility",
    operator: "compare",
    nth: 0,
    test: "test/sdk/due/ofFacility.test.ts",
  },
  {
    rule: "A living holder keeps the lock of a deployment",
    file: "deploy/chain/lock.ts",
    within: "take",
    operator: "compare",
    nth: 1,
    test: "test/deploy/lock.test.ts",
  },
  {
    rule: "Code that is not the compiler's is found",
    file: "deploy/checks.ts",
    within: "codeFacts",
    operator: "compare",
    nth: 3,
    test: "test/deploy/checks.test.ts",
  },
  {
    rule: "The governor's delay is longer than an epoch",
    file: "deploy/parameters.ts",
    operator: "compare",
    nth: 9,
    test: "test/deploy/parameters.test.ts",
  },
  {
    rule: "An event is not believed where the terms say something else",
    file: "scripts/nav/books.ts",
    within: "expectByTerms",
    operator: "compare",
    nth: 0,
    test: "test/scripts/navDisagrees.test.ts",
  },
  {
    rule: "The index gives each question the logs of its own contracts",
    file: "packages/indexer/relay/LogRanges.ts",
    within: "read",
    operator: "join",
    nth: 0,
    test: "test/indexer/relay.test.ts",
  },
  {
    rule: "A number that may be grouped is not taken for a plain one",
    file: "frontend/src/lib/format/parseAmount.ts",
    within: "isPlain",
    operator: "negate",
    nth: 0,
    test: web("parseAmount"),
  },
  {
    rule: "A price may move by 0.1 % between the preview and the block, and not by more",
    file: "frontend/src/lib/flows/slippage.ts",
    within: "SLIPPAGE_BPS",
    operator: "count",
    nth: 0,
    test: web("slippage"),
  },
  {
    rule: "Reports that are pending are still to be paid in",
    file: "frontend/src/lib/history/settleable.ts",
    within: "stillToPay",
    operator: "join",
    nth: 1,
    test: web("settleable"),
  },
  {
    rule: "Nothing under seven days is annualised",
    file: "frontend/src/lib/history/yields.ts",
    within: "SHORTEST",
    operator: "count",
    nth: 0,
    test: web("yields"),
  },
  {
    rule: "What lies in the lockbox is not in arrears",
    file: "frontend/src/lib/history/arrears.ts",
    within: "rentArrears",
    operator: "reckon",
    nth: 1,
    test: web("arrears"),
  },
  {
    rule: "A report is unreported only after its deadline",
    file: "frontend/src/lib/history/arrears.ts",
    within: "arrearsOf",
    operator: "compare",
    nth: 1,
    test: web("arrears"),
  },
];
