import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import {
  AUCTION_TIME,
  COST,
  facts,
  GRACE,
  LIFE,
  MARKDOWN,
  now,
  ordered,
  PERIOD,
  LONGEST_REPORTING,
  SALVAGE,
  STATUS,
  TERMS,
  TICK,
  WORKOUT_PERIOD,
} from "../../support/protocol.ts";
import { DAY, NEVER, usdc } from "../../support/units.ts";

const DELAYS = PERIOD + LONGEST_REPORTING + GRACE;
/** A markdown, the longest workout and some ticks may follow the end of a life. */
const TAIL = MARKDOWN + 395n * DAY + 3n * TICK;
const LATEST = NEVER - 1n - DELAYS - LIFE - TAIL;
/** In which milestones may still be attested. */
const ATTESTING = 7n * DAY;

/** A struct as an event gives it: values in their order. */
const valuesOf = (given: object): unknown[] =>
  Object.values(given).map((value: unknown) => (typeof value === "object" && value !== null ? valuesOf(value) : value));

describe("FacilityOrigination.approve", () => {
  const termsOf = async (changes = {}) => ({ ...TERMS, inServiceBy: (await now()) + 60n * DAY, ...changes });

  describe("when the caller is no originator", () => {
    it("reverts with the caller", async () => {
      const { origination, stranger } = await ordered();

      await expect(origination.connect(stranger).approve(1n, await termsOf()))
        .to.be.revertedWithCustomError(origination, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("given the cluster has a facility", () => {
    it("reverts with the cluster", async () => {
      const { origination, curator, act } = await ordered();
      await act(curator, origination, "approve", [1n, await termsOf()]);

      await expect(act(curator, origination, "approve", [1n, await termsOf()]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_AlreadyApproved")
        .withArgs(1n);
    });
  });

  describe("given nobody has registered the cluster", () => {
    it("reverts with the registry's error", async () => {
      const { origination, registry, curator, act } = await ordered();

      await expect(act(curator, origination, "approve", [2n, await termsOf()]))
        .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  describe("given the title lies with a stranger", () => {
    it("reverts with the holder", async () => {
      const { origination, registry, curator, operator, stranger, act } = await ordered();
      await act(curator, registry, "register", [facts(operator.address), stranger.address]);

      await expect(act(curator, origination, "approve", [2n, await termsOf()]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_NoTitle")
        .withArgs(2n, stranger);
    });
  });

  describe("given the title lies with a source that finances other forms", () => {
    it("reverts with the holder", async () => {
      const { origination, registry, loans, curator, operator, act } = await ordered();
      await act(curator, registry, "register", [facts(operator.address), await loans.getAddress()]);

      await expect(act(curator, origination, "approve", [2n, await termsOf()]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_NoTitle")
        .withArgs(2n, loans);
    });
  });

  describe("given the title lies with a manager that is no source of the vault", () => {
    it("reverts with the holder", async () => {
      const { origination, vault, shares, curator, governor, act } = await ordered();
      await act(governor, vault, "unbindSource", [await shares.getAddress()]);

      await expect(act(curator, origination, "approve", [1n, await termsOf()]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_NoTitle")
        .withArgs(1n, shares);
    });
  });

  describe("given the cluster was put in service before", () => {
    it("reverts with where it stands", async () => {
      const { origination, registry, shares, curator, operator, stranger, act } = await ordered();
      await act(curator, registry, "register", [facts(operator.address), stranger.address]);
      await registry.connect(stranger).commission(2n, await now());
      await registry.connect(stranger).transferFrom(stranger, shares, 2n);
      const IN_SERVICE = 2n;

      await expect(act(curator, origination, "approve", [2n, await termsOf()]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotOrdered")
        .withArgs(2n, IN_SERVICE);
    });
  });

  describe("given an ordered cluster whose title lies with the manager of revenue shares", () => {
    for (const { field, changes, given, minimum, maximum } of [
      { field: "amount", changes: { amount: 0n }, given: 0n, minimum: 1n, maximum: COST },
      { field: "amount", changes: { amount: COST + 1n }, given: COST + 1n, minimum: 1n, maximum: COST },
      { field: "vaultShareBps", changes: { vaultShareBps: 0n }, given: 0n, minimum: 1n, maximum: 10_000n },
      { field: "vaultShareBps", changes: { vaultShareBps: 10_001n }, given: 10_001n, minimum: 1n, maximum: 10_000n },
      { field: "paymentGrace", changes: { paymentGrace: 0n }, given: 0n, minimum: 1n, maximum: 60n * DAY },
      {
        field: "paymentGrace",
        changes: { paymentGrace: 60n * DAY + 1n },
        given: 60n * DAY + 1n,
        minimum: 1n,
        maximum: 60n * DAY,
      },
      { field: "bondBps", changes: { bondBps: 10_001n }, given: 10_001n, minimum: 0n, maximum: 10_000n },
      {
        field: "orderedBps",
        changes: { milestones: { orderedBps: 10_001n, deliveredBps: 0n } },
        given: 10_001n,
        minimum: 0n,
        maximum: 10_000n,
      },
      {
        field: "deliveredBps",
        changes: { milestones: { orderedBps: 4_000n, deliveredBps: 6_001n } },
        given: 6_001n,
        minimum: 0n,
        maximum: 6_000n,
      },
      {
        field: "preferredReturnRate",
        changes: { share: { preferredReturnRate: 10n ** 18n + 1n, hurdleShareBps: 0n } },
        given: 10n ** 18n + 1n,
        minimum: 0n,
        maximum: 10n ** 18n,
      },
      {
        field: "hurdleShareBps",
        changes: { share: { preferredReturnRate: 0n, hurdleShareBps: 10_001n } },
        given: 10_001n,
        minimum: 0n,
        maximum: 10_000n,
      },
    ]) {
      describe(`when ${field} is ${given}`, () => {
        it("reverts with its range", async () => {
          const { origination, curator, act } = await ordered();

          await expect(act(curator, origination, "approve", [1n, await termsOf(changes)]))
            .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermOutOfRange")
            .withArgs(encodeBytes32String(field), given, minimum, maximum);
        });
      });
    }

    describe("when the cluster is to be in service by a second that has passed", () => {
      it("reverts with the range", async () => {
        const { origination, curator, actAt } = await ordered();
        const second = (await now()) + 3n * DAY;

        await expect(actAt(second, curator, origination, "approve", [1n, await termsOf({ inServiceBy: second - 1n })]))
          .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermOutOfRange")
          .withArgs(encodeBytes32String("inServiceBy"), second - 1n, second, LATEST);
      });
    });

    describe("when its end could lie after the last second that counts", () => {
      for (const { name, milestones, latest } of [
        { name: "drawn at once", milestones: TERMS.milestones, latest: LATEST },
        {
          name: "drawn by milestones",
          milestones: { orderedBps: 1n, deliveredBps: 0n },
          latest: LATEST - ATTESTING,
        },
      ]) {
        it(`reverts with the range, and takes the latest, ${name}`, async () => {
          const { origination, curator, actAt } = await ordered();
          const second = (await now()) + 3n * DAY;
          const terms = await termsOf({ milestones });

          await expect(actAt(second, curator, origination, "approve", [1n, { ...terms, inServiceBy: latest + 1n }]))
            .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermOutOfRange")
            .withArgs(encodeBytes32String("inServiceBy"), latest + 1n, second, latest);
          await actAt(second + 3n * DAY, curator, origination, "approve", [1n, { ...terms, inServiceBy: latest }]);
        });
      }
    });

    describe("when a period and its delays could last longer than the vesting cap", () => {
      it("reverts with both, and takes what fits", async () => {
        const { origination, registry, shares, curator, operator, act } = await ordered();
        const slow = { ...facts(operator.address), maxPeriod: 50n * DAY };
        await act(curator, registry, "register", [slow, await shares.getAddress()]);
        const grace = 40n * DAY - LONGEST_REPORTING;

        await expect(act(curator, origination, "approve", [2n, await termsOf({ paymentGrace: grace + 1n })]))
          .to.be.revertedWithCustomError(origination, "FacilityOrigination_DelaysAboveVestingCap")
          .withArgs(90n * DAY + 1n, 90n * DAY);
        await act(curator, origination, "approve", [2n, await termsOf({ paymentGrace: grace })]);
      });
    });

    describe("when the terms are in order", () => {
      it("says them, what the title says, and who accounts for it", async () => {
        const { origination, shares, registry, curator, operator, act } = await ordered();
        const terms = await termsOf({ amount: usdc("7_000_000"), vaultShareBps: 1n, bondBps: 10_000n });

        const approval = act(curator, origination, "approve", [1n, terms]);

        await expect(approval)
          .to.emit(origination, "FacilityApproved")
          .withArgs(
            1n,
            operator,
            shares,
            [
              0n,
              ZeroAddress,
              usdc("7_000_000"),
              1n,
              usdc("5_000"),
              terms.inServiceBy,
              GRACE,
              10_000n,
              ...["milestones", "debt", "share", "covenants"].map((part) => valuesOf(terms[part as "debt"])),
            ],
            COST,
            SALVAGE,
            LIFE,
          );
        await expect(approval).to.emit(registry, "ClusterManaged").withArgs(1n, shares);
        await expect(approval).not.to.emit(registry, "OperatorAssigned");
        await expect(approval).not.to.emit(registry, "TitlePledged");
      });

      it("remembers them, and draws nothing", async () => {
        const { origination, lens, registry, shares, operator, curator, act } = await ordered();
        const terms = await termsOf({
          amount: usdc("7_000_000"),
          vaultShareBps: 1n,
          bondBps: 10_000n,
          milestones: { orderedBps: 3_000n, deliveredBps: 7_000n },
        });
        await act(curator, origination, "approve", [1n, terms]);

        expect([...(await origination.approvalOf(1n))]).to.deep.equal([
          terms.inServiceBy,
          10_000n,
          3_000n,
          7_000n,
          operator.address,
          usdc("7_000_000"),
          0n,
        ]);
        const facility = await lens.facility(1n);
        expect([facility.status, facility.form, facility.operator]).to.deep.equal([
          STATUS.Approved,
          0n,
          operator.address,
        ]);
        expect([facility.approved, facility.vaultShareBps, facility.bondBps]).to.deep.equal([
          usdc("7_000_000"),
          1n,
          10_000n,
        ]);
        expect([facility.reserveTarget, facility.reserve]).to.deep.equal([usdc("5_000"), 0n]);
        expect([facility.cost, facility.salvage, facility.value]).to.deep.equal([0n, 0n, 0n]);
        expect([facility.deadline, facility.slope, facility.depreciatesUntil]).to.deep.equal([0n, 0n, 0n]);
        expect(await shares.statusOf(1n)).to.deep.equal([STATUS.Approved, 0n, 0n, 0n]);
        expect(await origination.managerOf(1n)).to.equal(shares);
        expect(await registry.managerOf(1n)).to.equal(shares);
      });

      it("reckons the last end of all: milestones, a life, a markdown and a workout later", async () => {
        const { origination, shares, curator, act } = await ordered();
        const terms = await termsOf();
        await act(curator, origination, "approve", [1n, terms]);

        const lastEnd = terms.inServiceBy + DELAYS + ATTESTING + LIFE + MARKDOWN + WORKOUT_PERIOD + AUCTION_TIME;
        expect([...(await shares.outlook())]).to.deep.equal([0n, lastEnd]);
      });

      it("rounds a useful life up to the vault's grid", async () => {
        const { addCluster, shares, vault, operator, origination, lens } = await ordered();
        const cluster = await addCluster({ usefulLife: 30n * DAY - 1n, salvage: 0n });
        await origination.connect(operator).draw(cluster, COST, operator);

        // 30 whole days, as the curve has it.
        const { slope } = await lens.facility(cluster);
        expect(slope).to.equal((COST << 32n) / (30n * DAY));
        const [, , , , curve = 0n] = await shares.wordsOf(cluster);
        expect(curve >> 224n).to.equal(30n * DAY);
        expect((await vault.settings()).tick).to.equal(TICK);
      });
    });

    describe("when the terms name another operator", () => {
      it("assigns the cluster to it", async () => {
        const { origination, registry, lens, curator, operator, other, act } = await ordered();

        const approval = act(curator, origination, "approve", [1n, await termsOf({ operator: other.address })]);

        await expect(approval).to.emit(registry, "OperatorAssigned").withArgs(1n, operator, other);
        expect(await registry.operatorOf(1n)).to.equal(other);
        expect((await lens.facility(1n)).operator).to.equal(other);
        expect((await origination.approvalOf(1n)).operator).to.equal(other);
      });
    });
  });

  describe("of titles that a manager holds", () => {
    it("is possible because origination and workouts are its agents, and nobody else is", async () => {
      const { registry, origination, workouts, shares, loans, stranger } = await ordered();

      for (const manager of [shares, loans]) {
        expect(await registry.isApprovedForAll(manager, origination)).to.equal(true);
        expect(await registry.isApprovedForAll(manager, workouts)).to.equal(true);
        expect(await registry.isApprovedForAll(manager, stranger)).to.equal(false);
      }
      await expect(registry.connect(stranger).manage(1n))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_NotTitleHolder")
        .withArgs(1n, stranger, shares);
    });
  });
});
