import { expect } from "chai";
import { SLOPE, VALUE } from "../support/curve.ts";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  deployed,
  drawn,
  ethers,
  LIFE,
  MARKDOWN,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
} from "../support/protocol.ts";
import { ceilDiv, DAY, NEVER, usdc } from "../support/units.ts";

/** What of a facility the vault carries out by itself, and that both tell the same of it. */
describe("GpuYieldVault.accrue, of what facilities have posted", () => {
  describe("given nothing lies ahead", () => {
    it("does nothing", async () => {
      const { vault } = await approved();

      await expect(vault.accrue(4n)).not.to.emit(vault, "Accrued");
      expect(await vault.accrue.staticCall(4n)).to.equal(0n);
      expect((await vault.state()).nextKink).to.equal(NEVER);
    });
  });

  describe("given a deadline that passes in silence", () => {
    async function silent() {
      const fixture = await drawn();
      const deadline = tickUp(fixture.terms.inServiceBy + PERIOD + REPORTING_DELAY);
      return { ...fixture, deadline, curve: FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline) };
    }

    it("does nothing a second before", async () => {
      const { vault, deadline } = await silent();

      await expect(at(deadline - 1n, () => vault.accrue(4n))).not.to.emit(vault, "Accrued");
    });

    it("does nothing when it may carry out none", async () => {
      const { vault, deadline } = await silent();

      await expect(at(deadline, () => vault.accrue(0n))).not.to.emit(vault, "Accrued");
    });

    it("starts depreciation, and what leavers lose, in that very second", async () => {
      const { vault, deadline, curve } = await silent();

      const accrual = at(deadline, () => vault.accrue(4n));

      await expect(accrual)
        .to.emit(vault, "Accrued")
        .withArgs(1n, deadline + MARKDOWN);
      const state = await vault.state();
      expect([state.value, state.unrealisedLoss, state.delinquentValue]).to.deep.equal([VALUE / ONE_X32, 0n, COST]);
      expect(state.totalAssets).to.equal(state.nav);
      await networkHelpers.time.increaseTo(deadline + 1n);
      const next = await vault.state();
      expect([next.value, next.unrealisedLoss]).to.deep.equal([
        (VALUE - SLOPE) / ONE_X32,
        ceilDiv(curve.lossSlope, ONE_X32),
      ]);
    });

    it("carries out begin and ends together when all have passed, to the unit", async () => {
      const { vault, lens, stranger, deadline, curve } = await silent();
      const t = deadline + LIFE + 1_000n * DAY;

      const accrual = at(t, () => vault.connect(stranger).accrue(4n));

      await expect(accrual).to.emit(vault, "Accrued").withArgs(3n, NEVER);
      const { value, unrealisedLoss, delinquentValue } = await vault.state();
      expect([value, delinquentValue]).to.deep.equal([SALVAGE, COST]);
      // Leavers are paid nothing for what is left of it; rounding their loss up adds less than a unit.
      expect(unrealisedLoss).to.equal(ceilDiv(curve.lossAt(t), ONE_X32));
      expect(curve.lossAt(t) - SALVAGE * ONE_X32 < ONE_X32).to.equal(true);
      const facility = await lens.facility(1n);
      expect([facility.value, facility.exitValue]).to.deep.equal([SALVAGE, 0n]);
    });

    it("carries them out one by one as well", async () => {
      const { vault, deadline, curve } = await silent();
      const t = deadline + LIFE + DAY;

      await expect(at(t, () => vault.accrue(1n)))
        .to.emit(vault, "Accrued")
        .withArgs(1n, deadline + MARKDOWN);
      await expect(at(t + 1n, () => vault.accrue(1n)))
        .to.emit(vault, "Accrued")
        .withArgs(1n, deadline + LIFE);
      await expect(at(t + 2n, () => vault.accrue(1n)))
        .to.emit(vault, "Accrued")
        .withArgs(1n, NEVER);

      const { value, unrealisedLoss } = await vault.state();
      expect([value, unrealisedLoss]).to.deep.equal([SALVAGE, ceilDiv(curve.lossAt(t + 2n), ONE_X32)]);
    });

    for (const [name, after] of [
      ["while its markdown runs", 10n * DAY + 1n],
      ["in the markdown's last second", MARKDOWN - 1n],
      ["at the markdown's end", MARKDOWN],
      ["while it depreciates on", 400n * DAY + 11n],
      ["in its life's last second", LIFE - 1n],
      ["at its life's end", LIFE],
    ] as const) {
      it(`is foreseen by the views of vault and facility alike, ${name}`, async () => {
        const { vault, shares, lens, deadline, curve } = await silent();
        const t = deadline + after;
        await networkHelpers.time.increaseTo(t);

        const state = await vault.state();
        const facility = await lens.facility(1n);
        expect(await shares.valueX32(1n)).to.equal(curve.valueAt(t));
        expect([state.value, facility.value]).to.deep.equal([curve.valueAt(t) / ONE_X32, curve.valueAt(t) / ONE_X32]);
        expect(state.unrealisedLoss).to.equal(ceilDiv(curve.lossAt(t), ONE_X32));
        expect(facility.exitValue).to.equal(curve.exitAt(t) / ONE_X32);
        expect([facility.depreciatesUntil, facility.deadline]).to.deep.equal([deadline + LIFE, 0n]);
        expect([facility.delinquentSince, facility.markedDownAt]).to.deep.equal([deadline, deadline + MARKDOWN]);
      });
    }
  });

  describe("given two facilities with equal times", () => {
    async function twins() {
      const fixture = await deployed();
      const { addCluster, origination, operator, vault, depositor } = fixture;
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      const inServiceBy = (await now()) + 60n * DAY;
      await addCluster({}, { inServiceBy });
      await addCluster({}, { inServiceBy });
      await origination.connect(operator).draw(1n, COST, operator);
      await origination.connect(operator).draw(2n, COST, operator);
      const deadline = tickUp(inServiceBy + PERIOD + REPORTING_DELAY);
      return { ...fixture, deadline, curve: FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline) };
    }

    /** All of a facility's value leaves, to the last part of a unit. */
    async function derecognise({ shares, workouts }: Awaited<ReturnType<typeof twins>>, cluster: bigint) {
      const address = await workouts.getAddress();
      await networkHelpers.impersonateAccount(address);
      await networkHelpers.setBalance(address, 10n ** 18n);
      await shares.connect(await ethers.getSigner(address)).derecognise(cluster, VALUE, 0n, false, false);
    }

    it("share one tick", async () => {
      const { vault, deadline, curve } = await twins();

      const accrual = at(deadline + 1n, () => vault.accrue(1n));

      await expect(accrual)
        .to.emit(vault, "Accrued")
        .withArgs(1n, deadline + MARKDOWN);
      const { value, unrealisedLoss, delinquentValue } = await vault.state();
      expect([value, unrealisedLoss, delinquentValue]).to.deep.equal([
        (2n * (VALUE - SLOPE)) / ONE_X32,
        ceilDiv(2n * curve.lossSlope, ONE_X32),
        2n * COST,
      ]);
    });

    it("keep the tick while one of them is still on it", async () => {
      const fixture = await twins();
      const { vault, deadline } = fixture;
      await derecognise(fixture, 1n);

      await expect(at(deadline, () => vault.accrue(1n)))
        .to.emit(vault, "Accrued")
        .withArgs(1n, deadline + MARKDOWN);

      expect((await vault.state()).delinquentValue).to.equal(COST);
    });

    it("leave nothing behind when neither is: what is worth nothing falls no more, and is not delinquent", async () => {
      const fixture = await twins();
      const { vault, deadline } = fixture;
      await derecognise(fixture, 1n);
      await derecognise(fixture, 2n);

      await networkHelpers.time.increaseTo(deadline + MARKDOWN + DAY);

      const { value, unrealisedLoss, delinquentValue, nextKink } = await vault.state();
      expect([value, unrealisedLoss, delinquentValue]).to.deep.equal([0n, 0n, 0n]);
      await vault.accrue(4n);
      expect([nextKink, (await vault.state()).nextKink]).to.deep.equal([NEVER, NEVER]);
    });
  });
});
