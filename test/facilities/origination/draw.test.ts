import { expect } from "chai";
import { LINE, lineOf, SLOPE, VALUE } from "../../support/curve.ts";
import { tickUp } from "../../support/facilityCurve.ts";
import { ONE_X32 } from "../../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  DEPOSIT,
  drawn,
  ethers,
  LIFE,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
} from "../../support/protocol.ts";
import { DAY, HOUR, MAX_UINT256, usdc } from "../../support/units.ts";

describe("FacilityOrigination.draw", () => {
  describe("when the caller is not the operator", () => {
    it("reverts with caller and operator", async () => {
      const { origination, curator, operator } = await approved();

      await expect(origination.connect(curator).draw(1n, 1n, curator))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotOperator")
        .withArgs(1n, curator, operator);
    });
  });

  describe("given no facility", () => {
    it("reverts: nobody is its operator", async () => {
      const { origination, operator } = await approved();

      await expect(origination.connect(operator).draw(9n, 1n, operator))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotOperator")
        .withArgs(9n, operator, ethers.ZeroAddress);
    });
  });

  describe("given the cluster is in service, and not all was drawn", () => {
    it("reverts with where it stands", async () => {
      const { origination, shares, operator } = await approved();
      await origination.connect(operator).draw(1n, usdc("1_000_000"), operator);
      await origination.connect(operator).commission(1n, await now());

      await expect(origination.connect(operator).draw(1n, 1n, operator))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.InService);
    });
  });

  describe("given an approved facility", () => {
    describe("when nothing is drawn", () => {
      it("reverts", async () => {
        const { origination, operator } = await approved();

        await expect(origination.connect(operator).draw(1n, 0n, operator)).to.be.revertedWithCustomError(
          origination,
          "FacilityOrigination_ZeroAmount",
        );
      });
    });

    describe("when the receiver is the zero address", () => {
      it("reverts with the token's error", async () => {
        const { origination, asset, operator } = await approved();

        await expect(origination.connect(operator).draw(1n, 1n, ethers.ZeroAddress))
          .to.be.revertedWithCustomError(asset, "ERC20InvalidReceiver")
          .withArgs(ethers.ZeroAddress);
      });
    });

    describe("when one unit more than approved is drawn", () => {
      it("reverts with what would be drawn in all", async () => {
        const { origination, operator } = await approved();

        await expect(origination.connect(operator).draw(1n, COST + 1n, operator))
          .to.be.revertedWithCustomError(origination, "FacilityOrigination_AboveApproval")
          .withArgs(1n, COST + 1n, COST);
      });
    });

    describe("when more than any number is drawn", () => {
      it("reverts cleanly", async () => {
        const { origination, operator } = await approved();
        await origination.connect(operator).draw(1n, 1n, operator);

        await expect(origination.connect(operator).draw(1n, MAX_UINT256, operator))
          .to.be.revertedWithCustomError(origination, "FacilityOrigination_AboveApproval")
          .withArgs(1n, MAX_UINT256, COST);
      });
    });

    describe("when it is too late to be in service in time", () => {
      it("reverts in the first second after, and draws in the last before", async () => {
        const { origination, operator, terms } = await approved();

        await at(terms.inServiceBy, () => origination.connect(operator).draw(1n, 1n, operator));
        await expect(at(terms.inServiceBy + 1n, () => origination.connect(operator).draw(1n, 1n, operator)))
          .to.be.revertedWithCustomError(origination, "FacilityOrigination_ApprovalExpired")
          .withArgs(1n, terms.inServiceBy);
      });
    });

    describe("when the vault has too little cash", () => {
      it("reverts with the vault's error", async () => {
        const { origination, vault, operator, depositor } = await approved();
        await vault.connect(depositor).withdraw(DEPOSIT - usdc("5"), depositor, depositor);

        await expect(origination.connect(operator).draw(1n, usdc("5") + 1n, operator))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
          .withArgs(usdc("5") + 1n, usdc("5"));
      });
    });

    describe("when the vault is paused", () => {
      it("reverts: a pause stops draws", async () => {
        const { origination, vault, operator, guardian } = await approved();
        await vault.connect(guardian).pause();

        await expect(origination.connect(operator).draw(1n, 1n, operator)).to.be.revertedWithCustomError(
          vault,
          "GpuYieldVault_Paused",
        );
      });
    });

    describe("when the vault has unbound its manager", () => {
      it("reverts: no cash leaves for it any more", async () => {
        const { origination, vault, shares, governor, operator, act } = await approved();
        await act(governor, vault, "unbindSource", [await shares.getAddress()]);

        await expect(origination.connect(operator).draw(1n, 1n, operator))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotSource")
          .withArgs(shares);
      });
    });

    describe("when all is drawn", () => {
      it("pays the receiver, and cash becomes value", async () => {
        const { origination, vault, shares, asset, operator, other } = await approved();

        const draw = origination.connect(operator).draw(1n, COST, other);

        await expect(draw).to.emit(origination, "Drawn").withArgs(1n, other, COST, COST);
        await expect(draw).to.emit(vault, "Funded").withArgs(shares, other, COST);
        await expect(draw).to.changeTokenBalances(ethers, asset, [vault, other], [-COST, COST]);
        expect((await origination.approvalOf(1n)).drawn).to.equal(COST);
        expect((await vault.state()).cash).to.equal(DEPOSIT - COST);
      });

      it("books what its line has no room for: less than a base unit", async () => {
        const { origination, vault, shares, lens, operator } = await approved();
        const t = (await now()) + HOUR;
        const rest = COST * ONE_X32 - VALUE;
        expect(rest).to.equal(LINE.rest);
        expect(rest > 0n && rest < ONE_X32).to.equal(true);

        const draw = at(t, () => origination.connect(operator).draw(1n, COST, operator));

        await expect(draw).to.emit(vault, "LossBooked").withArgs(rest, 0n);
        await expect(draw)
          .to.emit(vault, "Posted")
          .withArgs(shares, 0n, 0n, -rest, 0n, DAY, 0n, t << 24n);
        const { value, nav } = await vault.state();
        expect([value, nav]).to.deep.equal([COST - 1n, DEPOSIT - 1n]);
        expect(await shares.valueX32(1n)).to.equal(VALUE);
        expect((await lens.facility(1n)).value).to.equal(COST - 1n);
      });

      it("sets the tick from which on it is delinquent if nothing is ever heard of it", async () => {
        const { origination, vault, shares, lens, operator, terms } = await approved();
        const deadline = tickUp(terms.inServiceBy + PERIOD + REPORTING_DELAY);
        expect(deadline - terms.inServiceBy - PERIOD - REPORTING_DELAY).to.be.greaterThan(0n);

        await expect(origination.connect(operator).draw(1n, COST, operator))
          .to.emit(shares, "DeadlineSet")
          .withArgs(1n, deadline);

        const facility = await lens.facility(1n);
        expect(facility.status).to.equal(STATUS.Drawn);
        expect([facility.cost, facility.salvage, facility.slope]).to.deep.equal([COST, SALVAGE, SLOPE]);
        expect([facility.deadline, facility.delinquentSince, facility.depreciatesUntil]).to.deep.equal([
          deadline,
          0n,
          0n,
        ]);
        expect((await vault.state()).nextKink).to.equal(deadline);
        expect(await shares.statusOf(1n)).to.deep.equal([STATUS.Drawn, 0n, 0n, 0n]);
      });
    });

    describe("when it is drawn in parts", () => {
      it("adds up, salvage too, loses less than a unit each time, and sets the deadline once", async () => {
        const { origination, shares, vault, lens, operator } = await approved();
        let [cost, value, salvage] = [0n, 0n, 0n];
        for (const part of [usdc("1"), usdc("2_666_666.666667"), usdc("3_333_333.000001")]) {
          const own = (SALVAGE * (cost + part)) / COST - (SALVAGE * cost) / COST;
          const line = lineOf(value + part * ONE_X32, salvage + own * ONE_X32, LIFE);

          const draw = origination.connect(operator).draw(1n, part, operator);

          cost += part;
          await expect(draw).to.emit(origination, "Drawn").withArgs(1n, operator, part, cost);
          await expect(draw).to.emit(vault, "LossBooked").withArgs(line.rest, 0n);
          if (cost > part) await expect(draw).not.to.emit(shares, "DeadlineSet");
          ({ salvage } = line);
          value = line.salvage + line.slope * LIFE;
          const facility = await lens.facility(1n);
          expect([facility.cost, facility.salvage, facility.slope]).to.deep.equal([
            cost,
            (SALVAGE * cost) / COST,
            line.slope,
          ]);
          expect(await shares.valueX32(1n)).to.equal(value);
          expect((await vault.state()).value).to.equal(value / ONE_X32);
        }
      });

      it("depreciates as one from the deadline on", async () => {
        const { origination, shares, operator, terms } = await approved();
        await origination.connect(operator).draw(1n, usdc("3_000_000"), operator);
        await origination.connect(operator).draw(1n, usdc("1_000_000"), operator);
        const first = lineOf(usdc("3_000_000") * ONE_X32, usdc("300_000") * ONE_X32, LIFE);
        const line = lineOf(
          first.salvage + first.slope * LIFE + usdc("1_000_000") * ONE_X32,
          usdc("400_000") * ONE_X32,
          LIFE,
        );
        const deadline = tickUp(terms.inServiceBy + PERIOD + REPORTING_DELAY);

        await networkHelpers.time.increaseTo(deadline + 100n * DAY);

        expect(await shares.valueX32(1n)).to.equal(line.salvage + line.slope * (LIFE - 100n * DAY));
      });
    });

    describe("when it was written down between two draws", () => {
      it("never writes it up again", async () => {
        const { origination, shares, vault, lens, operator, writeDown } = await approved();
        await origination.connect(operator).draw(1n, usdc("4_000_000"), operator);
        const first = lineOf(usdc("4_000_000") * ONE_X32, usdc("400_000") * ONE_X32, LIFE);
        await writeDown(1n, 3n << 30n);
        const value0 = first.salvage + first.slope * LIFE;
        const left = value0 - ((value0 * 3n) / 4n / ONE_X32) * ONE_X32;
        const down = lineOf(left, ((first.salvage * left) / value0 / ONE_X32) * ONE_X32, LIFE);
        expect((await lens.facility(1n)).salvage).to.equal(down.salvage / ONE_X32);

        await origination.connect(operator).draw(1n, usdc("1_000_000"), operator);

        const value = down.salvage + down.slope * LIFE + usdc("1_000_000") * ONE_X32;
        const line = lineOf(value, down.salvage + usdc("100_000") * ONE_X32, LIFE);
        expect((await lens.facility(1n)).salvage).to.equal(line.salvage / ONE_X32);
        expect(await shares.valueX32(1n)).to.equal(line.salvage + line.slope * LIFE);
        expect((await vault.state()).value).to.equal((line.salvage + line.slope * LIFE) / ONE_X32);
        expect(line.salvage / ONE_X32).to.equal(usdc("200_000"));
      });
    });

    describe("when its deadline passed after the last draw", () => {
      it("draws nothing more", async () => {
        const { origination, operator, terms } = await drawn();
        const deadline = tickUp(terms.inServiceBy + PERIOD + REPORTING_DELAY);

        await expect(at(deadline, () => origination.connect(operator).draw(1n, 1n, operator)))
          .to.be.revertedWithCustomError(origination, "FacilityOrigination_AboveApproval")
          .withArgs(1n, COST + 1n, COST);
        expect(terms.inServiceBy).to.be.below(deadline);
      });
    });
  });

  describe("given terms with milestones", () => {
    it("pays into their keeping, whoever was to receive it, and gives them a week more", async () => {
      const { origination, drawEscrow, shares, vault, asset, operator, addCluster } = await approved();
      const cluster = await addCluster({}, { milestones: { orderedBps: 3_000n, deliveredBps: 5_000n } });
      const { inServiceBy } = await origination.approvalOf(cluster);

      const draw = origination.connect(operator).draw(cluster, usdc("1_000"), operator);

      await expect(draw).to.emit(origination, "Drawn").withArgs(cluster, drawEscrow, usdc("1_000"), usdc("1_000"));
      await expect(draw).to.changeTokenBalances(ethers, asset, [vault, drawEscrow], [-usdc("1_000"), usdc("1_000")]);
      await expect(draw)
        .to.emit(shares, "DeadlineSet")
        .withArgs(cluster, tickUp(inServiceBy + 7n * DAY + PERIOD + REPORTING_DELAY));
    });
  });

  describe("given a loan", () => {
    it("is worth what was drawn, to the unit: a debt has no line", async () => {
      const { origination, loans, lens, vault, operator, addCluster } = await approved();
      const debt = { yearlyRate: 10n ** 17n, period: 30n * DAY, payments: 36n };
      const plain = { finalPayment: 0n, rent: 0n, lateRate: 0n, shorten: false };
      const cluster = await addCluster({}, { form: 1n, vaultShareBps: 0n, debt: { ...debt, ...plain } });

      const draw = origination.connect(operator).draw(cluster, usdc("1_000_000.000001"), operator);

      await expect(draw).not.to.emit(vault, "LossBooked");
      expect(await loans.valueX32(cluster)).to.equal(usdc("1_000_000.000001") * ONE_X32);
      const { slope, salvage, depreciatesUntil } = await lens.facility(cluster);
      expect([slope, salvage, depreciatesUntil]).to.deep.equal([0n, 0n, 0n]);
      expect((await vault.state()).nav).to.equal(DEPOSIT);
    });
  });

  describe("given the operator owes a bond", () => {
    for (const { bondBps, amount, required } of [
      { bondBps: 1n, amount: 1n, required: 1n },
      { bondBps: 333n, amount: usdc("1_000_000.000001"), required: usdc("33_300.000001") },
      { bondBps: 10_000n, amount: usdc("7"), required: usdc("7") },
    ]) {
      it(`asks for ${bondBps} bps of ${amount}, rounded up`, async () => {
        const { origination, bond, lens, operator, addCluster } = await approved();
        const cluster = await addCluster({}, { bondBps });
        if (required > 1n) await bond.connect(operator).post(cluster, required - 1n);

        await expect(origination.connect(operator).draw(cluster, amount, operator))
          .to.be.revertedWithCustomError(origination, "FacilityOrigination_BondTooSmall")
          .withArgs(cluster, required - 1n, required);
        await bond.connect(operator).post(cluster, 1n);
        await origination.connect(operator).draw(cluster, amount, operator);

        expect((await lens.facility(cluster)).cost).to.equal(amount);
      });
    }

    it("asks for what all draws together need", async () => {
      const { origination, bond, operator, addCluster } = await approved();
      const cluster = await addCluster({}, { bondBps: 1_000n });
      await bond.connect(operator).post(cluster, usdc("10"));
      await origination.connect(operator).draw(cluster, usdc("60"), operator);

      await expect(origination.connect(operator).draw(cluster, usdc("60"), operator))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_BondTooSmall")
        .withArgs(cluster, usdc("10"), usdc("12"));
      await origination.connect(operator).draw(cluster, usdc("40"), operator);
    });
  });

  it("leaves the grid's second alone where the last day of service lies on it", async () => {
    const { origination, shares, operator, addCluster } = await approved();
    const inServiceBy = tickUp((await now()) + 60n * DAY + HOUR);
    const cluster = await addCluster({}, { inServiceBy });

    await expect(origination.connect(operator).draw(cluster, COST, operator))
      .to.emit(shares, "DeadlineSet")
      .withArgs(cluster, inServiceBy + PERIOD + REPORTING_DELAY);
    expect(await shares.valueX32(cluster)).to.equal(VALUE);
  });
});
