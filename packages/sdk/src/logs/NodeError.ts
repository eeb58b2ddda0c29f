import { faultOf, type Fault } from "./faults.ts";

const SAID: Record<Fault, string> = {
  range: "gives no such answer, however little is asked for",
  batch: "takes no such request",
  busy: "is busy",
  gone: "does not answer",
  behind: "does not know the block yet",
  refused: "refuses",
};

const NEXT: Record<Fault, string> = {
  range: "Ask another node.",
  batch: "Ask another node.",
  busy: "Wait, or ask another node.",
  gone: "Check the address and the connection, or ask another node.",
  behind: "Wait until it has caught up, or ask another node.",
  refused: "Check the address and its key, or ask a node that keeps what is asked for.",
};

export type NodeErrorDetails = {
  /** Where, without keys. */
  readonly node?: string | undefined;
  /** By the node's word, milliseconds until it may be asked again. */
  readonly wait?: number | undefined;
  readonly code?: number | undefined;
  /** Of a revert. */
  readonly data?: unknown;
};

/** A node that gave no answer: which, why, and in its own words. Never a verdict on what was asked about. */
export class NodeError extends Error {
  override readonly name = "NodeError";
  readonly node: string | undefined;
  readonly wait: number | undefined;
  readonly code: number | undefined;
  readonly data: unknown;
  /** Whether it has been waited for in vain. */
  isGivenUp = false;

  constructor(
    readonly fault: Fault,
    readonly words: string,
    { node, wait, code, data }: NodeErrorDetails = {},
  ) {
    super(`The node${node === undefined ? "" : ` at ${node}`} ${SAID[fault]}: ${words}`);
    [this.node, this.wait, this.code, this.data] = [node, wait, code, data];
  }

  /** What to do now. */
  get next(): string {
    return NEXT[this.fault];
  }
}

const NETWORK =
  /fetch failed|failed to fetch|load failed|networkerror|socket|econn|enotfound|etimedout|eai_again|epipe/i;
const DEEPEST = 10;

/** The node's part in an error, however deep viem or ethers have wrapped it; `undefined` where it has none. */
export function nodeErrorOf(error: unknown): NodeError | undefined {
  let found: { words: string; status?: number; code?: number; data?: unknown; wait?: number } | undefined;
  let isNetwork = false;
  let current = error;
  for (let depth = 0; depth < DEEPEST && typeof current === "object" && current !== null; depth++) {
    if (current instanceof NodeError) return current;
    const link = current as Record<string, unknown>;
    const words = firstText(link.details, link.responseBody, link.message);
    if (words !== undefined && (typeof link.code === "number" || typeof link.status === "number")) {
      found = {
        words,
        ...(typeof link.status === "number" ? { status: link.status } : {}),
        ...(typeof link.code === "number" ? { code: link.code } : {}),
        data: link.data,
        ...(link.headers instanceof Headers ? waitOf(link.headers) : {}),
      };
    }
    isNetwork ||= link.name === "TimeoutError" || link.name === "HttpRequestError";
    isNetwork ||= words !== undefined && NETWORK.test(words);
    current = [link.cause, link.error, link.info].find((inner) => typeof inner === "object" && inner !== null);
  }
  if (found) return new NodeError(faultOf(found), found.words, found);
  return isNetwork ? new NodeError("gone", firstText((error as Error).message) ?? "no answer") : undefined;
}

/** `Retry-After`, in seconds or as a date. */
export function waitOf(headers: Headers): { wait?: number } {
  const after = headers.get("retry-after");
  if (after === null) return {};
  const wait = /^\d+$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - Date.now();
  return Number.isNaN(wait) ? {} : { wait: Math.max(wait, 0) };
}

const firstText = (...values: unknown[]): string | undefined =>
  values.find((value): value is string => typeof value === "string" && value !== "");
