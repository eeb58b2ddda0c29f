import { expect } from "chai";
import { LANE } from "../support/lanes.ts";
import { FINE } from "../support/moneyLaw.ts";
import { MAX_UINT256, NEVER, usdc } from "../support/units.ts";
import { vaultTerms } from "../support/vaultTerms.ts";
import { asQueue, CAP_WHOLE_TOKENS, emptyVault, ethers, livingVault } from "../support/vaultAlone.ts";

const NONE = { loss: 0n, slope: 0n, watched: 0n, ended: 0n };

describe("GpuYieldVault.lanes", () => {
  it("are open in an ordinary vault", async () => {
    const { vault } = await livingVault();

    expect([...(await vault.lanes())]).to.deep.equal([LANE.Open, LANE.Open]);
  });

  it("have no cash to pay in an empty vault, which is open", async () => {
    const { vault } = await emptyVault();

    expect([...(await vault.lanes())]).to.deep.equal([LANE.Open, LANE.NoCash]);
  });

  it("name the pause before anything else: entries only", async () => {
    const { vault, book } = await livingVault();
    await vault.connect(book).turnLateness({ ...NONE, watched: 600_000n });
    await vault.pause();

    expect([...(await vault.lanes())]).to.deep.equal([LANE.Paused, LANE.Open]);
  });

  it("name a total loss, after which nothing is paid out either", async () => {
    const { vault, book, depositor } = await emptyVault();
    await vault.connect(depositor).deposit(usdc("1"), depositor);
    await vault.connect(book).fund(book, usdc("1"), NEVER);
    await vault.connect(book).post(0, -(usdc("1") * FINE), 0, 0, NEVER);

    expect([...(await vault.lanes())]).to.deep.equal([LANE.NothingLeft, LANE.NoCash]);
  });

  it("name the cap when it is reached", async () => {
    const { vault, depositor } = await emptyVault();
    await vault.connect(depositor).deposit(CAP_WHOLE_TOKENS * usdc("1"), depositor);

    expect([...(await vault.lanes())]).to.deep.equal([LANE.CapReached, LANE.Open]);
  });

  it("name the queue's claim on the cash", async () => {
    const { vault, depositor } = await livingVault();
    const queue = await asQueue(vault);
    await vault.connect(queue).escrow(depositor, await vault.balanceOf(depositor), false);

    expect([...(await vault.lanes())]).to.deep.equal([LANE.Open, LANE.NoCash]);
  });
});

describe("GpuYieldVault, the limit of what may be late", () => {
  for (const { decimals, limit } of [
    { decimals: 6, limit: 200n },
    { decimals: 8, limit: 200n },
    { decimals: 18, limit: 200n },
    { decimals: 6, limit: 0n },
    { decimals: 6, limit: 1_000n },
  ]) {
    describe(`given ${decimals} decimals and a limit of ${limit} bps`, () => {
      /** 1,000,000 whole tokens in cash: what may be watched is a round number of them. */
      async function opened() {
        const { manager, admin, book, depositor } = await emptyVault();
        const unit = 10n ** BigInt(decimals);
        const asset = await ethers.deployContract("MockToken", ["Token", "TOK", decimals]);
        const vault = await ethers.deployContract("GpuYieldVault", [
          manager,
          asset,
          vaultTerms({ capWholeTokens: 2_000_000n, lateLimitBps: limit }),
        ]);
        await vault.connect(admin).bindBook(book);
        await asset.mint(depositor, 2_000_000n * unit);
        await asset.connect(depositor).approve(vault, MAX_UINT256);
        await vault.connect(depositor).deposit(1_000_000n * unit, depositor);
        return { vault, book, depositor, unit, most: (1_000_000n * limit) / 10_000n };
      }

      it("takes deposits while just the limit is watched", async () => {
        const { vault, book, depositor, unit, most } = await opened();
        await vault.connect(book).turnLateness({ ...NONE, watched: most });

        expect(await vault.maxDeposit(depositor)).to.equal(1_000_000n * unit);
        expect((await vault.state()).watched).to.equal(most * unit);
        await vault.connect(depositor).deposit(unit, depositor);
        await vault.connect(depositor).mint(unit, depositor);
      });

      it("refuses them with one whole token more, until there is as much NAV", async () => {
        const { vault, book, depositor, unit, most } = await opened();
        await vault.connect(book).turnLateness({ ...NONE, watched: most + 1n });

        for (const entry of [
          () => vault.connect(depositor).deposit(unit, depositor),
          () => vault.connect(depositor).mint(unit, depositor),
        ]) {
          await expect(entry())
            .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchLate")
            .withArgs((most + 1n) * unit, 1_000_000n * unit);
        }
        expect([await vault.maxDeposit(depositor), await vault.maxMint(depositor)]).to.deep.equal([0n, 0n]);
        expect([...(await vault.lanes())]).to.deep.equal([LANE.Late, LANE.Open]);
      });

      it("lets everybody out all the while", async () => {
        const { vault, book, depositor, unit, most } = await opened();
        await vault.connect(book).turnLateness({ ...NONE, watched: most + 1n });

        await vault.connect(depositor).withdraw(1_000_000n * unit, depositor, depositor);

        expect((await vault.state()).cash).to.equal(0n);
      });
    });
  }
});
