import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { deployed, ethers, LONG_WINDOW, REPORT_DEADLINE, REPORTING_DELAY, WINDOW } from "../support/protocol.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

describe("FacilityManager.constructor", () => {
  /** Both managers anew, with what the protocol's work with. */
  async function deploy() {
    const { vault, registry, oracle, workouts, covenants, origination } = await deployed();
    const parts = { vault, registry, workouts, covenants, origination };
    const shares = await ethers.deployContract("RevenueShareManager", [parts, oracle]);
    const loans = await ethers.deployContract("LoanManager", [parts, oracle]);
    return { ...parts, shares, loans, oracle };
  }

  describe("when the oracle counts in another asset's decimals", () => {
    it("reverts with the oracle's", async () => {
      const { accessManager, shares, registry, oracle, workouts, covenants, origination } = await deployed();
      const asset = await ethers.deployContract("MockToken", ["Dollar", "USD", 8]);
      const vault = await ethers.deployContract("GpuYieldVault", [accessManager, asset, vaultTerms()]);
      const parts = { vault, registry, workouts, covenants, origination };

      await expect(ethers.deployContract("RevenueShareManager", [parts, oracle]))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongAsset")
        .withArgs(6n);
    });
  });

  describe("when the oracle reads another registry", () => {
    it("reverts with both", async () => {
      const { accessManager, registry, quorum, vault, shares, ...parts } = await deployed();
      const { workouts, covenants, origination } = parts;
      const other = await ethers.deployContract("ClusterRegistry", [accessManager]);
      const bounds = await ethers.deployContract("ReportBounds", [accessManager, 6, 3_000]);
      const timings = { window: WINDOW, longWindow: LONG_WINDOW, reportDeadline: REPORT_DEADLINE };
      const wiring = [accessManager, other, quorum, bounds] as const;
      const oracle = await ethers.deployContract("RevenueOracle", [...wiring, 6, timings, ZeroAddress]);
      const given = { vault, registry, workouts, covenants, origination };

      await expect(ethers.deployContract("RevenueShareManager", [given, oracle]))
        .to.be.revertedWithCustomError(shares, "FacilityManager_OtherRegistry")
        .withArgs(other, registry);
    });
  });

  describe("when all is in order", () => {
    it("knows what it works with, and holds nothing", async () => {
      const { shares, loans, vault, registry, oracle, ...parts } = await deploy();

      for (const manager of [shares, loans]) {
        expect(await manager.vault()).to.equal(vault);
        expect(await manager.registry()).to.equal(registry);
        expect(await manager.workouts()).to.equal(parts.workouts);
        expect(await manager.covenants()).to.equal(parts.covenants);
        expect(await manager.origination()).to.equal(parts.origination);
        expect(await manager.oracle()).to.equal(oracle);
        expect(await manager.reportingDelay()).to.equal(REPORTING_DELAY);
        expect(await manager.isIdle()).to.equal(true);
        expect([...(await manager.outlook())]).to.deep.equal([0n, 0n]);
      }
      const ledger = await ethers.getContractAt("LoanLedger", await loans.ledger());
      expect(await ledger.manager()).to.equal(loans);
    });

    it("finances the forms that are its own, and no others", async () => {
      const { shares, loans } = await deploy();

      for (const [form, byShares] of [
        [0n, true],
        [1n, false],
        [2n, false],
      ] as const) {
        expect([await shares.finances(form), await loans.finances(form)]).to.deep.equal([byShares, !byShares]);
      }
    });

    it("makes origination and workouts its agents for titles", async () => {
      const { shares, loans, registry, origination, workouts } = await deploy();

      for (const manager of [shares, loans]) {
        for (const agent of [origination, workouts]) {
          await expect(manager.deploymentTransaction())
            .to.emit(registry, "ApprovalForAll")
            .withArgs(manager, agent, true);
          expect(await registry.isApprovedForAll(manager, agent)).to.equal(true);
        }
      }
    });

    it("says which oracle it starts with, and its delay", async () => {
      const { shares, oracle } = await deploy();

      await expect(shares.deploymentTransaction()).to.emit(shares, "OracleReplaced").withArgs(ZeroAddress, oracle);
      await expect(shares.deploymentTransaction())
        .to.emit(shares, "ReportingDelayChanged")
        .withArgs(0n, REPORTING_DELAY);
    });
  });
});

describe("FacilityOrigination.constructor", () => {
  it("knows what it works with", async () => {
    const { origination, vault, registry, bond, drawLimits, drawEscrow, covenants, accessManager } = await deployed();

    expect([...(await origination.parts())]).to.deep.equal(
      await Promise.all([vault, registry, bond, drawLimits, drawEscrow, covenants].map((part) => part.getAddress())),
    );
    expect(await origination.authority()).to.equal(accessManager);
  });

  it("knows no facility", async () => {
    const { origination } = await deployed();

    expect([...(await origination.approvalOf(1n))]).to.deep.equal([0n, 0n, 0n, 0n, ZeroAddress, 0n, 0n]);
    expect(await origination.managerOf(1n)).to.equal(ZeroAddress);
  });
});
