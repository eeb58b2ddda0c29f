import { expect } from "chai";
import { LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import { EVIDENCE, MILESTONE, signAttestation } from "../support/drawEscrowFixture.ts";
import {
  at,
  COST,
  CURATOR_DELAY,
  deployed,
  ethers,
  LONG_WINDOW,
  MONTH,
  networkHelpers,
  now,
  STATUS,
} from "../support/protocol.ts";
import { HOUR, usdc } from "../support/units.ts";

const ALL = [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService];
const HALF = COST / 2n;

/** Reported monthly, by milestones; half of 8,000,000 is drawn. */
async function byMilestones() {
  const fixture = await deployed();
  const { addCluster, drawEscrow, origination, quorum, operator, reporters } = fixture;
  const milestones = { orderedBps: 3_000n, deliveredBps: 5_000n };
  const cluster = await addCluster({ maxPeriod: MONTH }, { milestones });
  await origination.connect(operator).draw(cluster, HALF, operator);
  /** The reporters attest one that has just been reached. */
  const reach = async (milestone: bigint) => {
    const reporterSet = await quorum.version();
    const attestation = {
      ...{ cluster, milestone, reporterSet, clusterVersion: 1n },
      ...{ reachedAt: await now(), evidenceRoot: EVIDENCE },
    };
    const { signers, signatures } = await signAttestation(drawEscrow, attestation, reporters.slice(0, 3));
    await drawEscrow.attest(attestation, signers, signatures);
    return now();
  };
  const arbiter = (await ethers.getSigners())[LOCAL_ACTORS.arbiter];
  if (!arbiter) throw new Error("The chain has no arbiter.");
  const payment = (second: bigint) => at(second, () => drawEscrow.connect(operator).pay(cluster, operator));
  return { ...fixture, cluster, reach, arbiter, payment };
}

describe("A release waits (attacks)", () => {
  it("62 three milestones at once pay nothing for a long window, and then what was drawn", async () => {
    const { asset, drawEscrow, operator, reach, payment } = await byMilestones();
    let attestedAt = 0n;
    for (const milestone of ALL) attestedAt = await reach(milestone);

    await expect(payment(attestedAt + LONG_WINDOW - 1n)).to.be.revertedWithCustomError(
      drawEscrow,
      "DrawEscrow_NotCleared",
    );
    await expect(payment(attestedAt + LONG_WINDOW)).to.changeTokenBalances(
      ethers,
      asset,
      [drawEscrow, operator],
      [-HALF, HALF],
    );
  });

  it("62 what is drawn after its milestones waits as long, and holds up nothing that had cleared", async () => {
    const { asset, drawEscrow, origination, operator, cluster, reach, payment } = await byMilestones();
    const attestedAt = await reach(MILESTONE.Ordered);
    const drawnAt = attestedAt + LONG_WINDOW + HOUR;
    await at(drawnAt, () => origination.connect(operator).draw(cluster, HALF, operator));

    const first = usdc("1_200_000"); // 30 % of what was drawn long enough before
    await expect(payment(drawnAt + 1n)).to.changeTokenBalance(ethers, asset, operator, first);
    await expect(payment(drawnAt + LONG_WINDOW - 1n)).to.be.revertedWithCustomError(
      drawEscrow,
      "DrawEscrow_NotCleared",
    );
    await expect(payment(drawnAt + LONG_WINDOW)).to.changeTokenBalance(ethers, asset, operator, first);
  });

  it("62 the guardian undoes within the window what was attested, once, and the arbiter once more", async () => {
    const { drawEscrow, guardian, arbiter, origination, cluster, reach } = await byMilestones();
    for (const milestone of ALL) await reach(milestone);
    await expect(drawEscrow.connect(arbiter).vetoAgain(cluster)).to.be.revertedWithCustomError(
      drawEscrow,
      "DrawEscrow_WrongVeto",
    );

    await drawEscrow.connect(guardian).veto(cluster);

    const { earned, orderedAt, deliveredAt, inServiceAt } = await drawEscrow.escrowOf(cluster);
    expect([earned, orderedAt, deliveredAt, inServiceAt]).to.deep.equal([0n, 0n, 0n, 0n]);
    await expect(origination.commissionAttested(cluster)).to.be.revertedWithCustomError(
      origination,
      "FacilityOrigination_NotAttested",
    );
    await reach(MILESTONE.Ordered);
    await expect(drawEscrow.connect(guardian).veto(cluster)).to.be.revertedWithCustomError(
      drawEscrow,
      "DrawEscrow_WrongVeto",
    );
    await drawEscrow.connect(arbiter).vetoAgain(cluster);
    expect((await drawEscrow.escrowOf(cluster)).earned).to.equal(0n);
  });

  it("62 a veto undoes nothing that has cleared", async () => {
    const { asset, drawEscrow, guardian, operator, cluster, reach, payment } = await byMilestones();
    await reach(MILESTONE.Ordered);
    await networkHelpers.time.increase(LONG_WINDOW);
    await reach(MILESTONE.Delivered);

    await drawEscrow.connect(guardian).veto(cluster);

    await expect(payment((await now()) + 1n)).to.changeTokenBalance(ethers, asset, operator, usdc("1_200_000"));
    await expect(drawEscrow.connect(guardian).veto(cluster)).to.be.revertedWithCustomError(
      drawEscrow,
      "DrawEscrow_NothingToVeto",
    );
  });

  it("62 nothing is in service while that may be undone", async () => {
    const { origination, lens, cluster, reach } = await byMilestones();
    let attestedAt = 0n;
    for (const milestone of ALL) attestedAt = await reach(milestone);
    await expect(
      at(attestedAt + LONG_WINDOW - 1n, () => origination.commissionAttested(cluster)),
    ).to.be.revertedWithCustomError(origination, "FacilityOrigination_NotAttested");

    await at(attestedAt + LONG_WINDOW, () => origination.commissionAttested(cluster));

    expect((await lens.facility(cluster)).status).to.equal(STATUS.InService);
  });

  it("62 a workout has back what has not cleared, before anybody answers for it", async () => {
    const { accessManager, drawEscrow, vault, workouts, curator, operator, ...story } = await byMilestones();
    const { cluster, reach, lens } = story;
    await workouts.connect(operator).giveUp(cluster, true);
    await reach(MILESTONE.Ordered);
    const { data } = await workouts.openResolution.populateTransaction(cluster);
    await accessManager.connect(curator).schedule(workouts, data, 0);
    await networkHelpers.time.increase(CURATOR_DELAY);
    await reach(MILESTONE.Delivered);
    const { cash } = await vault.state();

    const opening = workouts.connect(curator).openResolution(cluster);

    await expect(opening).to.emit(drawEscrow, "MoneyReturned").withArgs(cluster, usdc("2_800_000"));
    await opening;
    expect((await vault.state()).cash - cash).to.equal(usdc("2_800_000"));
    expect((await lens.facility(cluster)).cost).to.equal(usdc("1_200_000"));
    expect((await drawEscrow.escrowOf(cluster)).cleared).to.equal(usdc("1_200_000"));
  });
});
