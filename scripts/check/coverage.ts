// Part of `npm test`: tells what the TypeScript tests of the contracts have reached, and fails below the gate. Those in
// Solidity add nothing that is needed here, and run several times faster uncounted. Lines of contracts/ without mocks
// and interfaces, which hardhat.config.ts leaves unmeasured.

import hre from "hardhat";
import { existsSync, readFileSync } from "node:fs";
import { COVERAGE_REPORT } from "./parts.ts";

const GATE_PERCENT = 98;

/** Whose lines count: Hardhat keeps what the tests of each kind have reached in a folder of their own. */
const COUNTED = "mocha";

// Nothing is compiled: building tells Hardhat which lines there are.
await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
await hre.hooks.runHandlerChain("test", "onTestRunDone", [COUNTED], () => Promise.resolve());

type FileCoverage = { readonly file: string; readonly lines: number; readonly missed: readonly number[] };

const files = readLcov(existsSync(COVERAGE_REPORT) ? readFileSync(COVERAGE_REPORT, "utf8") : "").filter(({ file }) =>
  file.startsWith("contracts/"),
);
const lines = files.reduce((sum, file) => sum + file.lines, 0);
const missed = files.reduce((sum, file) => sum + file.missed.length, 0);

for (const file of files) {
  if (file.missed.length > 0) console.log(`${file.file}: lines ${file.missed.join(", ")} are not covered`);
}
if (lines === 0) {
  console.error(
    `There is no ${COVERAGE_REPORT}, or it measures no line of contracts/: the tests before this part leave it.`,
  );
  process.exitCode = 1;
} else {
  const percent = (100 * (lines - missed)) / lines;
  console.log(`${lines - missed} of ${lines} lines covered: ${percent.toFixed(2)} % (gate: ${GATE_PERCENT} %)`);
  if (percent < GATE_PERCENT) process.exitCode = 1;
}

function readLcov(report: string): FileCoverage[] {
  return report
    .split("end_of_record")
    .filter((record) => record.includes("SF:"))
    .map((record) => {
      const file = /^SF:(.+)$/m.exec(record)?.[1] ?? "";
      const hits = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(
        ([, line, count]) => [Number(line), Number(count)] as const,
      );
      return { file, lines: hits.length, missed: hits.filter(([, count]) => count === 0).map(([line]) => line) };
    });
}
