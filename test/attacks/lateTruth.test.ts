import { expect } from "chai";
import { LOAN } from "../support/debts.ts";
import { EVIDENCE, MILESTONE, signAttestation } from "../support/drawEscrowFixture.ts";
import { at, deployed, networkHelpers, now, PERIOD, REPORTING_DELAY, STATUS } from "../support/protocol.ts";
import { DAY, usdc } from "../support/units.ts";

const MILESTONES = { orderedBps: 3_000n, deliveredBps: 3_000n };

/** Reported daily, by milestones; `reach` has the reporters attest one that has just been reached. */
async function byMilestones(terms = {}) {
  const fixture = await deployed();
  const { addCluster, drawEscrow, origination, quorum, operator, reporters } = fixture;
  const cost = usdc("4_000_000");
  const cluster = await addCluster({ cost }, { milestones: MILESTONES, ...terms });
  await origination.connect(operator).draw(cluster, cost, operator);
  const reach = async (milestone: bigint) => {
    const reachedAt = await now();
    const reporterSet = await quorum.version();
    const attestation = { cluster, milestone, reporterSet, clusterVersion: 1n, reachedAt, evidenceRoot: EVIDENCE };
    const { signers, signatures } = await signAttestation(drawEscrow, attestation, reporters.slice(0, 3));
    await drawEscrow.attest(attestation, signers, signatures);
    return reachedAt;
  };
  return { ...fixture, cluster, reach };
}

describe("A late truth (attacks)", () => {
  it("55 an attestation older than its first deadline still puts a cluster in service, by anybody's word", async () => {
    const { lens, origination, stranger, cluster, reach } = await byMilestones();
    for (const milestone of [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService]) await reach(milestone);
    const t = (await now()) + PERIOD + REPORTING_DELAY + DAY;

    await at(t, () => origination.connect(stranger).commissionAttested(cluster));

    const { status, reportedUntil, deadline, delinquentSince } = await lens.facility(cluster);
    expect([status, reportedUntil, delinquentSince]).to.deep.equal([STATUS.InService, t - PERIOD, 0n]);
    expect(deadline).to.be.greaterThan(t);
  });

  for (const [name, terms] of [
    ["a revenue share", {}],
    ["a loan", { ...LOAN, amount: usdc("4_000_000"), milestones: MILESTONES }],
  ] as const) {
    it(`55 it cures ${name} that is late, and is over once a workout is open`, async () => {
      const { lens, origination, loans, shares, stranger, cluster, reach, workouts } = await byMilestones(terms);
      for (const milestone of [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService]) await reach(milestone);
      const { deadline } = await lens.facility(cluster);
      await networkHelpers.time.increaseTo(deadline + 10n * DAY);
      expect((await lens.facility(cluster)).delinquentSince).to.equal(deadline);
      const manager = name === "a loan" ? loans : shares;

      const commission = origination.connect(stranger).commissionAttested(cluster);

      await expect(commission).to.emit(manager, "Cured").withArgs(cluster);
      const facility = await lens.facility(cluster);
      expect([facility.status, facility.delinquentSince]).to.deep.equal([STATUS.InService, 0n]);
      // It is not in service twice, and a workout would have come before.
      await expect(workouts.connect(stranger).openResolution(cluster)).to.be.revertedWithCustomError(
        workouts,
        "AccessManagedUnauthorized",
      );
    });
  }

  it("55 an open workout ends it", async () => {
    const { lens, origination, shares, stranger, cluster, reach, workouts } = await byMilestones();
    for (const milestone of [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService]) await reach(milestone);
    const { deadline } = await lens.facility(cluster);
    await networkHelpers.time.increaseTo(deadline + 90n * DAY);
    await workouts.connect(stranger).openResolution(cluster);

    await expect(origination.connect(stranger).commissionAttested(cluster))
      .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
      .withArgs(cluster, STATUS.Resolving);
  });
});
