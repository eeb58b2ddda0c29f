import { build } from "esbuild";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { requireWritable, writeWhole } from "../../lib/outFile.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");

const BANNER = `#!/usr/bin/env node
// Signs reports of GPU yield vaults on a machine of its own: node sign.mjs --help. Made of their repository by
// npm run report -- signer; holds parts of viem, @noble/curves and @noble/hashes, all under the MIT licence.`;

/** Makes one file of the signer, with all that it uses, and says what it hashes to: the same wherever it is made. */
export async function bundleSigner(out: string): Promise<void> {
  await requireWritable(out);
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["scripts/report/signer/main.ts"],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "esm",
    charset: "utf8",
    banner: { js: BANNER },
    logLevel: "silent",
  });
  const text = outputFiles[0]?.text ?? "";
  await writeWhole(out, text);
  const size = Math.round(Buffer.byteLength(text) / 1_000);
  process.stdout.write(`${createHash("sha256").update(text).digest("hex")}  ${out}\n`);
  process.stderr.write(`→ ${out}: ${size} kB. Copy it to where the key is, and compare its sha256 there.\n`);
}
