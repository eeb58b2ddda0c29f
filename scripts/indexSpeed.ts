// `npm run index:speed`: how fast the index reads a past, on this machine.

import { IndexClient } from "@gpu-yield-vaults/indexer/client";
import { runIndex } from "@gpu-yield-vaults/indexer/run";
import { createNode } from "@gpu-yield-vaults/sdk/logs";
import { Command } from "commander";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Address } from "viem";
import { busyChain } from "./indexSpeed/busyChain.ts";
import { readNumber } from "./lib/arguments.ts";
import { build } from "./lib/build.ts";
import { createProgress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import { createRpcServer } from "./start/rpcServer.ts";

const NOTES = `
Makes a local chain on which depositors have come and gone until there are so many events, and has an index read all of
it: into a database of its own, or into the PostgreSQL database that the environment variable DATABASE_URL names. The
node runs in this process, so it takes its part of the machine too.

Says seconds from the start of the index to its first answer, events a second, and the seconds of a core that each
thousand of them took, which other work on the machine hardly changes.

Exit codes: 0 measured; 1 the index ended by itself; 2 wrong usage.`;

const program = new Command("npm run index:speed --")
  .description("Measure how fast the index reads a past.")
  .option("--events <number>", "how many events there are to read", readNumber, 100_000)
  .option("--port <number>", "where the index is served meanwhile", readNumber, 42_079)
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ events, port }: { events: number; port: number }): Promise<void> {
  const progress = createProgress();
  await progress.stage("contracts compiled", () => build());
  const context = await progress.stage("events made", () => busyChain(events));
  const server = createRpcServer(context.chain.connection.provider);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const folder = await mkdtemp(join(tmpdir(), "index-speed-"));
  const ending = new AbortController();
  try {
    const [own, start] = [process.cpuUsage(), performance.now()];
    const started = Promise.withResolvers<number>();
    const ready = Promise.withResolvers<undefined>();
    const running = runIndex({
      node: createNode(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      directory: (await context.contracts.directory.getAddress()) as Address,
      fromBlock: 0,
      port,
      folder,
      databaseUrl: process.env.DATABASE_URL,
      signal: ending.signal,
      onStart: started.resolve,
      onReady: () => ready.resolve(undefined),
    });
    await Promise.race([ready.promise, running]);
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(own);
    const ofCores = [await secondsOfCore(await started.promise), (user + system) / 1e6];
    const count = await eventsOf(new IndexClient(`http://127.0.0.1:${port}`));
    ending.abort();
    await running;
    const [index, beside] = ofCores.map((all) => ((all / count) * 1000).toFixed(2));
    process.stdout.write(
      `${count} events in ${seconds.toFixed(0)} s, ${Math.round(count / seconds)} a second; seconds of a core for a ` +
        `thousand: ${index} of the index, ${beside} of its relay and the node; ${availableParallelism()} cores, ` +
        `load ${loadavg()[0]?.toFixed(1)}\n`,
    );
  } finally {
    ending.abort();
    server.closeAllConnections();
    server.close();
    await context.chain.connection.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** How many events an index has. */
async function eventsOf(index: IndexClient): Promise<number> {
  let count = 0;
  for (let before: string | undefined; ;) {
    const page = await index.read("activity", { limit: "1000", ...(before === undefined ? {} : { before }) });
    count += page.items.length;
    if (page.before === null) return count;
    before = page.before;
  }
}

/** Seconds that a process has had of the machine's cores, as `ps` of Linux and macOS tells them. */
async function secondsOfCore(process: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "time=", "-p", `${process}`]);
  const [days, clock] = stdout.includes("-") ? stdout.trim().split("-") : ["0", stdout.trim()];
  const parts = (clock ?? "").split(":").map(Number);
  return Number(days) * 86_400 + parts.reduce((sum, part) => sum * 60 + part, 0);
}
