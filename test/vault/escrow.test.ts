import { expect } from "chai";
import { MAX_UINT256, usdc } from "../support/units.ts";
import { asQueue, ethers, livingVault, networkHelpers, now, waitInQueue } from "../support/vaultAlone.ts";

describe("GpuYieldVault.escrow", () => {
  async function withQueue() {
    const fixture = await livingVault();
    return { ...fixture, queue: await asQueue(fixture.vault) };
  }

  describe("when the caller is not the queue", () => {
    it("reverts with the caller", async () => {
      const { vault, depositor } = await withQueue();

      await expect(vault.connect(depositor).escrow(depositor, 1n, depositor))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotQueue")
        .withArgs(depositor);
    });
  });

  describe("when the owner has one share too few", () => {
    it("reverts with balance and need", async () => {
      const { vault, queue, depositor } = await withQueue();
      const balance = await vault.balanceOf(depositor);

      await expect(vault.connect(queue).escrow(depositor, balance + 1n, depositor))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientBalance")
        .withArgs(depositor, balance, balance + 1n);
    });
  });

  describe("when the owner is the spender", () => {
    it("moves the shares without an allowance", async () => {
      const { vault, queue, depositor } = await withQueue();

      const escrow = vault.connect(queue).escrow(depositor, 7n, depositor);

      await expect(escrow).to.emit(vault, "Transfer").withArgs(depositor, queue, 7n);
      await expect(escrow).to.changeTokenBalances(ethers, vault, [depositor, queue], [-7n, 7n]);
    });
  });

  describe("when another is", () => {
    it("reverts with what it is allowed and what it needs", async () => {
      const { vault, queue, depositor, other } = await withQueue();
      await vault.connect(depositor).approve(other, 6n);
      await vault.connect(depositor).approve(queue, 7n);

      await expect(vault.connect(queue).escrow(depositor, 7n, other))
        .to.be.revertedWithCustomError(vault, "ERC20InsufficientAllowance")
        .withArgs(other, 6n, 7n);
    });

    it("spends its allowance, unless that is infinite", async () => {
      const { vault, queue, depositor, other } = await withQueue();
      await vault.connect(depositor).approve(other, 10n);
      await vault.connect(queue).escrow(depositor, 7n, other);
      expect(await vault.allowance(depositor, other)).to.equal(3n);

      await vault.connect(depositor).approve(other, MAX_UINT256);
      await vault.connect(queue).escrow(depositor, 7n, other);

      expect(await vault.allowance(depositor, other)).to.equal(MAX_UINT256);
      expect(await vault.balanceOf(queue)).to.equal(14n);
    });
  });

  describe("given no request", () => {
    it("no transfer, deposit or mint puts shares into the queue", async () => {
      const { vault, queue, depositor, other } = await withQueue();
      await vault.connect(depositor).approve(other, 5n);

      for (const call of [
        () => vault.connect(depositor).transfer(queue, 1n),
        () => vault.connect(depositor).transfer(queue, 0n),
        () => vault.connect(other).transferFrom(depositor, queue, 1n),
        () => vault.connect(depositor).deposit(usdc("1"), queue),
        () => vault.connect(depositor).mint(10n ** 12n, queue),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(vault, "ShareToken_RequestInstead").withArgs(queue);
      }
    });

    it("the queue itself can send shares to anyone", async () => {
      const { vault, queue, depositor, other } = await withQueue();
      await vault.connect(queue).escrow(depositor, 7n, depositor);

      await expect(vault.connect(queue).transfer(other, 7n)).to.changeTokenBalances(
        ethers,
        vault,
        [queue, other],
        [-7n, 7n],
      );
    });
  });
});

describe("GpuYieldVault, cash that closed epochs wait for", () => {
  /** A third of all shares wait in closed epochs: more of the cash than instant exits are left. */
  async function waiting() {
    const fixture = await livingVault();
    const { vault, depositor, other, law } = fixture;
    const shares = law.supply / 3n;
    await waitInQueue(vault, depositor, shares);
    await vault.connect(depositor).transfer(other, 10n ** 17n);
    return { ...fixture, shares };
  }

  it("is out of reach of instant exits, rounded up", async () => {
    const { vault, depositor, law, shares } = await waiting();
    const t = await now();
    const free = law.cash - law.assetsUp(t, shares);

    expect((await vault.state()).freeCash).to.equal(free);
    expect(await vault.maxWithdraw(depositor)).to.equal(free);
    expect(await vault.maxRedeem(depositor)).to.equal(law.sharesUp(t, free + 1n) - 1n);
  });

  it("is refused to the unit", async () => {
    const { vault, depositor, law, shares } = await waiting();
    const t = (await now()) + 100n;
    const free = law.cash - law.assetsUp(t, shares);
    const next = law.cash - law.assetsUp(t + 1n, shares);

    await atSecond(t);
    await expect(vault.connect(depositor).withdraw(free + 1n, depositor, depositor))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
      .withArgs(free + 1n, free);
    await atSecond(t + 1n);
    await vault.connect(depositor).withdraw(next, depositor, depositor);

    expect((await vault.state()).freeCash).to.be.at.most(1n);
  });

  it("is out of reach of draws", async () => {
    const { vault, source, stranger, law, shares } = await waiting();
    const t = (await now()) + 100n;
    const free = law.cash - law.assetsUp(t, shares);

    await atSecond(t);
    await expect(vault.connect(source).fund(stranger, free + 1n))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
      .withArgs(free + 1n, free);
  });

  it("is none of a request whose epoch is open", async () => {
    const { vault, depositor, law } = await livingVault();
    const queue = await ethers.getContractAt("RedemptionQueue", await vault.queue());

    await queue.connect(depositor).requestRedeem(law.supply / 3n, depositor, depositor);

    expect((await vault.state()).freeCash).to.equal(law.cash);
  });

  it("is all of it when they wait for more than there is", async () => {
    const { vault, depositor, other } = await waiting();
    await waitInQueue(vault, depositor, await vault.balanceOf(depositor));

    expect((await vault.state()).freeCash).to.equal(0n);
    expect(await vault.maxWithdraw(other)).to.equal(0n);
    expect(await vault.convertToAssets(await vault.maxRedeem(other))).to.equal(0n);
    await expect(vault.connect(other).withdraw(1n, other, other))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
      .withArgs(1n, 0n);
  });

  const atSecond = (second: bigint): Promise<void> => networkHelpers.time.setNextBlockTimestamp(second);
});
