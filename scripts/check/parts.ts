import { byExitCode, bySummaryLines, type Tally } from "./tally.ts";

/** One line of `npm test`. */
export type Part = {
  readonly id: string;
  readonly title: string;
  /** A tool of node_modules/.bin, or a file of ours, and its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
  readonly count: (output: string, succeeded: boolean) => Tally;
  /** Longest it may take; afterwards it is ended and counts as failed. */
  readonly seconds: number;
  /** Whether its output is shown as it comes, or only when it fails. */
  readonly loud: boolean;
  readonly env?: Readonly<Record<string, string>>;
};

export const parts: readonly Part[] = [
  {
    id: "solidity",
    title: "Solidity tests: unit, fuzz, invariants",
    command: ["hardhat", "test", "solidity"],
    count: bySummaryLines,
    seconds: 300,
    loud: true,
  },
  {
    id: "typescript",
    title: "TypeScript tests: contracts, deployment, scripts",
    command: ["hardhat", "test", "mocha"],
    count: bySummaryLines,
    seconds: 300,
    loud: true,
  },
  {
    id: "types",
    title: "types",
    command: ["tsc", "--project", "."],
    count: byExitCode,
    seconds: 120,
    loud: false,
  },
];
