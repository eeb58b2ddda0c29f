import { formatUnits } from "viem";

/** Base units for people: `8,000,000.00`, with as many decimals as the amount has, at least two. */
export function showAmount(amount: bigint, decimals: number): string {
  const [whole = "0", fraction = ""] = formatUnits(amount < 0n ? -amount : amount, decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${amount < 0n ? "-" : ""}${grouped}.${fraction.replace(/0+$/, "").padEnd(2, "0")}`;
}
