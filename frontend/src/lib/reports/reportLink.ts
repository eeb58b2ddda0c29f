import type { ReportSignature } from "@gpu-yield-vaults/sdk/reports";

/**
 * A report, and its signatures so far, behind the `#` of a page's address: no server ever sees it. What it says is read
 * and checked like a file's.
 */
export type LinkedReport = {
  /** As in a report's file. */
  statement: string;
  /** Each as `0xACCOUNT:0xSIGNATURE`. */
  signatures: readonly string[];
};

/** The page's address with a report. */
export function reportLink(page: string, statement: string, signatures: readonly ReportSignature[]): string {
  const [address = page] = page.split("#");
  const text = JSON.stringify(JSON.parse(statement));
  const signed = signatures.map(({ signer, signature }) => `&signature=${signer}:${signature}`);
  return `${address}#report=${toUrl(text)}${signed.join("")}`;
}

/** What the part behind the `#` has; undefined where it has no report, or none that can be read. */
export function linkedReport(hash: string): LinkedReport | undefined {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const encoded = parts.get("report");
  if (encoded === null) return undefined;
  const statement = fromUrl(encoded);
  return statement === undefined ? undefined : { statement, signatures: parts.getAll("signature") };
}

function toUrl(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromUrl(encoded: string): string | undefined {
  try {
    const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
