import { expect } from "chai";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import {
  ANSWER_WINDOW,
  CHALLENGE_BOND,
  challenged,
  defended,
  DISPUTE,
  disputesAround,
  ethers,
  EVIDENCE,
  GROSS,
  networkHelpers,
  NOTHING,
  now,
  pending,
} from "../support/disputesFixture.ts";
import { accountOf } from "../support/custody.ts";
import { facts } from "../support/protocol.ts";
import { STATUS } from "../support/statementFixture.ts";
import { DAY, usdc } from "../support/units.ts";

const { time } = networkHelpers;

const ENERGY = ethers.encodeBytes32String("energyWh");

describe("ReportDisputes.challenge", () => {
  describe("when the field is none that reporters measure", () => {
    for (const name of ["cluster", "profit", ""]) {
      it(`refuses "${name}"`, async () => {
        const { disputes, challenger } = await pending();
        const field = ethers.encodeBytes32String(name);

        await expect(disputes.connect(challenger).challenge(1n, 1n, 0n, field, EVIDENCE))
          .to.be.revertedWithCustomError(disputes, "ReportDisputes_UnknownField")
          .withArgs(field);
      });
    }
  });

  for (const [index, name] of [
    "end",
    "gpuSecondsAvailable",
    "gpuSecondsSold",
    "gross",
    "energyWh",
    "energyCost",
    "otherOpex",
    "evidenceRoot",
  ].entries()) {
    it(`takes the field "${name}"`, async () => {
      const { disputes, challenger } = await pending();

      await disputes.connect(challenger).challenge(1n, 1n, 0n, ethers.encodeBytes32String(name), EVIDENCE);

      expect(await disputes.challengesOf(1n)).to.deep.equal([
        [challenger.address, await now(), ethers.encodeBytes32String(name), EVIDENCE],
      ]);
      expect((await disputes.disputeOf(1n, 1n)).fields).to.equal(1n << BigInt(index));
    });
  }

  describe("when no evidence is committed to", () => {
    it("reverts", async () => {
      const { disputes, challenger } = await pending();

      await expect(disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, NOTHING)).to.be.revertedWithCustomError(
        disputes,
        "ReportDisputes_NoEvidence",
      );
    });
  });

  describe("when no source of the vault finances the cluster", () => {
    it("reverts with who does, if anybody, and the vault", async () => {
      const { disputes, registry, manager, curator, challenger, vault, stranger } = await pending();
      const data = registry.interface.encodeFunctionData("register", [facts(stranger.address), stranger.address]);
      await manager.connect(curator).schedule(registry, data, 0);
      await time.increase(2n * DAY);
      await curator.sendTransaction({ to: registry, data });
      const refused = (financier: string) =>
        expect(disputes.connect(challenger).challenge(2n, 1n, 0n, GROSS, EVIDENCE))
          .to.be.revertedWithCustomError(disputes, "ReportDisputes_OtherVault")
          .withArgs(2n, financier, vault);

      await refused(ethers.ZeroAddress);
      await registry.connect(stranger).manage(2n);
      await refused(stranger.address);
    });
  });

  describe("when the report is not pending", () => {
    it("refuses what was never reported", async () => {
      const { disputes, oracle, challenger } = await pending();

      await expect(disputes.connect(challenger).challenge(1n, 2n, 0n, GROSS, EVIDENCE))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 2n, STATUS.None);
    });

    it("is heard in the window's last second and refused in the next (37)", async () => {
      const { disputes, oracle, challenger, made } = await pending();
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(made.finalAt);
      await expect(disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Final);
      await snapshot.restore();
      await time.setNextBlockTimestamp(made.finalAt - 1n);
      await disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE);

      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Disputed);
    });
  });

  describe("when it is in dispute already", () => {
    it("refuses a field that was named (37)", async () => {
      const { disputes, stranger } = await challenged();

      await expect(disputes.connect(stranger).challenge(1n, 1n, 0n, GROSS, EVIDENCE))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_FieldTaken")
        .withArgs(1n, 1n, GROSS, 1n);
    });

    it("takes another field into the same dispute, for a bond of its own", async () => {
      const { disputes, oracle, escrow, asset, challenger, stranger } = await challenged();
      const { answerBy } = await disputes.disputeOf(1n, 1n);
      const openedAt = answerBy - ANSWER_WINDOW;

      const joined = disputes.connect(stranger).challenge(1n, 1n, 0n, ENERGY, EVIDENCE);

      await expect(joined)
        .to.emit(disputes, "Challenged")
        .withArgs(1n, 1n, stranger, 1n, ENERGY, EVIDENCE, CHALLENGE_BOND);
      await expect(joined).not.to.emit(disputes, "DisputeOpened");
      await expect(joined).not.to.emit(oracle, "ReportDisputed");
      await expect(joined).to.changeTokenBalances(ethers, asset, [stranger, escrow], [-CHALLENGE_BOND, CHALLENGE_BOND]);
      expect(await disputes.challengesOf(1n)).to.deep.equal([
        [challenger.address, openedAt, GROSS, EVIDENCE],
        [stranger.address, await now(), ENERGY, EVIDENCE],
      ]);
      const dispute = await disputes.disputeOf(1n, 1n);
      expect([dispute.fields, dispute.answerBy]).to.deep.equal([0b11_000n, answerBy]);
      expect(await escrow.balanceOf(disputes, accountOf(1n))).to.equal(2n * CHALLENGE_BOND);
    });

    it("is heard until the reporters' deadline, and refused in the next second (37)", async () => {
      const { disputes, stranger } = await challenged();
      const { answerBy } = await disputes.disputeOf(1n, 1n);
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(answerBy);
      await expect(disputes.connect(stranger).challenge(1n, 1n, 0n, ENERGY, EVIDENCE))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooLate")
        .withArgs(answerBy, answerBy);
      await snapshot.restore();
      await time.setNextBlockTimestamp(answerBy - 1n);
      await disputes.connect(stranger).challenge(1n, 1n, 0n, ENERGY, EVIDENCE);
    });

    it("is heard after a hasty answer while the own window would run, refused in the next second (74)", async () => {
      const { disputes, made, stranger } = await defended();
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(made.finalAt);
      await expect(disputes.connect(stranger).challenge(1n, 1n, 0n, ENERGY, EVIDENCE))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TooLate")
        .withArgs(made.finalAt, made.finalAt);
      await snapshot.restore();
      await time.setNextBlockTimestamp(made.finalAt - 1n);
      await disputes.connect(stranger).challenge(1n, 1n, 0n, ENERGY, EVIDENCE);

      expect((await disputes.disputeOf(1n, 1n)).status).to.equal(DISPUTE.Defended);
    });
  });

  describe("when it was upheld", () => {
    it("refuses it, also while its own window would run", async () => {
      const { disputes, arbiter, stranger } = await defended();
      await disputes.connect(arbiter).decide(1n, 1n, true);

      await expect(disputes.connect(stranger).challenge(1n, 1n, 0n, ENERGY, EVIDENCE))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_AlreadyUpheld")
        .withArgs(1n, 1n, 0n);
    });
  });

  describe("when its reporters have corrected it meanwhile", () => {
    it("refuses the revision that was challenged: what it says now is not in dispute", async () => {
      const { disputes, oracle, challenger, made, sign } = await pending();
      const corrected = { ...made, revision: 1n, gross: made.gross - 1n };
      const { signers, signatures } = await sign(corrected);
      await oracle.submit(corrected, signers, signatures);

      await expect(disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_OtherRevision")
        .withArgs(1n, 1n, 0n, 1n);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Pending);
      await disputes.connect(challenger).challenge(1n, 1n, 1n, GROSS, EVIDENCE);
    });
  });

  describe("when another revision than the disputed one is joined", () => {
    it("refuses it", async () => {
      const { disputes, stranger } = await challenged();

      await expect(disputes.connect(stranger).challenge(1n, 1n, 1n, ENERGY, EVIDENCE))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_OtherRevision")
        .withArgs(1n, 1n, 1n, 0n);
    });
  });

  describe("when the challenger cannot pay", () => {
    it("nothing is disputed", async () => {
      const { disputes, escrow, asset, oracle, receiver } = await pending();

      await expect(disputes.connect(receiver).challenge(1n, 1n, 0n, GROSS, EVIDENCE))
        .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
        .withArgs(escrow, 0n, CHALLENGE_BOND);
      expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Pending);
    });
  });

  describe("when the token keeps a part", () => {
    it("refuses it (13)", async () => {
      const { disputes, escrow, challenger } = await disputesAround({ name: "MockFeeToken", args: [6, 100] });

      await expect(disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_ShortTransfer")
        .withArgs(usdc("990"), CHALLENGE_BOND);
    });
  });

  describe("when the token calls back", () => {
    it("refuses to be entered twice (18)", async () => {
      const { disputes, asset, challenger } = await disputesAround({ name: "MockReentrantToken", args: [6] });
      const token = await ethers.getContractAt("MockReentrantToken", asset);
      await token.arm(2, disputes, disputes.interface.encodeFunctionData("timeout", [1n, 1n]));

      await disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE);

      expect([await token.calls(), await token.succeeded()]).to.deep.equal([1n, false]);
      expect(disputes.interface.parseError(await token.answer())?.name).to.equal("ReentrancyGuardReentrantCall");
    });
  });

  describe("when all is in order", () => {
    it("puts the report in dispute, for the bond", async () => {
      const { disputes, oracle, escrow, asset, challenger, made } = await pending();
      expect(await disputes.challengeBondOf(1n, 1n)).to.equal(CHALLENGE_BOND);
      const openedAt = (await now()) + 60n;
      await time.setNextBlockTimestamp(openedAt);

      const challenge = disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE);

      await expect(challenge)
        .to.emit(disputes, "DisputeOpened")
        .withArgs(1n, 1n, 1n, 0n, openedAt + ANSWER_WINDOW);
      await expect(challenge)
        .to.emit(disputes, "Challenged")
        .withArgs(1n, 1n, challenger, 1n, GROSS, EVIDENCE, CHALLENGE_BOND);
      await expect(challenge).to.emit(oracle, "ReportDisputed").withArgs(1n, 1n, made.revision);
      await expect(challenge).to.changeTokenBalances(
        ethers,
        asset,
        [challenger, disputes, escrow],
        [-CHALLENGE_BOND, 0n, CHALLENGE_BOND],
      );
      expect(await escrow.balanceOf(disputes, accountOf(1n))).to.equal(CHALLENGE_BOND);
      const { contentHash } = await oracle.reportOf(1n, 1n);
      expect(await disputes.disputeOf(1n, 1n)).to.deep.equal([
        DISPUTE.Open,
        0b01_000n,
        openedAt + ANSWER_WINDOW,
        0n,
        0n,
        1n,
        0n,
        CHALLENGE_BOND,
        contentHash,
      ]);
      expect(await disputes.deadlineOf(1n, 1n)).to.equal(openedAt + ANSWER_WINDOW);
      expect(await disputes.disputeCount()).to.equal(1n);
    });

    it("settles nothing meanwhile, however long it takes", async () => {
      const { oracle, made } = await challenged();
      await time.increaseTo(made.finalAt + 100n * DAY);

      expect((await oracle.finalReport(1n, 1n)).isFinal).to.equal(false);
    });
  });

  describe("when the contract has lost its role", () => {
    it("reverts, and takes no money", async () => {
      const { disputes, manager, governor, challenger } = await pending();
      const data = manager.interface.encodeFunctionData("revokeRole", [ROLES.disputes, await disputes.getAddress()]);
      await manager.connect(governor).schedule(manager, data, 0);
      await time.increase(10n * DAY);
      await manager.connect(governor).execute(manager, data);

      await expect(disputes.connect(challenger).challenge(1n, 1n, 0n, GROSS, EVIDENCE))
        .to.be.revertedWithCustomError(disputes, "AccessManagedUnauthorized")
        .withArgs(disputes);
    });
  });
});
