import { DAY, usdc } from "./units.ts";
import { emptyVault, networkHelpers, post } from "./vaultAlone.ts";

export const FEE_BPS = 1_000n;

/**
 * A vault of 10,000 whose fee is a tenth of profit: of 1,000 of rent all has vested, and with 500 more the fee on it
 * was taken, 100. Nothing is financed, so profit is what vested.
 */
export async function withFee(): ReturnType<typeof emptyVault> {
  const fixture = await emptyVault();
  const { vault, depositor, treasury } = fixture;
  await vault.setFee(FEE_BPS, treasury);
  await vault.connect(depositor).deposit(usdc("10_000"), depositor);
  await post(fixture, { cashIn: usdc("1_000"), vestOver: DAY });
  await networkHelpers.time.increase(DAY);
  await post(fixture, { cashIn: usdc("500"), vestOver: 10n * DAY });
  return fixture;
}
