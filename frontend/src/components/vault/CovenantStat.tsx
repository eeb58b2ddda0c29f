import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { tierSentence, tierWord } from "@/lib/debt/words";
import { formatAmount } from "@/lib/format/amount";
import { Stat } from "../ui/Stat";

/** How the covenants stand, in words; nothing where there are none. */
export function CovenantStat({
  facility: { covenants, trappedCash },
  asset,
}: {
  facility: FacilityView;
  asset: Token;
}) {
  if (!covenants) return null;
  return (
    <Stat
      label="Covenants"
      testId="covenants"
      value={tierWord(covenants.tier)}
      tone={covenants.tier > 0 ? "bad" : undefined}
      caption={trappedCash > 0n ? `${formatAmount(trappedCash, asset.decimals)} trapped` : "tested with every report"}
      explanation={tierSentence(covenants.tier)}
    />
  );
}
