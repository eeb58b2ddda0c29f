import { byExitCode, bySummaryLines, type Tally } from "./tally.ts";
import { ELSEWHERE, filesOf, OF_CONTRACTS } from "./testFolders.ts";

/** One line of `npm test`. */
export type Part = {
  readonly id: string;
  readonly title: string;
  /** A tool of node_modules/.bin, or a TypeScript file of ours, and its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
  readonly count: (output: string, succeeded: boolean) => Tally;
  /**
   * Longest it may take, several times what it takes on two idle cores; afterwards it is ended and counts as failed.
   */
  readonly seconds: number;
  /** Whether its output is shown as it comes, or only when it fails. */
  readonly loud: boolean;
  /** Parts that have to have run before it, where they are run at all. */
  readonly needs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Removed first, so that an earlier run's cannot stand in for what this one leaves. */
  readonly leaves?: string;
};

/** What the tests covered, for the part that judges it. */
export const COVERAGE_REPORT = "coverage/lcov.info";

const SOLIDITY = ["contracts/**/*.sol", "test/**/*.sol"] as const;

const single = { count: byExitCode, loud: false } as const;
const tests = { count: bySummaryLines, loud: false } as const;
/** Instrumented contracts must not push the plain ones out of their cache. */
const counted = { env: { BUILD_FOLDER: "coverage", HARDHAT_COVERAGE: "true" } } as const;
/** Solidity tests carry the contracts that they deploy, so they compile without the optimizer. */
const inSolidity = { env: { BUILD_FOLDER: "solidity" } } as const;

/** In this order, where nothing has to be waited for: what others wait for first, then the longest. */
export const parts: readonly Part[] = [
  {
    ...single,
    ...counted,
    id: "instrument",
    title: "compile, counting lines",
    command: ["hardhat", "build", "--no-tests"],
    seconds: 400,
  },
  { ...single, id: "compile", title: "compile", command: ["hardhat", "build", "--no-tests"], seconds: 600 },
  { ...single, id: "web-build", title: "web app build", command: ["next", "build", "frontend"], seconds: 400 },
  {
    ...single,
    id: "web-types",
    title: "web app types",
    command: ["tsc", "--project", "frontend"],
    seconds: 600,
    needs: ["web-build"],
  },
  {
    ...tests,
    id: "commands",
    title: "TypeScript tests of everything else",
    command: ["hardhat", "test", "mocha", "--no-compile", ...filesOf(ELSEWHERE)],
    seconds: 1500,
    needs: ["compile"],
  },
  {
    ...tests,
    id: "browser",
    title: "web app in a browser",
    command: ["mocha", "--node-option=import=tsx", "--forbid-only", "--timeout=120000", "frontend/test/**/*.test.ts"],
    seconds: 1200,
    needs: ["compile", "web-build", "web-types"],
  },
  {
    ...tests,
    ...counted,
    id: "typescript",
    loud: true,
    title: "TypeScript tests of the contracts, counting lines",
    command: ["hardhat", "test", "mocha", "--no-compile", ...filesOf(OF_CONTRACTS)],
    seconds: 1500,
    needs: ["instrument"],
    leaves: "coverage/data/mocha",
  },
  {
    ...single,
    ...inSolidity,
    id: "solidity-build",
    title: "compile Solidity tests",
    command: ["hardhat", "build"],
    seconds: 900,
  },
  {
    ...tests,
    ...inSolidity,
    id: "solidity",
    title: "Solidity tests",
    command: ["hardhat", "test", "solidity", "--no-compile"],
    seconds: 1200,
    needs: ["solidity-build"],
  },
  {
    ...single,
    id: "mutants",
    title: "broken contracts fail their tests",
    command: ["scripts/check/mutants.ts", "--sample"],
    seconds: 1200,
    needs: ["compile"],
  },
  {
    ...single,
    id: "lint",
    title: "lint TypeScript",
    command: ["eslint", "--max-warnings=0", "."],
    seconds: 900,
    needs: ["compile", "web-build"],
  },
  {
    ...single,
    id: "types",
    title: "types",
    command: ["tsc", "--project", "."],
    seconds: 600,
    needs: ["compile"],
  },
  { ...single, id: "format", title: "format", command: ["prettier", "--check", "."], seconds: 180 },
  {
    ...single,
    id: "solhint",
    title: "lint Solidity",
    command: ["solhint", "--noPoster", "--disc", "--max-warnings=0", ...SOLIDITY],
    seconds: 180,
  },
  {
    ...single,
    ...counted,
    id: "coverage",
    title: "line coverage",
    command: ["hardhat", "run", "--no-compile", "scripts/check/coverage.ts"],
    seconds: 120,
    needs: ["typescript"],
    leaves: COVERAGE_REPORT,
  },
  {
    ...single,
    id: "abi",
    title: "committed ABIs are current",
    command: ["scripts/abi.ts", "--check"],
    seconds: 240,
    needs: ["compile"],
  },
];
