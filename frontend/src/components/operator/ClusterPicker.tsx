import type { FacilityView } from "@/lib/chain/readFacilities";
import { cn } from "../ui/cn";

type ClusterPickerProps = {
  facilities: readonly FacilityView[];
  /** Those the connected account operates. */
  own: readonly FacilityView[];
  chosen: bigint;
  onChoose: (cluster: bigint) => void;
};

export function ClusterPicker({ facilities, own, chosen, onChoose }: ClusterPickerProps) {
  return (
    <nav aria-label="Clusters" className="-mx-4 flex gap-2 overflow-x-auto px-4 pb-1 sm:mx-0 sm:flex-wrap sm:px-0">
      {facilities.map((facility) => {
        const isChosen = facility.cluster === chosen;
        return (
          <button
            key={facility.cluster.toString()}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChoose(facility.cluster)}
            className={cn(
              "rounded-xl border px-4 py-2.5 text-left text-sm whitespace-nowrap transition-colors",
              isChosen ? "border-accent bg-surface" : "bg-transparent hover:bg-surface",
            )}
          >
            <span className="block font-medium">{facility.name}</span>
            <span className="block text-[0.8125rem] text-faint">
              {facility.gpuCount.toLocaleString("en-US")} × {facility.model}
              {own.includes(facility) && " · yours"}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
