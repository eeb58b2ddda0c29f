import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Source } from "../../deploy/sources.ts";
import { CliError } from "../lib/cliError.ts";

/** Whether a contract is the compiler's to the byte, but for its metadata, or not at all. */
export type Match = "exact" | "but for the metadata" | "none";

const started = z.object({ verificationId: z.string() });
const refused = z.object({ customCode: z.string().optional(), message: z.string() });
const job = z.object({
  isJobCompleted: z.boolean(),
  contract: z.object({ match: z.string().nullable() }).optional(),
  error: refused.optional(),
});

const PATIENCE = 300_000; // ms
const PAUSE = 1_000;

/** A server that compiles what it is given, compares it with the chain and publishes it: Sourcify's API, version 2. */
export class Verifier {
  constructor(
    private readonly server: string,
    private readonly chainId: number,
  ) {}

  /** What the server already has of a contract. */
  async known(address: string): Promise<Match> {
    const response = await this.#ask(`/v2/contract/${this.chainId}/${address}`);
    if (response.status === 404) return "none";
    return matchOf((await this.#read(response, z.object({ match: z.string().nullable() }))).match);
  }

  /** Has the server verify a contract, and waits for what it finds. */
  async verify(address: string, source: Source): Promise<{ match: Match; why?: string | undefined }> {
    const response = await this.#ask(`/v2/verify/${this.chainId}/${address}`, source);
    const { verificationId } = await this.#read(response, started);
    const until = Date.now() + PATIENCE;
    while (Date.now() < until) {
      const found = await this.#read(await this.#ask(`/v2/verify/${verificationId}`), job);
      if (found.isJobCompleted) return { match: matchOf(found.contract?.match ?? null), why: found.error?.message };
      await sleep(PAUSE);
    }
    throw this.#failure(`It has not verified ${address} for five minutes.`);
  }

  async #ask(path: string, body?: object): Promise<Response> {
    try {
      return await fetch(`${this.server}${path}`, {
        ...(body && {
          method: "POST",
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        }),
      });
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      throw this.#failure(cause instanceof Error ? cause.message : String(cause));
    }
  }

  async #read<Answer>(response: Response, schema: z.ZodType<Answer>): Promise<Answer> {
    const text = await response.text();
    const answer = parsed(text);
    if (!response.ok) throw this.#failure(refused.safeParse(answer).data?.message ?? `${response.status} ${text}`);
    const checked = schema.safeParse(answer);
    if (!checked.success) throw this.#failure(`It answered what nobody understands: ${text.slice(0, 200)}`);
    return checked.data;
  }

  #failure(what: string): CliError {
    return new CliError(
      `${this.server} has not verified anything more.`,
      [what],
      "what it has verified stays verified: repeat the command, with another --server if need be.",
      2,
    );
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function matchOf(match: string | null): Match {
  if (match === "exact_match") return "exact";
  return match === "match" ? "but for the metadata" : "none";
}
