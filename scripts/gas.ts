// `npm run gas`: what every call costs with 1, 10, 100 and 1,000 clusters in service, beside two plain ERC-4626 vaults
// over the same token, what leaving through the queue costs beside 1, 100 and 10,000 others, what those pay who come
// first when facilities have become delinquent, what settling costs for each form of financing, and for many clusters
// at once, and what reports cost one by one and at once, with the contracts as they are deployed.
//
// Fails when a figure is above its limit or depends on the number of clusters or requests, when a figure grew by more
// than 1 % over the committed baseline, or a contract outgrew what a chain accepts. `npm run gas -- --update` announces
// new figures: it writes the baseline, and the commit shows what became dearer.

import "./support/productionBuild.ts";
import { Command } from "commander";
import hre from "hardhat";
import { BASELINE, compare, readBaseline, writeBaseline } from "./gas/baseline.ts";
import { CODE_SIZE_LIMIT, codeSizes } from "./gas/codeSizes.ts";
import { dearFleets, dearForms, dearReports, exceeded, LIMITS, QUEUE_LIMITS } from "./gas/limits.ts";
import {
  AT_ONCE,
  LATE,
  measure,
  measureDue,
  measureFleets,
  measureForms,
  measureQueue,
  measureReports,
  OURS,
  QUEUE,
} from "./gas/measure.ts";
import { openChain } from "./gas/openChain.ts";
import { table } from "./gas/table.ts";

const { update } = new Command("npm run gas --")
  .description("Measure the gas of every call from receipts and hold it against the committed baseline.")
  .option("--update", `write the measured figures to ${BASELINE}`)
  .parse()
  .opts<{ update?: boolean }>();

console.log("Compiling through the IR: minutes when contracts changed, cached otherwise.");
await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
const { ethers } = await openChain();

const calls = await measure(ethers);
console.log(`\n${table(calls)}`);
const exits = await measureQueue();
console.log(`\n${table(exits)}`);
const due = await measureDue();
console.log(`\n${table(due)}`);
const forms = await measureForms();
console.log(`\n${table(forms)}`);
const fleets = await measureFleets();
console.log(`\n${table(fleets)}`);
const reports = await measureReports();
console.log(`\n${table(reports)}`);
const measured = { ...calls, ...exits, ...due, ...forms, ...fleets, ...reports };

const sizes = await codeSizes(hre);
console.log(`\nbytes of code (limit ${CODE_SIZE_LIMIT.toLocaleString("en-US")})`);
for (const { name, bytes } of sizes) console.log(`${bytes.toLocaleString("en-US").padStart(8)}  ${name}`);
for (const { name, bytes } of sizes.filter((one) => one.bytes > CODE_SIZE_LIMIT)) {
  console.error(`✘ ${name} is too large to be deployed, by ${bytes - CODE_SIZE_LIMIT} bytes.`);
  process.exitCode = 1;
}

const broken = [
  ...exceeded(calls, OURS, LIMITS, "facilities"),
  ...exceeded(exits, QUEUE, QUEUE_LIMITS, "requests"),
  ...exceeded(due, LATE, {}, "delinquent facilities"),
  ...dearForms(forms),
  ...dearFleets(fleets),
  ...dearReports(reports, AT_ONCE),
];
for (const finding of broken) {
  console.error(`✘ ${finding}`);
  process.exitCode = 1;
}

if (update) {
  await writeBaseline(measured);
  console.log(`\nWrote ${BASELINE}: commit it with a word on what changed.`);
} else {
  const findings = compare(measured, await readBaseline());
  for (const finding of findings) console.error(`✘ ${finding}`);
  if (findings.length === 0) console.log("\nNo figure grew by more than 1 %.");
  else {
    console.error("If that is meant, announce it: `npm run gas -- --update`, and commit the baseline.");
    process.exitCode = 1;
  }
}
