import Link from "next/link";
import { useVaultChoice } from "@/hooks/useVaultChoice";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { clusterHistory } from "@/lib/history/periods";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { Card } from "../ui/Card";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { FacilityItem } from "./FacilityItem";

type FacilitiesCardProps = {
  facilities?: readonly FacilityView[];
  events?: readonly ProtocolEvent[];
  asset: Token;
  labels: ReadonlyMap<string, string>;
  /** The chain's clock. */
  now: number;
  error: Error | null;
};

/** What the vault's money became. */
export function FacilitiesCard({ facilities, events, asset, labels, now, error }: FacilitiesCardProps) {
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
        error ? (
          <Notice tone="bad" title="The facilities could not be read">
            The vault’s own numbers are not affected. This is tried again with the next block.
          </Notice>
        ) : (
          <Skeleton className="h-40" />
        )
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
              lastReport={events && clusterHistory(events, facility.cluster, now).periods.at(-1)}
              asset={asset}
              label={labels.get(facility.operator.toLowerCase())}
              now={now}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
