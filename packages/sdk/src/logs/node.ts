import { endpointOf, type Endpoint } from "./endpoint.ts";
import { faultOf, type Fault } from "./faults.ts";
import { NodeError, waitOf } from "./NodeError.ts";
import { isPassing, patiently, PATIENCE, sleep } from "./patiently.ts";
import { readItems, plainWords, reasonOf } from "./readAnswer.ts";
import { Size } from "./Size.ts";

/** One call of JSON-RPC. */
export type Call = { readonly method: string; readonly params?: unknown };

/** What a node said of one call: its result, or an error that asking again would not change, a revert for instance. */
export type Answer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } };

/** Whatever answers JSON-RPC: a node of `createNode`, a client of viem, a wallet. */
export type Requester = {
  request(call: Call): Promise<unknown>;
  /** Milliseconds after which who asks it should give it up. */
  readonly patience?: number | undefined;
};

export type Node = Requester & {
  readonly patience: number;
  /** Answers to several calls, in their order. Throws a `NodeError` where there are none. */
  ask(calls: readonly Call[]): Promise<Answer[]>;
};

export type NodeOptions = {
  /** Milliseconds after which a node that is busy, or not there, is given up; 60,000 unless told. */
  readonly patience?: number;
  /** Milliseconds for one answer; 30,000 unless told. */
  readonly timeout?: number;
  /** Most calls in one request; 100 unless told. */
  readonly batch?: number;
  /** Milliseconds for which a request waits for others to travel with; those of the same moment only unless told. */
  readonly gather?: number;
};

/** An endpoint, and what its answers have taught. */
type Line = Endpoint & {
  readonly batch: Size;
  gap: number; // ms from one request to the next
  freeAt: number; // unix ms
};

const LONGEST_GAP = 2_000;
const LONGEST_WORDS = 300;

/** What must not be sent twice: nobody knows whether the first one arrived. */
const ONCE = /^(eth_send|evm_|hardhat_)/;

/**
 * A node behind one address, or behind several that are asked in a row: the next one when one is busy, refuses all or
 * is gone, and all once more after a pause, until one of them answers. What was answered is never asked again.
 */
export function createNode(addresses: string | readonly string[], options: NodeOptions = {}): Node {
  const { patience = PATIENCE, timeout = 30_000, batch = 100, gather = 0 } = options;
  const lines = [addresses]
    .flat()
    .map((address): Line => ({ ...endpointOf(address), batch: new Size(batch, batch), gap: 0, freeAt: 0 }));
  let first = 0; // whoever answered last is asked first

  /** What the first line that answers says to some of the calls, by their places. */
  async function askInRow(calls: readonly Call[], left: readonly number[]): Promise<Map<number, Answer>> {
    let failure: NodeError | undefined;
    for (let index = 0; index < lines.length; index++) {
      const place = (first + index) % lines.length;
      const line = lines[place];
      if (!line) continue;
      try {
        const answers = await askLine(line, calls, left, timeout);
        first = place;
        return answers;
      } catch (error) {
        if (!(error instanceof NodeError)) throw error;
        // One that may answer later says more than one that never will.
        if (!failure || (isPassing(error.fault) && !isPassing(failure.fault))) failure = error;
        if (error.fault === "gone" && left.some((call) => ONCE.test(calls[call]?.method ?? ""))) break;
      }
    }
    throw failure ?? new NodeError("gone", "no address is given");
  }

  async function ask(calls: readonly Call[]): Promise<Answer[]> {
    const answers = new Map<number, Answer>();
    while (answers.size < calls.length) {
      const left = [...calls.keys()].filter((call) => !answers.has(call));
      const isOnce = left.some((call) => ONCE.test(calls[call]?.method ?? ""));
      const some = await patiently(
        () => askInRow(calls, left),
        patience,
        ({ fault }) => isPassing(fault) && !(isOnce && fault === "gone"),
      );
      for (const [call, answer] of some) answers.set(call, answer);
    }
    return calls.map((_, call) => answers.get(call) ?? { result: null });
  }

  /** What is gathered travels together, and is answered by one replica where a node has several. */
  let waiting: { call: Call; resolve: (answer: Answer | undefined) => void; reject: (reason: unknown) => void }[] = [];
  function flush(): void {
    const group = waiting;
    waiting = [];
    ask(group.map(({ call }) => call)).then(
      (answers) => group.forEach(({ resolve }, index) => resolve(answers[index])),
      (error: unknown) => group.forEach(({ reject }) => reject(error)),
    );
  }

  return {
    ask,
    patience,
    async request(call) {
      const answer = await new Promise<Answer | undefined>((resolve, reject) => {
        if (waiting.push({ call, resolve, reject }) > 1) return;
        if (gather > 0) setTimeout(flush, gather);
        else queueMicrotask(flush);
      });
      if (answer && "result" in answer) return answer.result;
      const { code, message = "no answer", data } = answer?.error ?? {};
      throw new NodeError(faultOf({ words: message, code }), message, { node: lines[first]?.shown, code, data });
    },
  };
}

