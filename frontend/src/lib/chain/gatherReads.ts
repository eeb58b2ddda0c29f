import {
  isPassing,
  NodeError,
  nodeErrorOf,
  Size,
  type Answer,
  type Call,
  type Node,
  type Requester,
} from "@gpu-yield-vaults/sdk/logs";
import { hexToBigInt, type Hex } from "viem";
import { callOfAll, readOf, resultsOfAll, type Read, type ReadResult } from "./multicall";

/** Milliseconds within which reads of one block become one call. */
const GATHER = 5;

/** Most reads in one call. */
const MOST = 4_096;

/** Milliseconds for which a node that takes no such call is asked read by read. */
const REST = 60_000;

/** Blocks whose answers are kept: those that a page may still be at. */
const KEPT = 4;

/**
 * Makes all that is read of a block one call, however many contracts it asks and however much of it depends on answers
 * before: what the block before was asked for is asked of the next one at once, and who asks finds it there. A call
 * that is too much for the node is split; what fails in it without a word is asked alone.
 */
export function gatherReads(node: Node): Requester {
  const together = readsTogether(node);
  const blocks = new Map<Hex, BlockReads>();
  let newest: BlockReads | undefined;

  function blockOf(number: Hex): BlockReads {
    const known = blocks.get(number);
    if (known) return known;
    const block = new BlockReads(number, together);
    blocks.set(number, block);
    const [oldest] = blocks.keys();
    if (blocks.size > KEPT && oldest !== undefined) blocks.delete(oldest);
    if (newest && hexToBigInt(newest.number) > hexToBigInt(number)) return block;
    if (newest) block.foresee(newest);
    newest = block;
    return block;
  }

  return {
    patience: node.patience,
    async request(call) {
      const read = readOf(call);
      if (!read) {
        // Whoever asks for the first block doubts that this is still the chain that answered.
        if (isOfFirstBlock(call)) {
          newest = undefined;
          blocks.clear();
        }
        return node.request(call);
      }
      const answer = await blockOf(read.block).answer(read);
      if ("result" in answer) return answer.result;
      const { code, message, data } = answer.error;
      throw new NodeError("refused", message, { code, data });
    },
  };
}

type Waiting = { read: Read; resolve: (answer: Answer) => void; reject: (reason: unknown) => void };
type AskTogether = (waiting: readonly Waiting[], block: Hex) => Promise<void>;

/** What one block is asked for. */
class BlockReads {
  private readonly answers = new Map<string, Promise<Answer>>();
  private readonly asked = new Map<string, Read>();
  private waiting: Waiting[] = [];

  constructor(
    readonly number: Hex,
    private readonly together: AskTogether,
  ) {}

  answer(read: Read): Promise<Answer> {
    this.asked.set(keyOf(read), read);
    return this.answers.get(keyOf(read)) ?? this.ask(read);
  }

  /** Asks for whatever was wanted of the block before. Nobody waits for it yet, so that its failure is nobody's. */
  foresee({ asked }: BlockReads): void {
    for (const read of asked.values()) void this.ask({ ...read, block: this.number, call: at(this.number, read.call) });
  }

  private ask(read: Read): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.waiting.push({ read, resolve, reject }) === 1) setTimeout(this.flush, GATHER);
    });
    this.answers.set(keyOf(read), answer);
    // What had no answer is asked again by whoever wants it.
    answer.catch(() => this.answers.delete(keyOf(read)));
    return answer;
  }

  private readonly flush = (): void => {
    const waiting = this.waiting;
    this.waiting = [];
    void this.together(waiting, this.number);
  };
}

/** Asks for several reads in one call, in as many as the node takes, or one by one where it takes no such call. */
function readsTogether(node: Node): AskTogether {
  let size = new Size(MOST, MOST);
  let restUntil = 0; // unix ms

  async function alone({ read, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve({ result: await node.request(read.call) });
    } catch (error) {
      const failure = nodeErrorOf(error);
      if (failure?.fault === "refused" && failure.code !== undefined) {
        resolve({ error: { code: failure.code, message: failure.words, data: failure.data } });
      } else {
        reject(error);
      }
    }
  }

  /** What one call answers to each; undefined where that was too much for the node, or is not to its taste. */
  async function asOne(waiting: readonly Waiting[], block: Hex): Promise<readonly ReadResult[] | undefined> {
    const reads = waiting.map(({ read }) => read);
    try {
      const results = resultsOfAll(await node.request(callOfAll(reads, block)));
      size.accept(reads.length);
      return results;
    } catch (error) {
      const failure = nodeErrorOf(error);
      if (failure && isPassing(failure.fault)) throw failure;
      size.lower(reads.length);
      if (size.now > 1) return undefined;
      restUntil = Date.now() + REST;
      size = new Size(MOST, MOST);
      return undefined;
    }
  }

  async function part(waiting: readonly Waiting[], results: readonly ReadResult[]): Promise<void> {
    const silent: Waiting[] = [];
    for (const [index, one] of waiting.entries()) {
      const { success, returnData } = results[index] ?? { success: false, returnData: "0x" };
      if (success) one.resolve({ result: returnData });
      // Without a word: it may have run out of what the call had left.
      else if (returnData === "0x") silent.push(one);
      else one.resolve({ error: { code: REVERTED, message: "execution reverted", data: returnData } });
    }
    await Promise.all(silent.map(alone));
  }

  return async (waiting, block) => {
    let left = waiting;
    while (left.length > 1 && Date.now() >= restUntil) {
      const some = left.slice(0, size.now);
      try {
        const results = await asOne(some, block);
        if (!results) continue;
        left = left.slice(some.length);
        await part(some, results);
      } catch (error) {
        for (const { reject } of left) reject(error);
        return;
      }
    }
    await Promise.all(left.map(alone));
  };
}

/** As nodes number a revert. */
const REVERTED = 3;

const keyOf = ({ to, data }: Read): string => `${to.toLowerCase()} ${data}`;

const at = (block: Hex, { method, params }: Call): Call => ({ method, params: [(params as unknown[])[0], block] });

const isOfFirstBlock = ({ method, params }: Call): boolean =>
  method === "eth_getBlockByNumber" && Array.isArray(params) && params[0] === "0x0";
