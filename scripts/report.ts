// `npm run report`: how a reporter's statement comes about. Built once, signed by each reporter alone, submitted by
// anyone.

import { Command } from "commander";
import { readAddress, readBigInt, readBigInts, readNumber } from "./lib/arguments.ts";
import { runCli } from "./lib/runCli.ts";
import { SUBMITTER_KEY } from "./lib/sender.ts";
import { DEFAULT_RECORD } from "./report/record.ts";
import { buildReport, type BuildOptions } from "./report/build.ts";
import { REPORTER_KEY, signReportFile } from "./report/sign.ts";
import { claimAward } from "./report/award.ts";
import { resignSeat, postStake, withdrawStake } from "./report/stake.ts";
import { showStatus } from "./report/status.ts";
import { submitReport } from "./report/submit.ts";

const NOTES = `
Telemetry is CSV with the columns of a scenario (see replay --help), one row per cluster and period; cash_paid is not
part of a report. The row is the one that starts where the chain expects the next period, or --row.

Several clusters make one array: each reporter signs once, and one transaction admits all of them. What can't be
admitted is skipped, with its reason; the others are not held up.

A reporter signs one content for one revision of a period: who signs two can be ejected by whoever shows both. sign
writes down what it signs, and refuses a second content; build --revision makes the right report under another revision,
and build --period the next revision of one that was submitted less than an hour ago. Both take the long window.

What build writes is EIP-712 typed data as eth_signTypedData_v4 takes it: hardware wallets, Safes and other tools sign
it as it is. submit takes what they give: a key's 65 bytes, or 0xACCOUNT:0xSIGNATURE of an account that is a contract
(ERC-1271). signer makes a signer of one file for a machine without a network.

Who signs has a stake: stake posts it, also for who only stands by; resign gives the seat up. Challengers are awarded
out of the stakes of who signed what they have shown to be false.

Keys come from Hardhat's keystore (npm run hardhat -- keystore set ${REPORTER_KEY}) or from the environment, never from
the command line: ${REPORTER_KEY} for sign, stake, resign and withdraw; ${SUBMITTER_KEY} for submit and award,
on the local chain its first account. sign needs no node.

What is sent says its hash at once, and is waited for five minutes.

Exit codes: 0 done; 1 refused, with the reason; 2 wrong usage, no node, or sent and in no block yet; 3 signatures are
missing.`;

const program = new Command("npm run report --")
  .description("Build, sign and submit reports of what a cluster did in a period; stake, and claim awards.")
  .addHelpText("after", NOTES);

program
  .command("build")
  .description("make a report, or one array of reports, out of telemetry, checked as the chain will check it")
  .requiredOption("--rpc <url>", "a node")
  .requiredOption("--vault <address>", "the vault that finances the clusters", readAddress)
  .requiredOption("--cluster <ids...>", "the cluster's title; several are signed and submitted at once", readBigInts)
  .requiredOption("--telemetry <file>", "CSV")
  .option("--row <number>", "the cluster's row to report, counted from 1; of one cluster only", readNumber)
  .option(
    "--period <number>",
    "a report of one cluster, pending for less than an hour, to put right by its next revision",
    readNumber,
  )
  .option(
    "--revision <number>",
    "a later revision of one cluster's report, where the next was signed wrongly",
    readNumber,
  )
  .option(
    "--evidence <files...>",
    "invoices and meter readings, of one cluster; without them its row is the evidence",
    [],
  )
  .requiredOption("--out <file>", "the report or reports, as JSON")
  .action(({ cluster, ...options }: Omit<BuildOptions, "clusters"> & { cluster: readonly bigint[] }) =>
    buildReport({ ...options, clusters: cluster }),
  );

program
  .command("sign")
  .description("sign a report, or an array of them, with one reporter's key")
  .requiredOption("--report <file>", "what was built")
  .requiredOption("--out <file>", "the signature, as JSON")
  .option("--record <file>", "what was signed on this machine: no second content of one revision is", DEFAULT_RECORD)
  .action(({ report, out, record }: { report: string; out: string; record: string }) =>
    signReportFile(report, out, record),
  );

program
  .command("signer")
  .description("make one file that signs on a machine without a network, with nothing but Node 20 or later")
  .requiredOption("--out <file>", "the signer, such as sign.mjs")
  .action(async ({ out }: { out: string }) => {
    const { bundleSigner } = await import("./report/signer/bundle.ts");
    await bundleSigner(out);
  });

program
  .command("submit")
  .description("submit what was signed once the quorum's signatures are there")
  .requiredOption("--rpc <url>", "a node")
  .requiredOption("--report <file>", "what was built")
  .requiredOption("--signatures <files...>", "signatures in any order: files, or hexadecimal as wallets give it")
  .action(({ rpc, report, signatures }: { rpc: string; report: string; signatures: string[] }) =>
    submitReport(rpc, report, signatures),
  );

program
  .command("status")
  .description("show where a cluster's reports stand")
  .requiredOption("--rpc <url>", "a node")
  .requiredOption("--vault <address>", "the vault that finances the cluster", readAddress)
  .requiredOption("--cluster <id>", "the cluster's title", readBigInt)
  .action(({ rpc, vault, cluster }: { rpc: string; vault: string; cluster: bigint }) =>
    showStatus(rpc, vault, cluster),
  );

const staking = (name: string, words: string) =>
  program
    .command(name)
    .description(words)
    .requiredOption("--rpc <url>", "a node")
    .requiredOption("--vault <address>", "a vault that finances clusters which are reported on", readAddress);
type Staking = { rpc: string; vault: string; amount: string; to?: string };

staking("stake", "put up a reporter's stake, with its key; a seat without one may not sign")
  .requiredOption("--amount <units>", "whole units of the asset")
  .action(({ rpc, vault, amount }: Staking) => postStake(rpc, vault, amount));

staking("resign", "give a reporter's seat up, with its key; the stake is free ninety days later").action(
  ({ rpc, vault }: Staking) => resignSeat(rpc, vault),
);

staking("withdraw", "take a free stake back, with the reporter's key")
  .requiredOption("--amount <units>", "whole units of the asset")
  .option("--to <address>", "whom it goes to; the reporter when left out", readAddress)
  .action(({ rpc, vault, amount, to }: Staking) => withdrawStake(rpc, vault, amount, to));

program
  .command("award")
  .description("have challengers paid who have shown that a report was false")
  .requiredOption("--rpc <url>", "a node that has the oracle's events")
  .requiredOption("--disputes <address>", "the disputes of the vault that finances the cluster", readAddress)
  .requiredOption("--dispute <number>", "the dispute", readBigInt)
  .option("--from <number>", "the block to read events from; at or before the report", readNumber, 0)
  .action(({ rpc, disputes, dispute, from }: { rpc: string; disputes: string; dispute: bigint; from: number }) =>
    claimAward(rpc, disputes, dispute, from),
  );

await runCli(program);
