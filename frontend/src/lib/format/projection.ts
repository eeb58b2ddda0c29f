/** Projected figures are doubles, and rounded as one rounds estimates: see the calculator. */

/** `1443723.2` is `1,443,723`. */
export function formatMoney(amount: number, digits = 0): string {
  const text = Math.abs(amount).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return sign(amount, text) + text;
}

/** `0.18046` is `18.05 %`. */
export function formatPercent(fraction: number, digits = 2): string {
  const text = Math.abs(fraction * 100).toFixed(digits);
  return `${sign(fraction, text)}${text} %`;
}

/** `1.3668` is `1.367×`. */
export function formatTimes(ratio: number): string {
  const text = Math.abs(ratio).toFixed(3);
  return `${sign(ratio, text)}${text}×`;
}

/** No minus before what is shown as zero. */
function sign(figure: number, shown: string): string {
  return figure < 0 && /[1-9]/.test(shown) ? "−" : "";
}
