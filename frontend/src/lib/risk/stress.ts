/** What is tried on a vault's own clusters. Its names stand in the page's address. */
export const STRESS_INPUTS = {
  price: { label: "Rents are", unit: "% of now", min: 0, max: 150, step: 1, base: 100 },
  sold: { label: "Hours sold are", unit: "% of now", min: 0, max: 150, step: 1, base: 100 },
  power: { label: "Power costs", unit: "% of now", min: 50, max: 300, step: 1, base: 100 },
  decay: { label: "Rents fall each year by", unit: "%", min: -20, max: 60, step: 1, base: 0 },
} as const;

export type StressName = keyof typeof STRESS_INPUTS;
export const STRESS_NAMES = Object.keys(STRESS_INPUTS) as readonly StressName[];

/** What is assumed; `defaulted`: the cluster whose operator neither reports nor pays from now on. */
export type Stress = Readonly<Record<StressName, number>> & { readonly defaulted: bigint | undefined };

type Search = { get: (name: string) => string | null };

/** What an address says; all as now where it says nothing, or nothing that could be set. */
export function readStress(search: Search): Stress {
  const entries = STRESS_NAMES.map((name) => {
    const { min, max, base } = STRESS_INPUTS[name];
    const text = search.get(name);
    const value = text === null || text.trim() === "" ? NaN : Number(text);
    return [name, value >= min && value <= max ? value : base] as const;
  });
  const defaulted = search.get("default");
  return {
    ...(Object.fromEntries(entries) as Record<StressName, number>),
    defaulted: defaulted !== null && /^\d{1,18}$/.test(defaulted) ? BigInt(defaulted) : undefined,
  };
}

/** The address that says it, beside what it says already. */
export function writeStress(search: string, stress: Stress): string {
  const params = new URLSearchParams(search);
  for (const name of STRESS_NAMES) {
    if (stress[name] === STRESS_INPUTS[name].base) params.delete(name);
    else params.set(name, String(stress[name]));
  }
  if (stress.defaulted === undefined) params.delete("default");
  else params.set("default", stress.defaulted.toString());
  const said = params.toString();
  return said === "" ? "" : `?${said}`;
}
