import { expect } from "chai";
import { wearPerSecond } from "../support/bookLaw.ts";
import {
  approved,
  at,
  COST,
  DEPOSIT,
  ethers,
  inService,
  LIFE,
  LONG_WINDOW,
  networkHelpers,
  PERIOD,
  REPORT_DEADLINE,
  SALVAGE,
  STATUS,
} from "../support/protocol.ts";
import { DAY, MAX_UINT256, usdc } from "../support/units.ts";

describe("FacilityBook.draw", () => {
  describe("when the caller is not the operator", () => {
    it("reverts with caller and operator", async () => {
      const { book, curator, operator } = await approved();

      await expect(book.connect(curator).draw(1n, 1n, curator))
        .to.be.revertedWithCustomError(book, "FacilityBook_NotOperator")
        .withArgs(1n, curator, operator);
    });
  });

  describe("given no facility", () => {
    it("reverts: nobody is its operator", async () => {
      const { book, operator } = await approved();

      await expect(book.connect(operator).draw(9n, 1n, operator))
        .to.be.revertedWithCustomError(book, "FacilityBook_NotOperator")
        .withArgs(9n, operator, ethers.ZeroAddress);
    });
  });

  describe("given the cluster is in service", () => {
    it("reverts with where it stands", async () => {
      const { book, operator } = await inService();

      await expect(book.connect(operator).draw(1n, 1n, operator))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.InService);
    });
  });

  describe("given an approved facility", () => {
    describe("when nothing is drawn", () => {
      it("reverts", async () => {
        const { book, operator } = await approved();

        await expect(book.connect(operator).draw(1n, 0n, operator)).to.be.revertedWithCustomError(
          book,
          "FacilityBook_ZeroAmount",
        );
      });
    });

    describe("when the receiver is the zero address", () => {
      it("reverts", async () => {
        const { book, operator } = await approved();

        await expect(book.connect(operator).draw(1n, 1n, ethers.ZeroAddress)).to.be.revertedWithCustomError(
          book,
          "FacilityBook_ZeroAddress",
        );
      });
    });

    describe("when one unit more than approved is drawn", () => {
      it("reverts with what would be drawn in all", async () => {
        const { book, operator } = await approved();

        await expect(book.connect(operator).draw(1n, COST + 1n, operator))
          .to.be.revertedWithCustomError(book, "FacilityBook_AboveApproval")
          .withArgs(1n, COST + 1n, COST);
      });
    });

    describe("when more than any number is drawn", () => {
      it("reverts cleanly", async () => {
        const { book, operator } = await approved();
        await book.connect(operator).draw(1n, 1n, operator);

        await expect(book.connect(operator).draw(1n, MAX_UINT256, operator))
          .to.be.revertedWithCustomError(book, "FacilityBook_AboveApproval")
          .withArgs(1n, MAX_UINT256, COST);
      });
    });

    describe("when it is too late to be in service in time", () => {
      it("reverts in the first second after, and draws in the last before", async () => {
        const { book, operator, terms } = await approved();

        await at(terms.inServiceBy, () => book.connect(operator).draw(1n, 1n, operator));
        await expect(at(terms.inServiceBy + 1n, () => book.connect(operator).draw(1n, 1n, operator)))
          .to.be.revertedWithCustomError(book, "FacilityBook_ApprovalExpired")
          .withArgs(1n, terms.inServiceBy);
      });
    });

    describe("when the vault has too little cash", () => {
      it("reverts with the vault's error", async () => {
        const { book, vault, operator, depositor } = await approved();
        await vault.connect(depositor).withdraw(DEPOSIT - usdc("5"), depositor, depositor);

        await expect(book.connect(operator).draw(1n, usdc("5") + 1n, operator))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
          .withArgs(usdc("5") + 1n, usdc("5"));
      });
    });

    describe("when the vault is paused", () => {
      it("reverts: a pause stops draws", async () => {
        const { book, vault, operator, guardian } = await approved();
        await vault.connect(guardian).pause();

        await expect(book.connect(operator).draw(1n, 1n, operator)).to.be.revertedWithCustomError(
          vault,
          "GpuYieldVault_Paused",
        );
      });
    });

    describe("when all is drawn", () => {
      it("pays the receiver, and cash becomes value", async () => {
        const { book, vault, asset, operator, other } = await approved();

        const draw = book.connect(operator).draw(1n, COST, other);

        await expect(draw).to.emit(book, "Drawn").withArgs(1n, other, COST, COST);
        await expect(draw).to.emit(vault, "Funded").withArgs(other, COST);
        await expect(draw).to.changeTokenBalances(ethers, asset, [vault, other], [-COST, COST]);
        const { cash, value, nav } = await vault.state();
        expect([cash, value, nav]).to.deep.equal([DEPOSIT - COST, COST, DEPOSIT]);
      });

      it("sets the second in which wear starts if nothing is ever heard of it", async () => {
        const { book, vault, operator, terms } = await approved();
        const deadline = terms.inServiceBy + PERIOD + REPORT_DEADLINE + LONG_WINDOW;

        await expect(book.connect(operator).draw(1n, COST, operator))
          .to.emit(book, "DeadlineSet")
          .withArgs(1n, deadline);

        const facility = await book.facility(1n);
        expect(facility.status).to.equal(STATUS.Drawn);
        expect([facility.cost, facility.salvage, facility.value]).to.deep.equal([COST, SALVAGE, COST]);
        expect([facility.deadline, facility.wearFrom, facility.wearUntil]).to.deep.equal([deadline, 0n, 0n]);
        expect((await vault.state()).nextDue).to.equal(deadline);
      });
    });

    describe("when it is drawn in parts", () => {
      it("adds up to the unit, salvage too, and sets the deadline once", async () => {
        const { book, vault, operator } = await approved();
        const parts = [usdc("1"), usdc("2_666_666.666667"), usdc("3_333_333.000001")];
        let cost = 0n;
        for (const [index, part] of parts.entries()) {
          cost += part;
          const draw = book.connect(operator).draw(1n, part, operator);
          await expect(draw).to.emit(book, "Drawn").withArgs(1n, operator, part, cost);
          if (index > 0) await expect(draw).not.to.emit(book, "DeadlineSet");
          const facility = await book.facility(1n);
          expect([facility.cost, facility.value]).to.deep.equal([cost, cost]);
          expect(facility.salvage).to.equal((SALVAGE * cost) / COST);
        }
        expect(await vault.value()).to.equal(cost);
      });

      it("wears as one from the deadline on", async () => {
        const { book, operator, terms } = await approved();
        await book.connect(operator).draw(1n, usdc("3_000_000"), operator);
        await book.connect(operator).draw(1n, usdc("1_000_000"), operator);
        const deadline = terms.inServiceBy + PERIOD + REPORT_DEADLINE + LONG_WINDOW;
        const slope = wearPerSecond(usdc("4_000_000"), usdc("400_000"), LIFE);

        await networkHelpers.time.increaseTo(deadline + 100n * DAY);

        expect((await book.facility(1n)).value).to.equal(((usdc("4_000_000") << 32n) - slope * 100n * DAY) >> 32n);
      });
    });

    describe("when it was written down between two draws", () => {
      it("never writes it up again", async () => {
        const { book, vault, operator, curator, act } = await approved();
        await book.connect(operator).draw(1n, usdc("4_000_000"), operator);
        await act(curator, book, "writeDown", [1n, usdc("3_900_000")]);
        expect((await book.facility(1n)).salvage).to.equal(usdc("100_000"));

        await book.connect(operator).draw(1n, usdc("1_000_000"), operator);

        const facility = await book.facility(1n);
        expect(facility.value).to.equal(usdc("1_100_000"));
        expect(facility.salvage).to.equal(usdc("200_000"));
        expect(await vault.value()).to.equal(usdc("1_100_000"));
      });
    });
  });
});
