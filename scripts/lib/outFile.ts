import { open, rename, rm, stat, writeFile } from "node:fs/promises";
import { CliError } from "./cliError.ts";
import { reasonOf } from "./inFile.ts";

/** Room that a result may take, bytes; a disk with less of it is full. */
const ROOM = 64 * 1024;

/** Makes sure that a result can be written, before the work that it takes: the place is there, and has room. */
export async function requireWritable(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  try {
    const { isFile, isDirectory } = await kindOf(file);
    if (isDirectory) throw new Error("it is a folder");
    if (isFile) await tryRoom(draftOf(file));
  } catch (error) {
    throw refusal(file, error);
  }
}

/** Writes a file whole or not at all: whoever reads it meanwhile finds what was there before. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const draft = draftOf(file);
  try {
    const { isFile } = await kindOf(file);
    if (!isFile) {
      await writeFile(file, text); // a terminal, a pipe: nothing to put in its place
      return;
    }
    await writeFlushed(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw refusal(file, error);
  }
}

const draftOf = (file: string) => `${file}.${process.pid}.new`;

async function kindOf(file: string): Promise<{ isFile: boolean; isDirectory: boolean }> {
  const found = await stat(file).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  return { isFile: found?.isFile() ?? true, isDirectory: found?.isDirectory() ?? false };
}

async function tryRoom(draft: string): Promise<void> {
  try {
    await writeFlushed(draft, new Uint8Array(ROOM));
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeFlushed(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, "w");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refusal(file: string, error: unknown): CliError {
  return new CliError(`${file} can't be written.`, [reasonOf(error)], "name a place that is there and has room.");
}
