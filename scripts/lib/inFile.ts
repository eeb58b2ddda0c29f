import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { CliError } from "./cliError.ts";
import { firstIssue } from "./firstIssue.ts";

/** A file's bytes. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CliError(`${file} can't be read.`, [reasonOf(error)]);
  }
}

/** A file's text, without the mark that Windows writes before it. */
export async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readBytes(file)); // leaves the mark out
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${file} is not UTF-8 text.`);
  }
}

/** A file's JSON. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CliError(`${file} is not JSON.`, [reasonOf(error)]);
  }
}

/**
 * A file's JSON, if it is what it should be.
 *
 * @param what As in "proof.json is not a proof".
 */
export async function readJsonAs<T>(file: string, schema: z.ZodType<T>, what: string): Promise<T> {
  const result = schema.safeParse(await readJson(file));
  if (result.success) return result.data;
  throw new CliError(`${file} is not ${what}: ${firstIssue(result.error)}`);
}

/** Why, without the file's name, which stands before it anyway. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/, \w+ '.*'$/, "") : String(error);
