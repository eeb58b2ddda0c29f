/** Base units as the page shows them: grouped, cut to `digits` decimals. Written apart from the app's own code. */
export function shown(units: bigint, decimals: number, digits: number): string {
  const text = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
  const whole = BigInt(text.slice(0, -decimals)).toLocaleString("en-US");
  const fraction = text.slice(-decimals).slice(0, digits);
  return digits === 0 ? whole : `${whole}.${fraction}`;
}

/** A share price: 6 decimals of the asset and 12 of its own scale. */
export function shownPrice(price: bigint): string {
  return shown(price, 18, 6);
}
