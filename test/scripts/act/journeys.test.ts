import { reportDomain, showSignature, showStatement } from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { id } from "ethers";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hex } from "viem";
import { addressOf } from "../../../scripts/lib/addressOf.ts";
import { localReporters } from "../../../scripts/lib/localAccounts.ts";
import { signLocally } from "../../../scripts/lib/signLocally.ts";
import {
  COST,
  CURATOR_DELAY,
  inService,
  LONG_WINDOW,
  networkHelpers,
  NOTICE,
  now,
  ordered,
} from "../../support/protocol.ts";
import { buildReport } from "../../support/reports.ts";
import { DAY, usdc } from "../../support/units.ts";
import { cliErrorOf } from "../support/cliErrorOf.ts";
import { openActing, type Acting, type Where } from "./support/acting.ts";

const { time } = networkHelpers;

const TERMS = {
  form: "revenue-share",
  operator: "none",
  amount: "8000000",
  vaultShareBps: "90%",
  reserveTarget: "0",
  paymentGrace: "5d",
  bondBps: "0%",
};

describe("npm run act, from one end to the other", function () {
  this.timeout(120_000);

  let acting: Acting;
  before(async () => {
    acting = await openActing();
  });
  after(() => acting.close());

  /** What waits for the curator's delay: announced, and carried out. */
  const afterDelay = async (where: Where, ...args: readonly string[]) => {
    await acting.act(where, ...args);
    await time.increase(CURATOR_DELAY);
    return acting.act(where, ...args);
  };

  it("offers capital, takes sealed bids, and approves the best of them, to be drawn", async () => {
    const fixture = await ordered();
    const { auction, operator, asset, escrow } = fixture;
    await asset.connect(operator).approve(escrow, 0n);
    await afterDelay(fixture, "curator", "admit-bidder", "--operator", operator.address);
    const opensAt = (await now()) + CURATOR_DELAY;
    const request = await acting.file("request.json", {
      cluster: 1,
      leastBid: "5000",
      bond: "10000",
      commitUntil: `${opensAt + 3n * DAY}`,
      revealUntil: `${opensAt + 6n * DAY}`,
    });
    const inServiceBy = `${opensAt + 60n * DAY}`;
    const terms = await acting.file("terms.json", { ...TERMS, inServiceBy });
    await afterDelay(fixture, "curator", "open-auction", "--request", request, "--terms", terms);
    const seal = join(acting.folder, "seal.json");
    const bid = ["operator", "bid", "--auction", "1", "--bid", "85%", "--seal", seal] as const;

    await acting.act(fixture, ...bid);
    expect(await asset.allowance(operator, escrow)).to.equal(0n);
    expect((await cliErrorOf(acting.act(fixture, ...bid))).message).to.equal(`${seal} is there already.`);
    expect((await cliErrorOf(acting.act(fixture, "operator", "reveal", "--seal", seal))).exitCode).to.equal(1);

    await time.increase(3n * DAY);
    await acting.act(fixture, "operator", "reveal", "--seal", seal);
    expect((await auction.auctionOf(1n)).bestBid).to.equal(8_500n);

    await time.increase(3n * DAY);
    await acting.act(fixture, "keeper", "award-auction", "--auction", "1", "--terms", terms);
    await acting.act(fixture, "operator", "draw", "--cluster", "1", "--amount", "8000000");
    expect((await fixture.lens.facility(1n)).vaultShareBps).to.equal(8_500n);
    expect((await fixture.lens.facility(1n)).cost).to.equal(COST);
  });

  it("submits what a quorum has signed, as npm run report has written it", async () => {
    const fixture = await inService();
    const { oracle, registry } = fixture;
    const report = await buildReport(oracle, registry, 1n);
    await time.increaseTo(report.end + 60n);
    const domain = reportDomain(31_337, addressOf(oracle));
    const whole = {
      ...report,
      period: Number(report.period),
      revision: Number(report.revision),
      reporterSet: Number(report.reporterSet),
      clusterVersion: Number(report.clusterVersion),
      start: Number(report.start),
      end: Number(report.end),
      evidenceRoot: report.evidenceRoot as Hex,
    };
    const statement = { domain, report: whole };
    const file = join(acting.folder, "report.json");
    await writeFile(file, showStatement(statement, 6));
    const { signers, signatures } = await signLocally(statement, 3);
    const files = signers.map((_, index) => join(acting.folder, `signature${index}.json`));
    for (const [index, signer] of signers.entries()) {
      const signature = { signer, signature: signatures[index] ?? "0x" } as const;
      await writeFile(files[index] ?? "", showSignature(statement, signature));
    }

    const printed = await acting.act(fixture, "reporter", "submit", "--report", file, "--signatures", ...files);

    expect(printed).to.match(/^Report .* tUSD billed in period 1 of cluster 1, with 3 signatures\.$/m);
    expect((await oracle.reportOf(1n, 1n)).status).to.equal(2n);
  });

  it("holds a draw until three reporters have signed the milestone that earns it", async () => {
    const fixture = await ordered();
    const { drawEscrow, asset, operator } = fixture;
    const milestones = { orderedBps: "25%", deliveredBps: "50%" };
    const inServiceBy = `${(await now()) + 60n * DAY}`;
    const terms = await acting.file("terms.json", { ...TERMS, inServiceBy, milestones });
    await afterDelay(fixture, "curator", "approve", "--cluster", "1", "--terms", terms);
    await acting.act(fixture, "operator", "draw", "--cluster", "1", "--amount", "8000000");
    expect(await asset.balanceOf(drawEscrow)).to.equal(COST);

    const files = [0, 1, 2].map((reporter) => join(acting.folder, `ordered${reporter}.json`));
    const says = ["--milestone", "ordered", "--reached-at", `${await now()}`, "--evidence-root", id("an order")];
    for (const [index, out] of files.entries()) {
      const key = localReporters()[index]?.privateKey ?? "";
      const args = ["reporter", "sign-milestone", "--cluster", "1", ...says, "--out", out];
      await acting.bare(fixture, { REPORTER_PRIVATE_KEY: key }, ...args);
    }
    expect(await readFile(files[0] ?? "", "utf8")).to.contain('"primaryType": "MilestoneAttestation"');
    const [first = ""] = files;
    await acting.act(fixture, "reporter", "attest-milestone", "--attestation", first, "--signatures", ...files);
    const early = await cliErrorOf(acting.act(fixture, "operator", "claim-milestones", "--cluster", "1"));
    expect(early.message).to.equal("The chain refuses: DrawEscrow_NotCleared.");

    await time.increase(LONG_WINDOW);
    const before = await asset.balanceOf(operator);
    await acting.act(fixture, "operator", "claim-milestones", "--cluster", "1");
    expect((await asset.balanceOf(operator)) - before).to.equal(COST / 4n);
  });

  it("resolves what its operator gives up: offered, bought, and closed with its loss", async () => {
    const fixture = await inService();
    const { asset, registry, workouts, other } = fixture;
    await asset.connect(other).approve(workouts, 0n);
    const cluster = ["--cluster", "1"] as const;

    await acting.act(fixture, "operator", "give-up", ...cluster, "--given-up", "yes");
    await afterDelay(fixture, "curator", "open-resolution", ...cluster);
    await acting.act(fixture, "curator", "offer-sale", ...cluster, "--buyer", "none", "--price", "1000000");
    const early = await cliErrorOf(acting.act(fixture, "holder", "buy", ...cluster, "--max-price", "1000000"));
    expect(early.message).to.equal("The chain refuses: Workouts_NotYet.");
    expect(await asset.allowance(other, workouts)).to.equal(0n);
    await time.increase(NOTICE);
    const before = await asset.balanceOf(other);
    const printed = await acting.act(fixture, "holder", "buy", ...cluster, "--max-price", "1000000");
    expect(printed).to.contain("first: Allow workouts (");
    expect(before - (await asset.balanceOf(other))).to.equal(usdc("1_000_000"));
    expect(await registry.ownerOf(1n)).to.equal(other.address);

    await afterDelay(fixture, "curator", "close-resolution", ...cluster);
    expect((await fixture.lens.facility(1n)).status).to.equal(4n);
  });
});