/** Asks one endpoint, for as many calls at once as it takes, and returns what it has answered. */
async function askLine(
  line: Line,
  calls: readonly Call[],
  left: readonly number[],
  timeout: number,
): Promise<Map<number, Answer>> {
  const asked = left.slice(0, line.batch.now);
  await turnOf(line);
  try {
    const answers = await post(line, calls, asked, timeout);
    line.gap = Math.floor(line.gap * 0.9);
    line.batch.accept(asked.length);
    return answers;
  } catch (error) {
    if (!(error instanceof NodeError)) throw error;
    if (error.fault === "batch" && line.batch.lower(asked.length)) return askLine(line, calls, left, timeout);
    if (error.fault === "busy") line.gap = Math.min(Math.max(line.gap * 2, 25), LONGEST_GAP);
    throw error;
  }
}

/** Waits until the endpoint may be asked again, at the rate that it has taught. */
async function turnOf(line: Line): Promise<void> {
  const now = Date.now();
  const at = Math.max(now, line.freeAt);
  line.freeAt = at + line.gap;
  if (at > now) await sleep(at - now);
}

async function post(
  { url, headers, shown, hush }: Endpoint,
  calls: readonly Call[],
  asked: readonly number[],
  timeout: number,
): Promise<Map<number, Answer>> {
  const fail = (fault: Fault, words: string, wait: { wait?: number } = {}): NodeError =>
    new NodeError(fault, hush(words).slice(0, LONGEST_WORDS), { node: shown, ...wait });
  const requests = asked.map((call) => ({ jsonrpc: "2.0", id: call, params: [], ...calls[call] }));

  // 1. Ask.
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify(requests.length === 1 ? requests[0] : requests),
      signal: AbortSignal.timeout(timeout),
    });
    text = await response.text();
  } catch (error) {
    throw fail("gone", reasonOf(error));
  }

  // 2. Read.
  const { status } = response;
  const wait = waitOf(response.headers);
  const items = readItems(text);
  if (!items) {
    const words = `${status} ${plainWords(text) || response.statusText || "and no word"}`;
    if (response.ok) throw fail("gone", `what is no JSON-RPC: ${words}`);
    throw fail(ofAll(faultOf({ words: plainWords(text), status }), asked.length), words, wait);
  }

  // 3. Keep what is an answer.
  const answers = new Map<number, Answer>();
  let failure: NodeError | undefined;
  for (const item of items) {
    // One answer to all of a batch has no number, or one that nobody gave.
    const call = asked.length === 1 ? asked[0] : asked.find((number) => number === item.id);
    if (!item.error) {
      if (call !== undefined && "result" in item) answers.set(call, { result: item.result });
      continue;
    }
    const { code, message } = item.error;
    const fault = faultOf({ words: message, code, status: status === 429 ? status : undefined });
    if (status === 401 || status === 403) throw fail("refused", message);
    if (call === undefined) {
      failure = fail(fault === "refused" || fault === "range" ? "batch" : fault, message, wait);
    } else if (isPassing(fault) || (fault === "batch" && asked.length > 1)) {
      failure = fail(fault, message, wait);
    } else {
      answers.set(call, { error: { ...item.error, message: hush(message) } });
    }
  }
  if (answers.size > 0) return answers;
  throw failure ?? fail("gone", "an answer to something else");
}

/** A whole request was too large: because of its calls, if there were several. */
const ofAll = (fault: Fault, calls: number): Fault => (fault === "range" && calls > 1 ? "batch" : fault);
