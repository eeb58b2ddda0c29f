import { expect } from "chai";
import {
  DRAWN,
  drawnInto,
  escrow,
  ethers,
  EVIDENCE,
  LONG_WINDOW,
  MILESTONE,
  networkHelpers,
  now,
  signAttestation,
} from "../support/drawEscrowFixture.ts";
import { DAY, usdc } from "../support/units.ts";

const { time } = networkHelpers;
const STATUS = { Retired: 4n, Resolving: 5n } as const;

describe("DrawEscrow.attest", () => {
  describe("given terms without milestones", () => {
    it("reverts: everything is paid out at once", async () => {
      const { drawEscrow, say, attest } = await escrow();
      await say({ orderedBps: 0n, deliveredBps: 0n });

      await expect(attest(MILESTONE.Ordered))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NoMilestones")
        .withArgs(1n);
    });
  });

  describe("given no facility", () => {
    it("reverts", async () => {
      const { drawEscrow, attest } = await escrow();

      await expect(attest(MILESTONE.Ordered, { cluster: 2n }))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NoMilestones")
        .withArgs(2n);
    });
  });

  describe("given no source of the vault finances the cluster", () => {
    it("reverts: the reporters are its manager's", async () => {
      const { financier, drawEscrow, attest, stranger } = await drawnInto();

      for (const manager of [ethers.ZeroAddress, stranger.address]) {
        await financier.handOver(manager);
        await expect(attest(MILESTONE.Ordered))
          .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_NoMilestones")
          .withArgs(1n);
      }
    });
  });

  describe("when the week for attesting has passed", () => {
    it("is heard in its last second and refused in the next (37)", async () => {
      const { drawEscrow, attest, closesAt } = await drawnInto();
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(closesAt);
      await expect(attest(MILESTONE.Ordered))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_Closed")
        .withArgs(1n, closesAt);
      await snapshot.restore();
      await time.setNextBlockTimestamp(closesAt - 1n);
      await attest(MILESTONE.Ordered);

      expect((await drawEscrow.escrowOf(1n)).earned).to.equal(usdc("2_400_000"));
    });
  });

  for (const [what, status] of Object.entries(STATUS)) {
    describe(`given a facility that is ${what.toLowerCase()}`, () => {
      it("reverts: what is not earned goes back", async () => {
        const { drawEscrow, say, attest, closesAt } = await drawnInto();
        await say({ status });

        await expect(attest(MILESTONE.Ordered))
          .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_Closed")
          .withArgs(1n, closesAt);
      });
    });
  }

  for (const [what, reached, given] of [
    ["none at all", [], 0n],
    ["the second before the first", [], 2n],
    ["the last before the first", [], 3n],
    ["the first again", [1n], 1n],
    ["the last before the second", [1n], 3n],
    ["the second again", [1n, 2n], 2n],
    ["the last again", [1n, 2n, 3n], 3n],
    ["an earlier one", [1n, 2n, 3n], 1n],
  ] as const) {
    describe(`when it is ${what}`, () => {
      it("reverts with the newest (34)", async () => {
        const { drawEscrow, attest } = await escrow();
        for (const milestone of reached) await attest(milestone);

        await expect(attest(given))
          .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_OutOfOrder")
          .withArgs(1n, given, BigInt(reached.length));
      });
    });
  }

  describe("when it lies ahead", () => {
    it("reverts; this very second does not", async () => {
      const { drawEscrow, attest } = await escrow();
      const next = (await now()) + 100n;

      await time.setNextBlockTimestamp(next);
      await expect(attest(MILESTONE.Ordered, { reachedAt: next + 1n }))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_MomentOutOfRange")
        .withArgs(1n, next + 1n, 1n, next);
      await time.setNextBlockTimestamp(next + 1n);
      await attest(MILESTONE.Ordered, { reachedAt: next + 1n });

      expect((await drawEscrow.escrowOf(1n)).orderedAt).to.equal(next + 1n);
    });
  });

  describe("when it was never", () => {
    it("reverts: zero stands for that", async () => {
      const { drawEscrow, attest } = await escrow();
      const next = (await now()) + 100n;

      await time.setNextBlockTimestamp(next);
      await expect(attest(MILESTONE.Ordered, { reachedAt: 0n }))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_MomentOutOfRange")
        .withArgs(1n, 0n, 1n, next);
      await attest(MILESTONE.Ordered, { reachedAt: 1n });
    });
  });

  for (const milestone of [MILESTONE.Delivered, MILESTONE.InService]) {
    describe(`when milestone ${milestone} was reached before the one before it`, () => {
      it("reverts; in the same second it is heard", async () => {
        const { drawEscrow, attest } = await escrow();
        const before = (await now()) - DAY;
        for (let m = 1n; m < milestone; m++) await attest(m, { reachedAt: before });
        const next = (await now()) + 100n;

        await time.setNextBlockTimestamp(next);
        await expect(attest(milestone, { reachedAt: before - 1n }))
          .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_MomentOutOfRange")
          .withArgs(1n, before - 1n, before, next);
        await expect(attest(milestone, { reachedAt: before })).to.emit(drawEscrow, "MilestoneReached");
      });
    });
  }

  describe("when the hardware has changed since", () => {
    it("reverts with both versions", async () => {
      const { drawEscrow, say, attest } = await escrow();
      await say({ version: 2n });

      await expect(attest(MILESTONE.Ordered))
        .to.be.revertedWithCustomError(drawEscrow, "DrawEscrow_WrongVersion")
        .withArgs(1n, 1n, 2n);
      await attest(MILESTONE.Ordered, { clusterVersion: 2n });
    });
  });

  describe("when the reporters have changed since", () => {
    it("hears the present ones only (38)", async () => {
      const { admin, drawEscrow, quorum, reporters, attest } = await escrow();
      await quorum.connect(admin).setReporters(
        reporters.map(({ address }) => address),
        3n,
        [],
      );

      await expect(attest(MILESTONE.Ordered, { reporterSet: 1n }))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_WrongVersion")
        .withArgs(1n, 2n);
      await expect(attest(MILESTONE.Ordered)).to.emit(drawEscrow, "MilestoneReached");
    });
  });

  describe("when fewer than a quorum sign", () => {
    it("reverts with both (33)", async () => {
      const { drawEscrow, quorum, reporters, saying } = await escrow();
      const attestation = await saying(MILESTONE.Ordered);
      const { signers, signatures } = await signAttestation(drawEscrow, attestation, reporters.slice(2));

      await expect(drawEscrow.attest(attestation, signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(2n, 3n);
    });
  });

  for (const [what, changes] of [
    ["another cluster", { cluster: 2n }],
    ["another milestone", { milestone: MILESTONE.InService }],
    ["another second", { at: 5n }],
    ["another set of reporters", { reporterSet: 7n }],
    ["another version of the hardware", { clusterVersion: 7n }],
    ["other evidence", { evidenceRoot: ethers.ZeroHash }],
  ] as const) {
    describe(`when they have signed ${what}`, () => {
      it("reverts with whose signature does not fit (34)", async () => {
        const { drawEscrow, quorum, reporters, saying } = await escrow();
        const attestation = await saying(MILESTONE.Ordered);
        const by = reporters.slice(0, 3);
        const { signers, signatures } = await signAttestation(drawEscrow, attestation, by, changes);

        await expect(drawEscrow.attest(attestation, signers, signatures))
          .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
          .withArgs(signers[0], await drawEscrow.digestOf(attestation));
      });
    });
  }

  describe("when a quorum says so", () => {
    it("earns the share of what was drawn, milestone by milestone, whoever submits", async () => {
      const { drawEscrow, reporters, stranger, saying } = await drawnInto();
      const earned = [usdc("2_400_000"), usdc("6_400_000"), DRAWN];
      const reachedAt = (await now()) - DAY;

      for (const [index, milestone] of [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService].entries()) {
        const at = reachedAt + BigInt(index);
        const attestation = await saying(milestone, { reachedAt: at });
        const by = reporters.slice(1);
        const { signers, signatures } = await signAttestation(drawEscrow, attestation, by);
        expect(await drawEscrow.inServiceAt(1n)).to.equal(0n);
        const attesting = drawEscrow.connect(stranger).attest(attestation, signers, signatures);
        await attesting;
        const clearsAt = (await now()) + LONG_WINDOW;
        await expect(attesting)
          .to.emit(drawEscrow, "MilestoneReached")
          .withArgs(1n, milestone, at, EVIDENCE, 0b1110n, earned[index], clearsAt);
        const { clearsAt: clears, vetoUntil } = await drawEscrow.escrowOf(1n);
        expect([clears, vetoUntil]).to.deep.equal([clearsAt, clearsAt]);
        expect((await drawEscrow.escrowOf(1n)).earned).to.equal(earned[index]);
      }

      const { orderedAt, deliveredAt, inServiceAt } = await drawEscrow.escrowOf(1n);
      expect([orderedAt, deliveredAt, inServiceAt]).to.deep.equal([reachedAt, reachedAt + 1n, reachedAt + 2n]);
      expect(await drawEscrow.inServiceAt(1n)).to.equal(0n); // while it may be undone
      await networkHelpers.time.increase(LONG_WINDOW);
      expect(await drawEscrow.inServiceAt(1n)).to.equal(reachedAt + 2n);
    });

    it("rounds shares down, but for the last, which is all of it", async () => {
      const { financier, drawEscrow, attest } = await escrow();
      await financier.drawInto(drawEscrow, 1n, 3n, 3n);
      const earned: bigint[] = [];

      for (const milestone of [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService]) {
        await attest(milestone);
        earned.push((await drawEscrow.escrowOf(1n)).earned);
      }

      expect(earned).to.deep.equal([0n, 2n, 3n]);
    });

    it("earns the same of what is drawn later", async () => {
      const { financier, drawEscrow, attest } = await escrow();
      await attest(MILESTONE.Ordered);
      expect((await drawEscrow.escrowOf(1n)).earned).to.equal(0n);

      await financier.drawInto(drawEscrow, 1n, usdc("100"), usdc("100"));
      expect((await drawEscrow.escrowOf(1n)).earned).to.equal(usdc("30"));
      await attest(MILESTONE.Delivered);
      await financier.drawInto(drawEscrow, 1n, usdc("50"), usdc("50"));
      expect((await drawEscrow.escrowOf(1n)).earned).to.equal(usdc("120"));
      await attest(MILESTONE.InService);
      await financier.drawInto(drawEscrow, 1n, usdc("1"), usdc("1"));
      expect((await drawEscrow.escrowOf(1n)).earned).to.equal(usdc("151"));
    });

    it("is heard without a share of its own", async () => {
      const { drawEscrow, say, attest } = await drawnInto();
      await say({ orderedBps: 0n, deliveredBps: 10_000n });

      await attest(MILESTONE.Ordered);
      expect((await drawEscrow.escrowOf(1n)).earned).to.equal(0n);
      await attest(MILESTONE.Delivered);
      expect((await drawEscrow.escrowOf(1n)).earned).to.equal(DRAWN);
    });
  });
});
