import { createHash } from "node:crypto";

/** What is between `<script>` and `</script>` where the script has no address. */
const INLINE = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The hashes of a page's own scripts, as a policy names them. */
export function scriptHashes(html: string): readonly string[] {
  return [...html.matchAll(INLINE)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
}

/**
 * What the pages may do: run their own scripts and no others, and talk to `connect` only. Styles may be inline: charts
 * and dialogs place themselves by them, and no style can send anything anywhere.
 *
 * @param hashes Of the inline scripts of all pages.
 * @param connect Origins of nodes and of the index.
 */
export function policyOf(hashes: readonly string[], connect: readonly string[]): string {
  const directives = {
    "default-src": ["'none'"],
    "script-src": ["'self'", ...new Set(hashes)],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...new Set(connect)],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}

/** The policy where the page itself says it, for hosts that send no headers: before anything is loaded. */
export function withPolicy(html: string, policy: string): string {
  return html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policy}"/>`);
}
