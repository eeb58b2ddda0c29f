import { expect } from "chai";
import { deployed, ethers, inService, LONG_WINDOW, PERIOD, REPORT_DEADLINE, WINDOW } from "../support/protocol.ts";

describe("FacilityBook.setOracle", () => {
  type Fixture = Awaited<ReturnType<typeof deployed>>;

  async function anotherOracle(
    { accessManager, registry, quorum }: Pick<Fixture, "accessManager" | "registry" | "quorum">,
    decimals: number,
  ) {
    const bounds = await ethers.deployContract("ReportBounds", [accessManager, decimals, 3_000]);
    const timings = { window: WINDOW, longWindow: LONG_WINDOW, reportDeadline: REPORT_DEADLINE };
    const wiring = [accessManager, registry, quorum, bounds] as const;
    return ethers.deployContract("RevenueOracle", [...wiring, decimals, timings, ethers.ZeroAddress]);
  }

  describe("when the oracle counts in another asset's decimals", () => {
    it("reverts with both", async () => {
      const fixture = await deployed();
      const { book, governor, act } = fixture;
      const oracle = await anotherOracle(fixture, 18);

      await expect(act(governor, book, "setOracle", [await oracle.getAddress()]))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongAsset")
        .withArgs(18n, 6n);
    });
  });

  describe("when the oracle reads another registry", () => {
    it("reverts with both", async () => {
      const fixture = await deployed();
      const { accessManager, book, governor, act } = fixture;
      const registry = await ethers.deployContract("ClusterRegistry", [accessManager]);
      const oracle = await anotherOracle({ ...fixture, registry }, 6);

      await expect(act(governor, book, "setOracle", [await oracle.getAddress()]))
        .to.be.revertedWithCustomError(book, "FacilityBook_OtherRegistry")
        .withArgs(registry, fixture.registry);
    });
  });

  describe("when the oracle counts in the asset's decimals", () => {
    it("replaces the one before, and says both", async () => {
      const fixture = await deployed();
      const { book, oracle, governor, act } = fixture;
      const replacement = await anotherOracle(fixture, 6);

      await expect(act(governor, book, "setOracle", [await replacement.getAddress()]))
        .to.emit(book, "OracleReplaced")
        .withArgs(oracle, replacement);
      expect(await book.oracle()).to.equal(replacement);
    });
  });

  describe("given a report that only the old oracle knows", () => {
    it("asks the new one, and takes nothing in", async () => {
      const fixture = await inService();
      const { book, governor, act, inServiceAt, reportAt } = fixture;
      await reportAt(inServiceAt + PERIOD, 1n);
      const replacement = await anotherOracle(fixture, 6);
      await act(governor, book, "setOracle", [await replacement.getAddress()]);

      await book.settle(1n);

      expect((await book.facility(1n)).settledPeriods).to.equal(0n);
    });
  });
});
