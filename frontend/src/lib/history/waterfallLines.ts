import type { Lines } from "@gpu-yield-vaults/sdk/model";

export type WaterfallLine = {
  key: Exclude<keyof Lines, "cash" | "fromReserve">;
  label: string;
  amount: bigint;
};

/** A settlement's lines in the order in which they are paid. They add up to its cash. */
export function waterfallLines(lines: Lines): WaterfallLine[] {
  return [
    { key: "energyCarried", label: "Energy carried over", amount: lines.energyCarried },
    { key: "otherCarried", label: "Other costs carried over", amount: lines.otherCarried },
    { key: "energy", label: "Energy", amount: lines.energy },
    { key: "other", label: "Other running costs", amount: lines.other },
    { key: "interest", label: "Interest", amount: lines.interest },
    { key: "principal", label: "Principal", amount: lines.principal },
    { key: "reserve", label: "Reserve", amount: lines.reserve },
    { key: "preferred", label: "Preferred part of the vault", amount: lines.preferred },
    { key: "toVault", label: "To the vault", amount: lines.toVault },
    { key: "trapped", label: "Trapped by covenants", amount: lines.trapped },
    { key: "toOperator", label: "Residual to the operator", amount: lines.toOperator },
  ];
}
