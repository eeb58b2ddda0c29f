import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MockSafe } from "../../../build/types/index.ts";
import { addressOf } from "../../../scripts/lib/addressOf.ts";
import { CURATOR_DELAY, ethers, GOVERNOR_DELAY, networkHelpers, now, ordered, WINDOW } from "../../support/protocol.ts";
import { DAY, usdc } from "../../support/units.ts";
import { cliErrorOf } from "../support/cliErrorOf.ts";
import { openActing, type Acting, type Where } from "./support/acting.ts";

const { time } = networkHelpers;

const TERMS = {
  form: "revenue-share",
  operator: "none",
  amount: "8000000",
  vaultShareBps: "80%",
  reserveTarget: "0",
  paymentGrace: "5d",
  bondBps: "0%",
};

type Batch = { transactions: { to: string; data: string }[] };

describe("npm run act, where a Safe has the role", function () {
  this.timeout(120_000);

  let acting: Acting;
  let file: string;
  before(async () => {
    acting = await openActing();
    file = join(acting.folder, "safe.json");
  });
  after(() => acting.close());

  /** Gives a Safe of the buyer's a role, from the command line too. */
  async function safeWith(fixture: Awaited<ReturnType<typeof ordered>>, role: string, delay: string) {
    const safe = await ethers.deployContract("MockSafe", [fixture.buyer.address], fixture.buyer);
    const member = ["--role-id", role, "--account", addressOf(safe), "--execution-delay", delay];
    await acting.act(fixture, "governor", "grant-role", ...member);
    await time.increase(GOVERNOR_DELAY);
    await acting.act(fixture, "governor", "grant-role", ...member);
    return safe;
  }

  /** Writes what the Safe is to do into the file. */
  const write = (where: Where, safe: MockSafe, ...args: readonly string[]) =>
    acting.bare(where, {}, ...args, "--from", addressOf(safe), "--safe", file);

  /** Sends what the file has, as the Safe's owners would. */
  async function execute(safe: MockSafe): Promise<number> {
    const { transactions } = JSON.parse(await readFile(file, "utf8")) as Batch;
    await safe.execute(transactions.map(({ to, data }) => ({ to, data })));
    return transactions.length;
  }

  it("approves as curator, from the announcement to the first settlement", async () => {
    const fixture = await ordered();
    const { lens, reportAt } = fixture;
    const safe = await safeWith(fixture, "originator:1", "2d");
    const inServiceBy = `${(await now()) + 60n * DAY}`;
    const terms = await acting.file("terms.json", { ...TERMS, inServiceBy });
    const approve = ["curator", "approve", "--cluster", "1", "--terms", terms] as const;

    expect(await write(fixture, safe, ...approve)).to.contain("Announce it");
    expect((await lens.facility(1n)).approved).to.equal(0n);
    expect(await execute(safe)).to.equal(1);
    const early = await cliErrorOf(write(fixture, safe, ...approve));
    expect([early.message, early.exitCode]).to.deep.equal(["Its delay has not passed.", 3]);
    await time.increase(CURATOR_DELAY);
    await write(fixture, safe, ...approve);
    await execute(safe);
    expect((await lens.facility(1n)).approved).to.equal(usdc("8_000_000"));

    await acting.act(fixture, "operator", "draw", "--cluster", "1", "--amount", "8000000");
    const inServiceAt = await now();
    await acting.act(fixture, "operator", "commission", "--cluster", "1", "--in-service-at", `${inServiceAt}`);
    await reportAt(inServiceAt + DAY + 60n, 1n);
    await time.increase(WINDOW);
    await acting.act(fixture, "operator", "pay-in", "--cluster", "1", "--amount", "1000");

    const { settledPeriods, distributed } = await lens.facility(1n);
    expect([settledPeriods, distributed]).to.deep.equal([1n, usdc("1_000")]);
  });

  it("changes fees as governor: seen, vetoed by the guardian, announced again, and done", async () => {
    const fixture = await ordered();
    const { vault, accessManager, other } = fixture;
    const safe = await safeWith(fixture, "governor", "10d");
    const setFee = ["governor", "set-fee", "--bps", "9%", "--recipient", other.address] as const;

    await write(fixture, safe, ...setFee);
    await execute(safe);
    const [announced] = (await accessManager.queryFilter(accessManager.filters.OperationScheduled())).slice(-1);
    const operation = announced?.args.operationId ?? "";
    const veto = await acting.act(fixture, "guardian", "cancel", "--operation", operation);
    expect(veto).to.contain(`Take 9 % of profit as the fee, for ${other.address}.`);
    const vetoed = await cliErrorOf(write(fixture, safe, ...setFee, "--execute"));
    expect(vetoed.message).to.equal("This has not been announced, or too long ago.");

    await write(fixture, safe, ...setFee);
    await execute(safe);
    await time.increase(GOVERNOR_DELAY);
    await write(fixture, safe, ...setFee);
    await execute(safe);
    expect((await vault.fee()).bps).to.equal(900n);
  });

  it("deposits what it has: the allowance and the deposit are one file, and one transaction", async () => {
    const fixture = await ordered();
    const { vault, asset, buyer } = fixture;
    const safe = await ethers.deployContract("MockSafe", [buyer.address], buyer);
    await asset.mint(safe, usdc("1_000"));
    const shares = await vault.previewDeposit(usdc("1_000"));

    await write(fixture, safe, "depositor", "deposit", "--assets", "1000");
    expect(await execute(safe)).to.equal(2);

    expect([await vault.balanceOf(safe), await asset.balanceOf(safe)]).to.deep.equal([shares, 0n]);
    expect(await asset.allowance(safe, vault)).to.equal(0n);
  });
});
