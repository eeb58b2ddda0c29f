import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import {
  COST,
  facts,
  GRACE,
  LIFE,
  LONG_WINDOW,
  now,
  ordered,
  PERIOD,
  REPORT_DEADLINE,
  SALVAGE,
  STATUS,
  TERMS,
} from "../support/protocol.ts";
import { DAY, NEVER, usdc } from "../support/units.ts";

/** A line and a resolution, each as long as the longest line, may follow the end of a life. */
const LONGEST_LINE = 365n * DAY;
const DELAYS = PERIOD + REPORT_DEADLINE + LONG_WINDOW + GRACE;

/** A struct as an event gives it: values in their order. */
const valuesOf = (given: object): unknown[] =>
  Object.values(given).map((value: unknown) => (typeof value === "object" && value !== null ? valuesOf(value) : value));

describe("FacilityBook.approve", () => {
  const termsOf = async (changes = {}) => ({ ...TERMS, inServiceBy: (await now()) + 60n * DAY, ...changes });

  describe("given the cluster has a facility", () => {
    it("reverts with where it stands", async () => {
      const { book, curator, act } = await ordered();
      await act(curator, book, "approve", [1n, await termsOf()]);

      await expect(act(curator, book, "approve", [1n, await termsOf()]))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.Approved);
    });
  });

  describe("given nobody has registered the cluster", () => {
    it("reverts with the registry's error", async () => {
      const { book, registry, curator, act } = await ordered();

      await expect(act(curator, book, "approve", [2n, await termsOf()]))
        .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
        .withArgs(2n);
    });
  });

  describe("given the title lies elsewhere", () => {
    it("reverts with the holder", async () => {
      const { book, registry, curator, operator, stranger, act } = await ordered();
      await act(curator, registry, "register", [facts(operator.address), stranger.address]);

      await expect(act(curator, book, "approve", [2n, await termsOf()]))
        .to.be.revertedWithCustomError(book, "FacilityBook_NoTitle")
        .withArgs(2n, stranger);
    });
  });

  describe("given the cluster was put in service before", () => {
    it("reverts with where it stands", async () => {
      const { book, registry, curator, operator, stranger, act } = await ordered();
      await act(curator, registry, "register", [facts(operator.address), stranger.address]);
      await registry.connect(stranger).commission(2n, await now());
      await registry.connect(stranger).transferFrom(stranger, book, 2n);
      const IN_SERVICE = 2n;

      await expect(act(curator, book, "approve", [2n, await termsOf()]))
        .to.be.revertedWithCustomError(book, "FacilityBook_NotOrdered")
        .withArgs(2n, IN_SERVICE);
    });
  });

  describe("given an ordered cluster whose title the book holds", () => {
    for (const { field, given, minimum, maximum } of [
      { field: "amount", given: 0n, minimum: 1n, maximum: COST },
      { field: "amount", given: COST + 1n, minimum: 1n, maximum: COST },
      { field: "vaultShareBps", given: 0n, minimum: 1n, maximum: 10_000n },
      { field: "vaultShareBps", given: 10_001n, minimum: 1n, maximum: 10_000n },
      { field: "paymentGrace", given: 0n, minimum: 1n, maximum: 60n * DAY },
      { field: "paymentGrace", given: 60n * DAY + 1n, minimum: 1n, maximum: 60n * DAY },
      { field: "lineLength", given: 7n * DAY - 1n, minimum: 7n * DAY, maximum: LONGEST_LINE },
      { field: "lineLength", given: LONGEST_LINE + 1n, minimum: 7n * DAY, maximum: LONGEST_LINE },
      { field: "bondBps", given: 10_001n, minimum: 0n, maximum: 10_000n },
    ]) {
      describe(`when ${field} is ${given}`, () => {
        it("reverts with its range", async () => {
          const { book, curator, act } = await ordered();

          await expect(act(curator, book, "approve", [1n, await termsOf({ [field]: given })]))
            .to.be.revertedWithCustomError(book, "FacilityBook_TermOutOfRange")
            .withArgs(encodeBytes32String(field), given, minimum, maximum);
        });
      });
    }

    describe("when the cluster is to be in service by a second that has passed", () => {
      it("reverts with the range", async () => {
        const { book, curator, actAt } = await ordered();
        const second = (await now()) + 3n * DAY;

        await expect(actAt(second, curator, book, "approve", [1n, await termsOf({ inServiceBy: second - 1n })]))
          .to.be.revertedWithCustomError(book, "FacilityBook_TermOutOfRange")
          .withArgs(
            encodeBytes32String("inServiceBy"),
            second - 1n,
            second,
            NEVER - 1n - DELAYS - LIFE - 2n * LONGEST_LINE,
          );
      });
    });

    describe("when its wear could end after the last second that counts", () => {
      it("reverts with the range, and takes the latest", async () => {
        const { book, curator, actAt } = await ordered();
        const second = (await now()) + 3n * DAY;
        const latest = NEVER - 1n - DELAYS - LIFE - 2n * LONGEST_LINE;

        await expect(actAt(second, curator, book, "approve", [1n, await termsOf({ inServiceBy: latest + 1n })]))
          .to.be.revertedWithCustomError(book, "FacilityBook_TermOutOfRange")
          .withArgs(encodeBytes32String("inServiceBy"), latest + 1n, second, latest);
        await actAt(second + 3n * DAY, curator, book, "approve", [1n, await termsOf({ inServiceBy: latest })]);
      });
    });

    describe("when a period and its delays could last longer than the vesting cap", () => {
      it("reverts with both, and takes what fits", async () => {
        const { book, registry, curator, operator, act } = await ordered();
        const slow = { ...facts(operator.address), maxPeriod: 80n * DAY };
        await act(curator, registry, "register", [slow, await book.getAddress()]);
        const grace = 10n * DAY - REPORT_DEADLINE - LONG_WINDOW;

        await expect(act(curator, book, "approve", [2n, await termsOf({ paymentGrace: grace + 1n })]))
          .to.be.revertedWithCustomError(book, "FacilityBook_DelaysAboveVestingCap")
          .withArgs(90n * DAY + 1n, 90n * DAY);
        await act(curator, book, "approve", [2n, await termsOf({ paymentGrace: grace })]);
      });
    });

    describe("when the terms are in order", () => {
      it("remembers them, and what the title says", async () => {
        const { book, curator, operator, act } = await ordered();
        const terms = await termsOf({
          amount: usdc("7_000_000"),
          vaultShareBps: 1n,
          lineLength: 7n * DAY,
          bondBps: 10_000n,
        });

        await expect(act(curator, book, "approve", [1n, terms]))
          .to.emit(book, "FacilityApproved")
          .withArgs(
            1n,
            operator,
            [
              0n,
              ZeroAddress,
              usdc("7_000_000"),
              1n,
              usdc("5_000"),
              terms.inServiceBy,
              GRACE,
              7n * DAY,
              10_000n,
              ...["milestones", "debt", "share", "covenants"].map((part) => valuesOf(terms[part as "debt"])),
            ],
            COST,
            SALVAGE,
            LIFE,
          );

        const facility = await book.facility(1n);
        expect(facility.status).to.equal(STATUS.Approved);
        expect(facility.form).to.equal(0n);
        expect(facility.operator).to.equal(operator);
        expect(facility.approved).to.equal(usdc("7_000_000"));
        expect(facility.vaultShareBps).to.equal(1n);
        expect(facility.reserveTarget).to.equal(usdc("5_000"));
        expect([facility.lineLength, facility.bondBps]).to.deep.equal([7n * DAY, 10_000n]);
        const lastEnd = terms.inServiceBy + DELAYS + LIFE + 2n * terms.lineLength;
        expect([...(await book.outlook())]).to.deep.equal([0n, lastEnd]);
        expect([facility.cost, facility.salvage, facility.value, facility.deadline]).to.deep.equal([0n, 0n, 0n, 0n]);
        expect(await book.facilityCount()).to.equal(1n);
        expect(await book.clusterAt(0n)).to.equal(1n);
      });
    });
  });
});
