import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/** Runs as root and in containers, and keeps a test browser from calling home. */
export const CHROMIUM_ARGS: readonly string[] = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
];

const NAMES_ON_PATH = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const MACOS_APPLICATIONS = ["Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"];

/**
 * The program of a Chromium that starts on this machine: the one `CHROMIUM_PATH` names, else an installed one, else the
 * one an npm package carries for Linux, unpacked once.
 */
export async function chromiumPath(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) {
    if (await starts(named)) return named;
    throw new Error(`CHROMIUM_PATH is "${named}", which does not start.`);
  }
  for (const candidate of installedCandidates()) {
    if (await starts(candidate)) return candidate;
  }
  if (process.platform === "linux" && process.arch === "x64") return unpackedChromium();
  throw new Error("No Chromium found. Install Chromium or Google Chrome, or name one in CHROMIUM_PATH.");
}

function installedCandidates(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = NAMES_ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
  if (process.platform !== "darwin") return onPath;
  const homes = ["/Applications", join(process.env.HOME ?? "", "Applications")];
  return [...homes.flatMap((home) => MACOS_APPLICATIONS.map((path) => join(home, path))), ...onPath];
}

/** Some distributions put a stub on the PATH which only says how to install the real one. */
async function starts(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 20_000 });
    return /Chrom(e|ium)/.test(stdout);
  } catch {
    return false;
  }
}

async function unpackedChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const manifest = join(dirname(entry), "../package.json");
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  const cache = join(manifest, "../../../.cache");
  const home = join(cache, `chromium-${version}`);
  const path = join(home, "chromium");
  if (await starts(path)) return path;

  await mkdir(cache, { recursive: true });
  const workshop = await mkdtemp(`${home}-`);
  await unpackInto(workshop);
  await rm(home, { recursive: true, force: true });
  await rename(workshop, home);
  if (await starts(path)) return path;
  throw new Error(`The Chromium unpacked to ${path} does not start. Install Chromium, or name one in CHROMIUM_PATH.`);
}

/** The package unpacks to the temporary folder and takes whatever lies there for its own: it gets a fresh one. */
async function unpackInto(folder: string): Promise<void> {
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
}
