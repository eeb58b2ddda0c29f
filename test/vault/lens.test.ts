import { expect } from "chai";
import { KINK, kinkWord } from "@gpu-yield-vaults/sdk/model";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { usdc } from "../support/units.ts";
import {
  CAP_WHOLE_TOKENS,
  emptyVault,
  livingVault,
  networkHelpers,
  now,
  post,
  TICK_SECONDS,
  waitInQueue,
} from "../support/vaultAlone.ts";

const DEPOSIT = { Open: 0n, Paused: 1n, AccrualPending: 2n, Delinquent: 3n, CapReached: 4n, NothingLeft: 5n };
const WITHDRAW = { Open: 0n, AccrualPending: 1n, NoCash: 2n };

describe("VaultLens, statuses", () => {
  it("are open in an ordinary vault", async () => {
    const { lens, vault } = await livingVault();

    expect([await lens.depositStatus(), await lens.withdrawStatus()]).to.deep.equal([DEPOSIT.Open, WITHDRAW.Open]);
    expect(await lens.vault()).to.equal(vault);
  });

  it("have no cash to pay in an empty vault, which is open", async () => {
    const { lens } = await emptyVault();

    expect([await lens.depositStatus(), await lens.withdrawStatus()]).to.deep.equal([DEPOSIT.Open, WITHDRAW.NoCash]);
  });

  it("name the pause before anything else: entries only", async () => {
    const fixture = await livingVault();
    const { vault, lens } = fixture;
    await post(fixture, { delinquent: 600_000n });
    await vault.pause();

    expect([await lens.depositStatus(), await lens.withdrawStatus()]).to.deep.equal([DEPOSIT.Paused, WITHDRAW.Open]);
  });

  it("name more ticks due than one call carries out", async () => {
    const fixture = await livingVault();
    const { vault, lens, depositor } = fixture;
    const tick = (await now()) / TICK_SECONDS + 2n;
    const kinks = Array.from({ length: 97 }, (_, i) => ({
      kind: KINK.slope,
      tick: tick + BigInt(i),
      word: kinkWord({ slope: 1n }),
    }));
    await post(fixture, { kinks });
    await networkHelpers.time.increaseTo((tick + 96n) * TICK_SECONDS - 1n);
    expect([await lens.depositStatus(), await lens.withdrawStatus()]).to.deep.equal([DEPOSIT.Open, WITHDRAW.Open]);

    await networkHelpers.time.increaseTo((tick + 96n) * TICK_SECONDS);

    expect([await lens.depositStatus(), await lens.withdrawStatus()]).to.deep.equal([
      DEPOSIT.AccrualPending,
      WITHDRAW.AccrualPending,
    ]);
    await expect(vault.connect(depositor).withdraw(1n, depositor, depositor))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_AccrualPending")
      .withArgs((tick + 96n) * TICK_SECONDS);
    await vault.accrue(1n);
    await vault.connect(depositor).withdraw(1n, depositor, depositor);
  });

  it("name what is delinquent", async () => {
    const fixture = await livingVault();
    await post(fixture, { delinquent: 600_000n });

    expect(await fixture.lens.depositStatus()).to.equal(DEPOSIT.Delinquent);
  });

  it("name a total loss, after which nothing is paid out either", async () => {
    const fixture = await emptyVault();
    const { vault, lens, source, depositor } = fixture;
    await vault.connect(depositor).deposit(usdc("1"), depositor);
    await vault.connect(source).fund(source, usdc("1"));
    await post(fixture, { value: -(usdc("1") * ONE_X32) });

    expect([await lens.depositStatus(), await lens.withdrawStatus()]).to.deep.equal([
      DEPOSIT.NothingLeft,
      WITHDRAW.NoCash,
    ]);
  });

  it("name the cap when it is reached", async () => {
    const { vault, lens, depositor } = await emptyVault();
    await vault.connect(depositor).deposit(CAP_WHOLE_TOKENS * usdc("1"), depositor);

    expect([await lens.depositStatus(), await lens.withdrawStatus()]).to.deep.equal([
      DEPOSIT.CapReached,
      WITHDRAW.Open,
    ]);
  });

  it("name the queue's claim on the cash", async () => {
    const { vault, lens, depositor } = await livingVault();
    await waitInQueue(vault, depositor, await vault.balanceOf(depositor));

    expect([await lens.depositStatus(), await lens.withdrawStatus()]).to.deep.equal([DEPOSIT.Open, WITHDRAW.NoCash]);
  });
});
