import type { FacilityView } from "../chain/readFacilities";

/** What draws may not exceed, of the NAV, bps; 10,000: no limit. */
export type Limits = { clusterBps: number; operatorBps: number; modelBps: number; regionBps: number };

export type Share = { scope: "cluster" | "operator" | "model" | "region"; id: string; value: bigint; limitBps: number };

/** How the financed value is spread, the largest of each kind first. */
export function concentration(facilities: readonly FacilityView[], limits: Limits): readonly Share[] {
  const scopes = [
    ["cluster", ({ name }: FacilityView) => name, limits.clusterBps],
    ["operator", ({ operator }: FacilityView) => operator, limits.operatorBps],
    ["model", ({ model }: FacilityView) => model, limits.modelBps],
    ["region", ({ region }: FacilityView) => region, limits.regionBps],
  ] as const;
  return scopes.flatMap(([scope, idOf, limitBps]) => {
    const sums = new Map<string, bigint>();
    for (const facility of facilities) {
      const id = idOf(facility);
      sums.set(id, (sums.get(id) ?? 0n) + facility.value);
    }
    return [...sums]
      .filter(([, value]) => value > 0n)
      .sort(([, a], [, b]) => (a > b ? -1 : a < b ? 1 : 0))
      .map(([id, value]) => ({ scope, id, value, limitBps }));
  });
}
