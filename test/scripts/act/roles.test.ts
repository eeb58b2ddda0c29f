import { expect } from "chai";
import { id } from "ethers";
import { join } from "node:path";
import { LOCAL_ACTORS } from "../../../deploy/parameters/local.ts";
import { localAccounts, localReporters } from "../../../scripts/lib/localAccounts.ts";
import { challengeStory, CHALLENGE_BOND } from "../../support/challengeStory.ts";
import {
  approved,
  COST,
  CURATOR_DELAY,
  deployed,
  drawn,
  GOVERNOR_DELAY,
  inService,
  networkHelpers,
  now,
  ordered,
} from "../../support/protocol.ts";
import { DAY, usdc } from "../../support/units.ts";
import { cliErrorOf } from "../support/cliErrorOf.ts";
import { openActing, type Acting } from "./support/acting.ts";

const { time } = networkHelpers;
const instant = (seconds: bigint) => new Date(Number(seconds) * 1_000).toISOString().replace(".000Z", "Z");

describe("npm run act", function () {
  this.timeout(120_000);

  let acting: Acting;
  before(async () => {
    acting = await openActing();
  });
  after(() => acting.close());

  describe("curator", () => {
    it("announces an approval, is told to wait, and carries it out when its delay is over", async () => {
      const fixture = await ordered();
      const terms = await acting.file("terms.json", {
        form: "revenue-share",
        operator: "none",
        amount: "8000000",
        vaultShareBps: "80%",
        reserveTarget: "5000",
        inServiceBy: instant((await now()) + 60n * DAY),
        paymentGrace: "5d",
        bondBps: "0%",
      });
      const approve = ["curator", "approve", "--cluster", "1", "--terms", terms] as const;

      const announced = await acting.result(fixture, ...approve);

      expect(announced.step).to.equal("schedule");
      expect(announced.what).to.match(
        /^Approve a revenue share of up to 8,000,000.00 tUSD for cluster 1, to be in service by/,
      );
      expect(announced.sent[0]?.events.map(({ name }) => name)).to.deep.equal(["accessManager.OperationScheduled"]);

      const early = await cliErrorOf(acting.act(fixture, ...approve));
      expect([early.message, early.exitCode]).to.deep.equal(["Its delay has not passed.", 3]);
      const again = await cliErrorOf(acting.act(fixture, ...approve, "--schedule"));
      expect(again.exitCode).to.equal(3);

      await time.increase(CURATOR_DELAY);
      const { step, sent } = await acting.result(fixture, ...approve);

      expect(step).to.equal("call");
      expect(sent[0]?.events.map(({ name }) => name)).to.include("origination.FacilityApproved");
      expect((await fixture.lens.facility(1n)).approved).to.equal(COST);
      expect((await fixture.lens.facility(1n)).vaultShareBps).to.equal(8_000n);
    });
  });

  describe("operator", () => {
    it("draws what was approved, for itself unless told", async () => {
      const fixture = await approved();
      const { asset, operator } = fixture;
      const before = await asset.balanceOf(operator);

      const printed = await acting.act(fixture, "operator", "draw", "--cluster", "1", "--amount", "1250000.50");

      expect(printed).to.contain(
        `Draw 1,250,000.50 tUSD for cluster 1, paid to ${operator.address} unless it waits for milestones.`,
      );
      expect(printed).to.match(/^sent 0x[0-9a-f]{64}$/m);
      expect(printed).to.match(/^ {2}Drawn: cluster 1, .*amount 1,250,000.50 tUSD/m);
      expect((await asset.balanceOf(operator)) - before).to.equal(usdc("1_250_000.50"));
    });

    it("declares the second from which a cluster is in service", async () => {
      const fixture = await drawn();
      const second = await now();

      await acting.act(fixture, "operator", "commission", "--cluster", "1", "--in-service-at", instant(second));

      expect((await fixture.registry.hardware(1n)).inServiceAt).to.equal(second);
    });

    it("allows exactly what it pays in, once, and claims what that has earned", async () => {
      const fixture = await inService();
      const { asset, shares, operator, inServiceAt, reportAt } = fixture;
      const report = await reportAt(inServiceAt + DAY + 60n, 1n);
      await time.increase(DAY);
      await asset.connect(operator).approve(shares, 5n);
      const pay = ["operator", "pay-in", "--cluster", "1", "--amount", "1000"];

      const { sent } = await acting.result(fixture, ...pay);

      expect(sent.length).to.equal(2);
      expect(sent[0]?.events[0]?.name).to.equal("asset.Approval");
      expect(sent[1]?.events.map(({ name }) => name)).to.include.members(["shares.PaidIn", "shares.Settled"]);
      expect(await asset.allowance(operator, shares)).to.equal(0n);
      expect((await fixture.lens.facility(1n)).distributed).to.equal(usdc("1_000"));

      const { earned } = await fixture.lens.facility(1n);
      const before = await asset.balanceOf(operator);
      await acting.act(fixture, "operator", "claim", "--clusters", "1", "--receiver", "sender");
      expect(earned > 0n && report.gross > usdc("1_000")).to.equal(true);
      expect((await asset.balanceOf(operator)) - before).to.equal(earned);
    });
  });

  describe("guardian", () => {
    it("pauses at once, and the curator ends it after its delay", async () => {
      const fixture = await deployed();

      const printed = await acting.act(fixture, "guardian", "pause");
      expect(printed).to.contain("Stop deposits and draws at once. Exits stay open.");
      expect((await fixture.vault.state()).paused).to.equal(true);

      await acting.act(fixture, "curator", "unpause");
      await time.increase(CURATOR_DELAY);
      await acting.act(fixture, "curator", "unpause", "--execute");
      expect((await fixture.vault.state()).paused).to.equal(false);
    });
  });

  describe("governor", () => {
    it("announces a fee, sees it wait, has it cancelled by the guardian, and does it again", async () => {
      const fixture = await deployed();
      const setFee = ["governor", "set-fee", "--bps", "9%", "--recipient", fixture.other.address] as const;

      const { sent } = await acting.result(fixture, ...setFee, "--schedule");
      const operation = sent[0]?.events[0]?.args.operationId ?? "";
      expect((await cliErrorOf(acting.act(fixture, ...setFee, "--execute"))).exitCode).to.equal(3);

      const printed = await acting.act(fixture, "guardian", "cancel", "--operation", operation);
      expect(printed).to.contain(`Take 9 % of profit as the fee, for ${fixture.other.address}.`);
      const unannounced = await cliErrorOf(acting.act(fixture, ...setFee, "--execute"));
      expect(unannounced.message).to.equal("This has not been announced, or too long ago.");

      await acting.act(fixture, ...setFee);
      await acting.act(fixture, ...setFee, "--cancel");
      await acting.act(fixture, ...setFee);
      await time.increase(GOVERNOR_DELAY);
      await acting.act(fixture, ...setFee);
      expect((await fixture.vault.fee()).bps).to.equal(900n);
    });
  });

  describe("depositor", () => {
    it("sends with a key of its own, an allowance and a deposit, one after the other", async () => {
      const fixture = await deployed();
      const { vault, asset, buyer } = fixture;
      const key = { DEPOSITOR_PRIVATE_KEY: localAccounts()[LOCAL_ACTORS.depositor + 3]?.privateKey ?? "" };
      await asset.connect(buyer).approve(vault, 0n);

      const printed = await acting.bare(fixture, key, "depositor", "deposit", "--assets", "12.5", "--yes");

      expect(printed)
        .to.contain(`sent by ${buyer.address}`)
        .and.to.match(/sent 0x\w{64}\nsent 0x\w{64}\ndone in block/);
      expect(await vault.balanceOf(buyer)).to.equal(await vault.convertToShares(usdc("12.5")));
      expect(await asset.allowance(buyer, vault)).to.equal(0n);
    });

    it("deposits, withdraws, asks the queue and claims what a keeper has settled", async () => {
      const fixture = await deployed();
      const { vault, asset, queue, depositor } = fixture;
      await asset.connect(depositor).approve(vault, 0n);
      const shares = await vault.balanceOf(depositor);

      await acting.act(fixture, "depositor", "deposit-at-least", "--assets", "1000", "--min-shares", "1");
      expect(await vault.balanceOf(depositor)).to.equal(shares + (await vault.convertToShares(usdc("1_000"))));
      expect(await asset.allowance(depositor, vault)).to.equal(0n);

      const before = await asset.balanceOf(depositor);
      await acting.act(fixture, "depositor", "withdraw", "--assets", "250.5");
      expect((await asset.balanceOf(depositor)) - before).to.equal(usdc("250.5"));

      const { sent } = await acting.result(fixture, "depositor", "request", "--shares", "100");
      const requestId = sent[0]?.events.find(({ name }) => name === "queue.RedeemRequest")?.args.requestId ?? "";
      await time.increase(8n * DAY);
      await acting.act(fixture, "keeper", "settle-epoch");
      const paid = await queue.maxWithdraw(depositor);
      const had = await asset.balanceOf(depositor);
      await acting.act(fixture, "depositor", "claim", "--request-id", requestId);
      expect(paid > 0n).to.equal(true);
      expect((await asset.balanceOf(depositor)) - had).to.equal(paid);
    });
  });

  describe("challenger, reporter and arbiter", () => {
    it("dispute a report from the first word to the last", async () => {
      const fixture = await challengeStory();
      const { asset, escrow, other, report } = fixture;
      await asset.connect(other).approve(escrow, 0n);
      const period = ["--cluster", "1", "--period", "1"] as const;

      const before = await asset.balanceOf(other);
      await acting.act(
        fixture,
        "challenger",
        "challenge",
        ...period,
        "--revision",
        "0",
        "--field",
        "energyCost",
        "--evidence-hash",
        id("a bill"),
      );
      expect(before - (await asset.balanceOf(other))).to.be.oneOf([CHALLENGE_BOND, report.gross / 100n]);
      expect(await asset.allowance(other, escrow)).to.equal(0n);

      const files = [0, 1, 2].map((reporter) => join(acting.folder, `word${reporter}.json`));
      for (const [index, out] of files.entries()) {
        const key = localReporters()[index]?.privateKey ?? "";
        const signed = await acting.bare(
          fixture,
          { REPORTER_PRIVATE_KEY: key },
          "reporter",
          "sign-defence",
          ...period,
          "--out",
          out,
        );
        expect(signed).to.contain("The report of period 1 of cluster 1, 0x");
      }
      const set = ["--reporter-set", `${report.reporterSet}`];
      await acting.act(fixture, "reporter", "defend", ...period, ...set, "--signatures", ...files.reverse());

      const printed = await acting.act(fixture, "arbiter", "decide", ...period, "--report-stands", "no");
      expect(printed).to.contain("Decide that the report of period 1 of cluster 1 is false.");
      const credit = await escrow.creditOf(other);
      await acting.act(fixture, "challenger", "claim");
      expect(credit > 0n).to.equal(true);
      expect(await asset.balanceOf(other)).to.equal(before);
    });
  });
});
