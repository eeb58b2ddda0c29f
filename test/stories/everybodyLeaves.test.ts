import { expect } from "chai";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { at, COST, DEPOSIT, inService, LIFE, now, SALVAGE } from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

/** What rounding the line of the hardware took, X32: a sale at its cost gains that. */
const ROUNDED = ((COST - SALVAGE) * ONE_X32) % LIFE;

describe("Story: everybody leaves while rent is locked", () => {
  /** Sold for more than it is worth two days after it came: the gain is locked, and all the cash is there. */
  async function soldAndLeft() {
    const fixture = await inService();
    const { workouts, vault, curator, buyer, depositor, act } = fixture;
    await act(curator, workouts, "offerSale", [1n, buyer.address, COST + usdc("90_000")]);
    const t = (await now()) + HOUR;
    await at(t, () => workouts.connect(buyer).buy(1n, COST + usdc("90_000")));
    const shares = await vault.balanceOf(depositor);
    await at(t + DAY, () => vault.connect(depositor).redeem(shares, depositor, depositor));
    return { ...fixture, t };
  }

  it("pays the last one what has vested, and keeps the rest", async () => {
    const { vault } = await soldAndLeft();

    const { cash, locked, nav, totalSupply } = await vault.state();

    // A day's part of 90 was the leaver's, but for the virtual shares' dust.
    const all = DEPOSIT + usdc("90_000");
    const kept = ceilDiv((usdc("90_000") * ONE_X32 + ROUNDED) * 89n, 90n * ONE_X32);
    const supply = DEPOSIT * 10n ** 6n;
    expect(totalSupply).to.equal(0n);
    expect(cash).to.equal(all - (supply * (all - kept + 1n)) / (supply + 10n ** 6n));
    expect([locked, nav]).to.deep.equal([0n, cash]);
  });

  it("gives the next depositor back what it brought, and the treasury what was left", async () => {
    const { vault, other, feeRecipient, t } = await soldAndLeft();
    const left = (await vault.state()).cash;

    const deposit = at(t + 2n * DAY, () => vault.connect(other).deposit(usdc("1_000_000"), other));

    await expect(deposit)
      .to.emit(vault, "RemainderCredited")
      .withArgs(feeRecipient, left, left * 10n ** 6n, ceilDiv((usdc("90_000") * ONE_X32 + ROUNDED) * 88n, 90n));
    expect(await vault.balanceOf(other)).to.equal(usdc("1_000_000") * 10n ** 6n);
    expect(await vault.maxWithdraw(other)).to.equal(usdc("1_000_000"));
    expect(await vault.maxWithdraw(feeRecipient)).to.equal(left);
  });

  it("takes no fee on what no share has shown", async () => {
    const { vault, other, t } = await soldAndLeft();
    const { owed } = await vault.fee();

    await at(t + 2n * DAY, () => vault.connect(other).deposit(usdc("1_000_000"), other));

    const { profit, mark, owed: after } = await vault.fee();
    expect([after, mark]).to.deep.equal([owed, profit]);
    expect(profit).to.be.within(usdc("89_999"), usdc("90_001"));
  });
});
