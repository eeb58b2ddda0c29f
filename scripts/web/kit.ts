import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { headersOf, hostFiles } from "./hosts.ts";
import { policyOf, scriptHashes, withPolicy } from "./policy.ts";

/** What is worth compressing. */
const TEXTS = new Set([".css", ".html", ".js", ".json", ".svg", ".txt"]);

/** The stamp of a build is of this machine. */
const NOT_SERVED = new Set([".built-from"]);

export type Kit = { files: number; bytes: number; headers: Readonly<Record<string, string>> };

/**
 * Makes a folder that any host of static files can serve: the export, what it is to talk to, and what to send with it.
 * The folder is replaced whole or not at all.
 *
 * @param exported The web app's static export.
 * @param deployment What becomes its `deployment.json`.
 * @param connect Origins that pages may talk to.
 */
export async function makeKit(
  exported: string,
  deployment: object,
  connect: readonly string[],
  out: string,
): Promise<Kit> {
  const draft = `${out}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(dirname(out), { recursive: true });
  await cp(exported, draft, { recursive: true, filter: (path) => !NOT_SERVED.has(relative(exported, path)) });
  await writeFile(join(draft, "deployment.json"), `${JSON.stringify(deployment, null, 2)}\n`);

  const pages = (await filesOf(draft)).filter((file) => extname(file) === ".html");
  const texts = await Promise.all(pages.map(async (file) => ({ file, html: await readFile(file, "utf8") })));
  const policy = policyOf(
    texts.flatMap(({ html }) => scriptHashes(html)),
    connect,
  );
  await Promise.all(texts.map(({ file, html }) => writeFile(file, withPolicy(html, policy))));
  const served = await filesOf(draft);
  const sizes = await Promise.all(served.map((file) => compress(file)));

  const headers = headersOf(policy);
  const forHosts = Object.entries(hostFiles(headers));
  await Promise.all(forHosts.map(([name, text]) => writeFile(join(draft, name), text)));
  await rm(out, { recursive: true, force: true });
  await rename(draft, out);
  return { files: served.length, bytes: sizes.reduce((sum, size) => sum + size, 0), headers };
}

/** Puts a file's compressed forms beside it, for hosts that send them as they lie. Returns what is sent for it. */
async function compress(file: string): Promise<number> {
  const content = await readFile(file);
  if (!TEXTS.has(extname(file))) return content.length;
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(content),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await writeFile(`${file}.br`, brotli);
  await writeFile(`${file}.gz`, zipped);
  return brotli.length;
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
