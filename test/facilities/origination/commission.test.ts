import { expect } from "chai";
import { SLOPE, VALUE } from "../../support/curve.ts";
import { tickUp } from "../../support/facilityCurve.ts";
import { EVIDENCE, MILESTONE, signAttestation } from "../../support/drawEscrowFixture.ts";
import { ONE_X32 } from "../../support/moneyLaw.ts";
import {
  approved,
  at,
  drawn,
  inService,
  LIFE,
  LONG_WINDOW,
  MARKDOWN,
  MONTH,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
} from "../../support/protocol.ts";
import { DAY, HOUR, usdc } from "../../support/units.ts";

const DELAY = PERIOD + REPORTING_DELAY;

describe("FacilityOrigination.commission", () => {
  describe("when the caller is not the operator", () => {
    it("reverts with caller and operator", async () => {
      const { origination, curator, operator } = await drawn();

      await expect(origination.connect(curator).commission(1n, 1n))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotOperator")
        .withArgs(1n, curator, operator);
    });
  });

  describe("given nothing has been drawn", () => {
    it("reverts with where it stands", async () => {
      const { origination, shares, operator } = await approved();

      await expect(origination.connect(operator).commission(1n, await now()))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Approved);
    });
  });

  describe("given the cluster is in service", () => {
    it("reverts with where it stands", async () => {
      const { origination, shares, operator } = await inService();

      await expect(origination.connect(operator).commission(1n, await now()))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.InService);
    });
  });

  describe("given terms with milestones", () => {
    async function byMilestones() {
      const fixture = await approved();
      const { origination, drawEscrow, quorum, operator, reporters, addCluster } = fixture;
      const cluster = await addCluster({ maxPeriod: MONTH }, { milestones: { orderedBps: 1n, deliveredBps: 0n } });
      await origination.connect(operator).draw(cluster, usdc("1_000"), operator);

      /** The reporters say that a milestone has just been reached. */
      const reach = async (milestone: bigint): Promise<bigint> => {
        const reachedAt = await now();
        const reporterSet = await quorum.version();
        const attestation = { cluster, milestone, reporterSet, clusterVersion: 1n, reachedAt, evidenceRoot: EVIDENCE };
        const { signers, signatures } = await signAttestation(drawEscrow, attestation, reporters.slice(0, 3));
        await drawEscrow.attest(attestation, signers, signatures);
        return reachedAt;
      };
      return { ...fixture, cluster, reach };
    }

    it("is not the operator's to declare", async () => {
      const { origination, operator, cluster } = await byMilestones();

      await expect(origination.connect(operator).commission(cluster, await now()))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_AttestedOnly")
        .withArgs(cluster);
    });

    it("is nobody's while the reporters have not attested it", async () => {
      const { origination, cluster, reach } = await byMilestones();
      await reach(MILESTONE.Ordered);
      await reach(MILESTONE.Delivered);

      await expect(origination.commissionAttested(cluster))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotAttested")
        .withArgs(cluster);
    });

    for (const [name, after, second] of [
      ["the attested second", MONTH - 1n, 0n],
      ["the attested second, while that is one period ago", MONTH, 0n],
      ["one period ago, where the attested second lies before it", MONTH + 1n, 1n],
    ] as const) {
      it(`is anyone's from then on: in service since ${name}`, async () => {
        const { origination, registry, lens, stranger, cluster, reach } = await byMilestones();
        await reach(MILESTONE.Ordered);
        await reach(MILESTONE.Delivered);
        const attested = await reach(MILESTONE.InService);

        const commission = at(attested + after, () => origination.connect(stranger).commissionAttested(cluster));

        await expect(commission)
          .to.emit(origination, "Commissioned")
          .withArgs(cluster, attested + second);
        await expect(commission)
          .to.emit(registry, "ClusterCommissioned")
          .withArgs(cluster, attested + second);
        const { status, reportedUntil } = await lens.facility(cluster);
        expect([status, reportedUntil]).to.deep.equal([STATUS.InService, attested + second]);
      });
    }

    it("is in service once", async () => {
      const { origination, shares, cluster, reach } = await byMilestones();
      for (const milestone of [MILESTONE.Ordered, MILESTONE.Delivered, MILESTONE.InService]) await reach(milestone);
      await networkHelpers.time.increase(LONG_WINDOW);
      await origination.commissionAttested(cluster);

      await expect(origination.commissionAttested(cluster))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(cluster, STATUS.InService);
    });
  });

  describe("given the hardware is drawn", () => {
    describe("when it is to be in service a second from now", () => {
      it("reverts with the registry's error", async () => {
        const { origination, registry, operator } = await drawn();
        const t = (await now()) + HOUR;

        await expect(at(t, () => origination.connect(operator).commission(1n, t + 1n)))
          .to.be.revertedWithCustomError(registry, "ClusterRegistry_InServiceInFuture")
          .withArgs(t + 1n, t);
      });
    });

    describe("when it is in service since an hour", () => {
      it("starts period 1 there, in the registry too", async () => {
        const { origination, registry, lens, operator } = await drawn();
        const t = (await now()) + 2n * HOUR;

        const commission = at(t, () => origination.connect(operator).commission(1n, t - HOUR));

        await expect(commission)
          .to.emit(origination, "Commissioned")
          .withArgs(1n, t - HOUR);
        await expect(commission)
          .to.emit(registry, "ClusterCommissioned")
          .withArgs(1n, t - HOUR);
        const facility = await lens.facility(1n);
        expect([facility.status, facility.oldestUnpaid, facility.settledPeriods]).to.deep.equal([
          STATUS.InService,
          1n,
          0n,
        ]);
        expect(facility.reportedUntil).to.equal(t - HOUR);
        expect((await registry.hardware(1n)).inServiceAt).to.equal(t - HOUR);
      });

      it("moves the start of depreciation to the first report's deadline, on the grid", async () => {
        const { origination, shares, vault, lens, operator } = await drawn();
        const t = (await now()) + 2n * HOUR;
        const deadline = tickUp(t - HOUR + DELAY);
        expect(deadline).to.be.greaterThan(t - HOUR + DELAY);

        await expect(at(t, () => origination.connect(operator).commission(1n, t - HOUR)))
          .to.emit(shares, "DeadlineSet")
          .withArgs(1n, deadline);

        const facility = await lens.facility(1n);
        expect([facility.deadline, facility.depreciatesUntil, facility.slope]).to.deep.equal([deadline, 0n, SLOPE]);
        const { nextKink, value } = await vault.state();
        expect([nextKink, value]).to.deep.equal([deadline, VALUE / ONE_X32]);
      });

      it("books nothing: it is worth what it was", async () => {
        const { origination, vault, shares, operator } = await drawn();

        const commission = origination.connect(operator).commission(1n, await now());

        await expect(commission).not.to.emit(vault, "LossBooked");
        await expect(commission).not.to.emit(shares, "DepreciationStarted");
        expect(await shares.valueX32(1n)).to.equal(VALUE);
      });
    });

    describe("when its first report would be due in this very second", () => {
      it("reverts with that second, and takes it a second later, until the next tick", async () => {
        const { origination, shares, operator } = await drawn();
        const t = tickUp((await now()) + HOUR);

        await expect(at(t, () => origination.connect(operator).commission(1n, t - DELAY)))
          .to.be.revertedWithCustomError(shares, "FacilityManager_InServiceTooEarly")
          .withArgs(1n, t - DELAY, t);
        await expect(at(t + HOUR, () => origination.connect(operator).commission(1n, t + HOUR - DELAY + 1n)))
          .to.emit(shares, "DeadlineSet")
          .withArgs(1n, t + 2n * HOUR);
      });
    });

    describe("when its first report is due on the grid", () => {
      it("is delinquent from that very second on", async () => {
        const { origination, shares, operator } = await drawn();
        const t = tickUp((await now()) + HOUR);

        await expect(at(t, () => origination.connect(operator).commission(1n, t - DELAY + HOUR)))
          .to.emit(shares, "DeadlineSet")
          .withArgs(1n, t + HOUR);
      });
    });

    describe("when it comes so late that its first report would be due after it is delinquent anyway", () => {
      it("starts no later for that", async () => {
        const { origination, shares, vault, lens, operator, terms } = await drawn();
        const t = terms.inServiceBy + 2n * DAY;

        const commission = at(t, () => origination.connect(operator).commission(1n, t));

        await expect(commission).to.emit(origination, "Commissioned").withArgs(1n, t);
        await expect(commission).not.to.emit(shares, "DeadlineSet");
        expect((await lens.facility(1n)).deadline).to.equal(tickUp(terms.inServiceBy + DELAY));
        expect((await vault.state()).nextKink).to.equal(tickUp(terms.inServiceBy + DELAY));
      });
    });

    describe("when the oracle's timings have changed since it was approved", () => {
      it("reckons with those of now", async () => {
        const { origination, oracle, shares, governor, operator, act } = await drawn();
        await act(governor, oracle, "setTimings", [
          { window: 6n * HOUR, longWindow: 3n * DAY, reportDeadline: 4n * DAY },
        ]);
        const t = (await now()) + HOUR;

        const commission = at(t, () => origination.connect(operator).commission(1n, t));

        await expect(commission)
          .to.emit(shares, "ReportingDelayChanged")
          .withArgs(REPORTING_DELAY, 7n * DAY);
        await expect(commission)
          .to.emit(shares, "DeadlineSet")
          .withArgs(1n, tickUp(t + PERIOD + 7n * DAY));
      });
    });
  });

  describe("given depreciation has begun because nothing was heard of the cluster", () => {
    async function overdue() {
      const fixture = await drawn();
      const deadline = tickUp(fixture.terms.inServiceBy + DELAY);
      const t = deadline + 7n * DAY + 11n;
      return { ...fixture, deadline, t };
    }

    it("is written down as of its deadline, and goes on", async () => {
      const { origination, shares, vault, lens, operator, deadline, t } = await overdue();

      const commission = at(t, () => origination.connect(operator).commission(1n, t - DAY));

      await expect(commission)
        .to.emit(vault, "Accrued")
        .withArgs(1n, deadline + MARKDOWN);
      await expect(commission)
        .to.emit(shares, "DepreciationStarted")
        .withArgs(1n, deadline, deadline + LIFE, SLOPE, SALVAGE);
      const depreciated = VALUE - SLOPE * (7n * DAY + 11n);
      expect(await shares.valueX32(1n)).to.equal(depreciated);
      expect((await vault.state()).value).to.equal(depreciated / ONE_X32);
      expect((await lens.facility(1n)).depreciatesUntil).to.equal(deadline + LIFE);
    });

    it("stays delinquent until its first period has been reported and paid", async () => {
      const { origination, shares, lens, operator, deadline, t } = await overdue();

      const commission = at(t, () => origination.connect(operator).commission(1n, t));

      await expect(commission).not.to.emit(shares, "Cured");
      await expect(commission).not.to.emit(shares, "DeadlineSet");
      const facility = await lens.facility(1n);
      expect([facility.status, facility.delinquentSince, facility.deadline]).to.deep.equal([
        STATUS.InService,
        deadline,
        0n,
      ]);
    });
  });
});
