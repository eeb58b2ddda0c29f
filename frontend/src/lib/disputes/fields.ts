/** What of a report can be said to be false: its name on chain, and in words. */
export const DISPUTED_FIELDS = [
  { name: "gross", words: "what was billed" },
  { name: "gpuSecondsSold", words: "the GPU-hours sold" },
  { name: "gpuSecondsAvailable", words: "the GPU-hours offered" },
  { name: "energyWh", words: "the energy drawn" },
  { name: "energyCost", words: "what energy cost" },
  { name: "otherOpex", words: "the other costs" },
  { name: "end", words: "the period’s end" },
  { name: "evidenceRoot", words: "the evidence root" },
] as const;

export const fieldWords = (name: string): string => DISPUTED_FIELDS.find((field) => field.name === name)?.words ?? name;
