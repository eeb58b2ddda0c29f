import { expect } from "chai";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { chainNamed } from "../support/chains.ts";
import { LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import { localAccounts } from "../../scripts/lib/localAccounts.ts";
import { COST, DEPOSIT, inService, networkHelpers, PERIOD } from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";
import { serveFaulty, type FaultyNode } from "./logs/support/faultyNode.ts";

const { provider, ethers } = await chainNamed("protocol");
const SDK = join(import.meta.dirname, "..", "..", "packages", "sdk");
const EXAMPLES = readdirSync(join(SDK, "examples"));

describe("The SDK's examples", function () {
  this.timeout(60_000);

  let node: FaultyNode;
  before(async () => {
    node = await serveFaulty(provider, {});
  });
  after(() => node.close());

  /** What an example prints. */
  async function run(example: string, environment: Readonly<Record<string, string>>): Promise<string> {
    const env = { PATH: process.env.PATH, NO_COLOR: "1", RPC_URL: node.url, ...environment };
    const args = ["--import", "tsx", join(SDK, "examples", `${example}.ts`)];
    return (await promisify(execFile)(process.execPath, args, { env })).stdout;
  }

  for (const file of EXAMPLES) {
    it(`are all on the page as they are run: ${basename(file, ".ts")}`, () => {
      const page = readFileSync(join(SDK, "README.md"), "utf8");
      const code = readFileSync(join(SDK, "examples", file), "utf8");

      expect(page).to.include(`\`\`\`ts\n${code}\`\`\`\n`);
    });
  }

  it("read a vault", async () => {
    const { directory, vault } = await inService();
    const { nav } = await vault.state();
    const { what } = await directory.listingOf(vault);

    expect(await run("readVault", { DIRECTORY: await directory.getAddress() })).to.equal(
      `GPU Yield Vault: ${ethers.formatUnits(nav, 6)} tUSD. ${what} Deposits: open.\n`.replace(".0 tUSD", " tUSD"),
    );
  });

  it("deposit with a permit", async () => {
    const { vault, asset, other } = await inService();
    await asset.connect(other).approve(vault, 0n);

    const printed = await run("depositWithPermit", {
      VAULT: await vault.getAddress(),
      PRIVATE_KEY: localAccounts()[LOCAL_ACTORS.depositor + 1]?.privateKey ?? "",
    });

    expect(printed).to.equal("success\n");
    expect(await vault.balanceOf(other)).to.be.closeTo(usdc("250") * 10n ** 6n, usdc("1") * 10n ** 6n);
    expect(await asset.allowance(other, vault)).to.equal(0n);
  });

  it("quote an exit", async () => {
    const { vault, queue, depositor } = await inService();
    const [cash, worth] = [DEPOSIT - COST, await vault.convertToAssets(await vault.balanceOf(depositor))];
    const rest = (await vault.balanceOf(depositor)) - (await vault.maxRedeem(depositor));
    const { earliest, ownAssets } = await queue.exitForecast(rest, false);

    const printed = await run("quoteExit", { VAULT: await vault.getAddress(), ACCOUNT: depositor.address });

    const date = new Date(Number(earliest) * 1_000).toISOString();
    expect(printed).to.equal(
      `At once 2000000 tUSD; the other ${ethers.formatUnits(ownAssets, 6)} tUSD ${date} at the earliest.\n`,
    );
    expect(worth - cash - ownAssets).to.be.within(0n, 1n);
  });

  it("verify a report", async () => {
    const { oracle, inServiceAt, reportAt } = await inService();
    await reportAt(inServiceAt + PERIOD + HOUR, 1n);
    const [submitted] = await oracle.queryFilter(oracle.filters.ReportSubmitted(1n, 1n));
    if (!submitted) throw new Error("nothing was submitted");

    const printed = await run("verifyReport", { TRANSACTION: submitted.transactionHash });

    expect(printed).to.equal("Cluster 1, period 1: 3 signatures of 3 needed.\n");
  });

  it("rebuild a statement", async () => {
    const { vault, asset, other, depositor, curator, inServiceAt, reportAt, payIn, act } = await inService();
    const from = await ethers.provider.getBlockNumber();
    await vault.connect(other).deposit(usdc("50"), other);
    // The second payment finds profit of the first one, of which a fee is due.
    for (const reported of [DAY + HOUR, 4n * DAY + 2n * HOUR]) {
      const { gross } = await reportAt(inServiceAt + reported, 1n, { gross: usdc("30_000") });
      await networkHelpers.time.increase(3n * DAY - 2n * HOUR);
      await payIn(1n, gross);
    }
    await vault.connect(depositor).withdraw(usdc("20"), depositor, depositor);
    await asset.mint(vault, usdc("3"));
    await act(curator, vault, "skim", []);

    const printed = await run("rebuildStatement", { VAULT: await vault.getAddress(), FROM_BLOCK: String(from) });

    expect(printed)
      .to.match(/deposited: 50000000n,/)
      .and.to.match(/withdrawn: -20000000n,/);
    expect(printed).to.match(/found: 3000000n/);
    expect(printed)
      .to.match(/received: [1-9]\d+n,/)
      .and.to.match(/fee: -[1-9]\d+n,/);
    expect(printed.trim().endsWith("difference: 0 of cash, 0 of the price")).to.equal(true, printed);
  });
});
