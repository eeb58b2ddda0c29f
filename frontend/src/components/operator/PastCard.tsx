import type { Token } from "@/lib/chain/readTokens";
import type { FacilityPast } from "@/lib/history/facilityPast";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { FacilityAccount } from "../vault/FacilityAccount";
import { FacilityLife } from "../vault/FacilityLife";

type PastCardProps = { past?: FacilityPast; asset: Token; error: Error | null };

/** A cluster's account and its life. */
export function PastCard({ past, asset, error }: PastCardProps) {
  return (
    <Card title="What became of the money" caption={`in ${asset.symbol}, to the unit; then what happened`}>
      {past ? (
        <>
          <FacilityAccount statement={past.statement} asset={asset} />
          <div className="mt-6">
            <FacilityLife life={past.life} asset={asset} />
          </div>
        </>
      ) : (
        <Awaited error={error} what="What became of the money" className="h-40" />
      )}
    </Card>
  );
}
