import Link from "next/link";
import { useVaultChoice } from "@/hooks/useVaultChoice";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import type { FacilityPast } from "@/lib/history/facilityPast";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { FacilityItem } from "./FacilityItem";

type FacilitiesCardProps = {
  facilities?: readonly FacilityView[];
  /** Of each facility, by cluster; undefined while history is not known. */
  pasts?: ReadonlyMap<bigint, FacilityPast>;
  asset: Token;
  labels: ReadonlyMap<string, string>;
  /** The chain's clock. */
  now: number;
  error: Error | null;
  historyError: Error | null;
};

/** What the vault's money became. */
export function FacilitiesCard({ facilities, pasts, asset, labels, now, error, historyError }: FacilitiesCardProps) {
  const choice = useVaultChoice();
  return (
    <Card
      title="Facilities"
      caption={`What the vault finances; money in ${asset.symbol}`}
      aside={
        <Link
          href={choice?.href("/operator/") ?? "/operator/"}
          className="text-sm font-medium text-accent underline-offset-4 hover:underline"
        >
          Reports and payments
        </Link>
      }
    >
      {!facilities ? (
        <Awaited error={error} what="What the vault finances" className="h-40" />
      ) : facilities.length === 0 ? (
        <p className="py-10 text-center text-sm text-faint">
          Nothing is financed yet. The vault holds cash until a cluster is approved and drawn.
        </p>
      ) : (
        <ul className="divide-y">
          {facilities.map((facility) => (
            <FacilityItem
              key={facility.cluster.toString()}
              facility={facility}
              past={pasts?.get(facility.cluster)}
              asset={asset}
              label={labels.get(facility.operator.toLowerCase())}
              now={now}
              historyError={historyError}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
