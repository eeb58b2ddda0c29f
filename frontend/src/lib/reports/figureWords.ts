import type { Token } from "../chain/readTokens";
import { formatAmount } from "../format/amount";
import { formatDuration } from "../format/time";
import type { ComparedFigure, FigureUnit } from "./compareReports";

const SECONDS_PER_HOUR = 3_600n;

/** A report's figure as people read it. */
export function figureWords(figure: bigint | undefined, unit: FigureUnit, asset: Token): string {
  if (figure === undefined) return "–";
  switch (unit) {
    case "seconds":
      return formatDuration(Number(figure));
    case "gpuHours":
      return formatAmount((figure * 100n) / SECONDS_PER_HOUR, 2);
    case "share":
      return `${formatAmount(figure, 2)} %`;
    case "money":
      return formatAmount(figure, asset.decimals);
    case "kilowattHours":
      return `${formatAmount(figure, 3)} kWh`;
  }
}

/** `+12.50 %`, `−3.00 %`, `as before`; nothing where there is nothing to compare. */
export function changeWords({ before, now, changeBps }: ComparedFigure): string {
  if (before !== undefined && before === now) return "as before";
  if (changeBps === undefined) return "–";
  return `${changeBps > 0n ? "+" : ""}${formatAmount(changeBps, 2)} %`;
}
