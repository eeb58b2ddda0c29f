import { expect } from "chai";
import { deployed, ethers, inService } from "../support/protocol.ts";

describe("Resolutions.constructor", () => {
  it("knows its vault, the vault's asset and its authority", async () => {
    const { resolutions, vault, asset, accessManager } = await deployed();

    expect(await resolutions.vault()).to.equal(vault);
    expect(await resolutions.asset()).to.equal(asset);
    expect(await resolutions.authority()).to.equal(accessManager);
    expect([...(await resolutions.offerOf(1n))]).to.deep.equal([false, ethers.ZeroAddress, 0n]);
  });

  it("acts on titles as the agent of both managers, and of nobody else", async () => {
    const { resolutions, registry, shares, loans, origination, curator } = await deployed();

    for (const manager of [shares, loans]) {
      expect(await registry.isApprovedForAll(manager, resolutions)).to.equal(true);
    }
    for (const holder of [origination, curator]) {
      expect(await registry.isApprovedForAll(holder, resolutions)).to.equal(false);
    }
  });

  it("keeps no money and pulls none without approval", async () => {
    const { resolutions, asset, curator } = await inService();

    expect(await asset.balanceOf(resolutions)).to.equal(0n);
    await expect(resolutions.connect(curator).recover(1n, 1n))
      .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
      .withArgs(resolutions, 0n, 1n);
  });
});
