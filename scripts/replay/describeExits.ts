import { formatUnits } from "ethers";
import { showAmount } from "../lib/amount.ts";
import { ASSET_DECIMALS } from "../scenario/terms.ts";
import type { Summary } from "./summary.ts";

/** A share has six decimals more than the asset. */
const SHARE_DECIMALS = ASSET_DECIMALS + 6;

/** Lines for people about depositors who left, and about losses; none where there were none. */
export function describeExits({ exits, losses, unreported }: Summary): readonly string[] {
  const money = (amount: string) => showAmount(BigInt(amount), ASSET_DECIMALS);
  const lines: string[] = [];
  if (unreported > 0) lines.push(`reporters never spoke about ${unreported} periods`);
  if (exits.requested !== "0") {
    const pending =
      exits.pendingShares === "0" ? "" : `, ${formatUnits(exits.pendingShares, SHARE_DECIMALS)} shares pending`;
    lines.push(
      `exits: requested ${money(exits.requested)}, settled ${money(exits.settled)}, claimed ` +
        `${money(exits.claimed)}${pending}`,
    );
  }
  if (losses.unrealised !== "0") lines.push(`unrealised loss: ${money(losses.unrealised)}, which leavers forgo`);
  if (losses.realised !== "0") {
    const bearers = [`bond ${money(losses.bond)}`, `reserve ${money(losses.reserve)}`];
    bearers.push(`locked ${money(losses.locked)}`, `shareholders ${money(losses.shareholders)}`);
    lines.push(`realised loss: ${money(losses.realised)}, borne by ${bearers.join(", ")}`);
  }
  return lines;
}
