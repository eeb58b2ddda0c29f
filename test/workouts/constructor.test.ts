import { expect } from "chai";
import { deployed, ethers, inService } from "../support/protocol.ts";

describe("Workouts.constructor", () => {
  it("knows its vault, the vault's asset and its authority", async () => {
    const { workouts, vault, asset, accessManager } = await deployed();

    expect(await workouts.vault()).to.equal(vault);
    expect(await workouts.asset()).to.equal(asset);
    expect(await workouts.authority()).to.equal(accessManager);
    expect([...(await workouts.offerOf(1n))]).to.deep.equal([false, ethers.ZeroAddress, 0n, 0n, 0n]);
  });

  it("acts on titles as the agent of both managers, and of nobody else", async () => {
    const { workouts, registry, shares, loans, origination, curator } = await deployed();

    for (const manager of [shares, loans]) {
      expect(await registry.isApprovedForAll(manager, workouts)).to.equal(true);
    }
    for (const holder of [origination, curator]) {
      expect(await registry.isApprovedForAll(holder, workouts)).to.equal(false);
    }
  });

  it("keeps no money and pulls none without approval", async () => {
    const { workouts, asset, curator } = await inService();

    expect(await asset.balanceOf(workouts)).to.equal(0n);
    await expect(workouts.connect(curator).recover(1n, 1n))
      .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
      .withArgs(workouts, 0n, 1n);
  });
});
