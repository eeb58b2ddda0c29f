import { expect } from "chai";
import { approved, COST, deployed, drawn, inService, networkHelpers, PERIOD, RUN_OFF } from "../support/protocol.ts";
import { DAY, usdc } from "../support/units.ts";

describe("FacilityManager.isIdle", () => {
  type Fixture = Awaited<ReturnType<typeof deployed>>;

  const unbind = async ({ vault, shares, governor, act }: Pick<Fixture, "vault" | "shares" | "governor" | "act">) =>
    act(governor, vault, "unbindSource", [await shares.getAddress()]);

  async function sold() {
    const fixture = await inService();
    const { workouts, curator, buyer, act } = fixture;
    await act(curator, workouts, "offerSale", [1n, buyer.address, COST]);
    await workouts.connect(buyer).buy(1n, COST);
    return fixture;
  }

  describe("given nothing was ever approved", () => {
    it("holds nothing, and can be unbound", async () => {
      const fixture = await deployed();
      const { vault, shares, loans, losses } = fixture;
      expect([await shares.isIdle(), await loans.isIdle()]).to.deep.equal([true, true]);

      await expect(unbind(fixture)).to.emit(vault, "SourceUnbound").withArgs(shares);

      expect([...(await vault.sources())]).to.deep.equal([await losses.getAddress(), await loans.getAddress()]);
    });
  });

  describe("given a facility of which nothing is drawn", () => {
    it("holds nothing: no value can come without a draw, which a vault that has let it go refuses", async () => {
      const fixture = await approved();
      expect(await fixture.shares.isIdle()).to.equal(true);

      await unbind(fixture);

      await expect(fixture.origination.connect(fixture.operator).draw(1n, 1n, fixture.operator))
        .to.be.revertedWithCustomError(fixture.vault, "GpuYieldVault_NotSource")
        .withArgs(fixture.shares);
    });
  });

  for (const [name, story] of [
    ["drawn", drawn],
    ["in service", inService],
  ] as const) {
    describe(`given a facility that is ${name}`, () => {
      it("holds something, and can't be unbound", async () => {
        const fixture = await story();
        expect(await fixture.shares.isIdle()).to.equal(false);

        await expect(unbind(fixture))
          .to.be.revertedWithCustomError(fixture.vault, "GpuYieldVault_SourceInUse")
          .withArgs(fixture.shares);
      });
    });
  }

  describe("given one facility has ended and another has not", () => {
    it("holds something", async () => {
      const { origination, vault, shares, workouts, curator, buyer, operator, depositor, addCluster, act } =
        await inService();
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      const second = await addCluster();
      await origination.connect(operator).draw(second, COST, operator);
      await act(curator, workouts, "offerSale", [second, buyer.address, usdc("1")]);
      await workouts.connect(buyer).buy(second, usdc("1"));

      expect(await shares.isIdle()).to.equal(false);
    });
  });

  describe("given a sale of hardware of which nothing was drawn", () => {
    it("holds nothing: what never began does not end", async () => {
      const { shares, workouts, curator, buyer, act } = await approved();
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("1")]);

      await workouts.connect(buyer).buy(1n, usdc("1"));

      expect(await shares.isIdle()).to.equal(true);
    });
  });

  describe("given every facility has ended", () => {
    it("runs off for a year, to the second", async () => {
      const { shares, lens } = await sold();
      const { retiredAt } = await lens.facility(1n);
      await networkHelpers.time.increaseTo(retiredAt + RUN_OFF - 1n);
      expect(await shares.isIdle()).to.equal(false);

      await networkHelpers.time.increaseTo(retiredAt + RUN_OFF);

      expect(await shares.isIdle()).to.equal(true);
    });

    it("is no source any more once it is unbound: nobody finds its facilities", async () => {
      const fixture = await sold();
      await networkHelpers.time.increase(RUN_OFF);
      await unbind(fixture);

      expect((await fixture.lens.facility(1n)).status).to.equal(0n);
      await expect(fixture.lens.managerOf(1n))
        .to.be.revertedWithCustomError(fixture.lens, "FacilityLens_NotFinanced")
        .withArgs(1n);
      expect([...(await fixture.lens.clusters())]).to.deep.equal([]);
    });

    it("brings the vault nothing any more until it is bound again", async () => {
      const fixture = await sold();
      const { vault, shares, governor, inServiceAt, reportAt, payIn, act } = fixture;
      const report = await reportAt(inServiceAt + 2n * PERIOD + 2n * DAY, 1n, { end: inServiceAt + PERIOD });
      await payIn(1n, report.gross);
      await networkHelpers.time.increase(RUN_OFF);
      await unbind(fixture);

      await expect(shares.settle(1n)).to.be.revertedWithCustomError(vault, "GpuYieldVault_NotSource").withArgs(shares);
      await act(governor, vault, "bindSource", [await shares.getAddress()]);
      await shares.settle(1n);
      expect((await fixture.lens.facility(1n)).distributed).to.equal(report.gross);
    });
  });
});
