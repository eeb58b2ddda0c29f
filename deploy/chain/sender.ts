import { isPassing, NodeError } from "@gpu-yield-vaults/sdk/logs";
import { toQuantity } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { DeploymentRefused } from "../errors.ts";
import { ask } from "./create2.ts";

/** One thing that a deployment changes on chain. */
export type Step = {
  /** What it does, for people. */
  name: string;
  to: string;
  data: string;
  /** Whether the chain shows it done, whoever did it. */
  isDone: () => Promise<boolean>;
  /** Why the chain refuses it, in its own words; asked for only when it does. */
  reason?: () => Promise<string | undefined>;
};

/** What is remembered of what was sent, so that a later run knows its own transactions. */
export type Memory = {
  read: () => Promise<readonly Sent[]>;
  write: (sent: readonly Sent[]) => Promise<void>;
};

export type Sent = { step: string; nonce: number; hash: string };

/** How long to wait, and how often to look. Milliseconds. */
export type Patience = {
  poll: number;
  /** After it a transaction that is still not mined is sent again with higher fees. */
  beforeMore: number;
  /** How often fees are raised before the run gives up. */
  raises: number;
};

export const PATIENCE: Patience = { poll: 1_000, beforeMore: 60_000, raises: 6 };

const receipt = z.object({ status: z.string(), blockNumber: z.string() }).nullable();
const block = z.object({ baseFeePerGas: z.string().optional() });

/**
 * Sends steps one after the other, each until the chain shows it done.
 *
 * Nothing is believed but the chain: a step that is done is passed over; a transaction that was dropped, replaced or
 * never seen again is sent anew with the nonce that is next; one that waits too long is sent again with higher fees.
 * A transaction of the same account that is not ours is waited for, and never replaced. So a run may be broken off at
 * any moment, and repeated as often as one likes.
 */
export class Sender {
  /** Sends that the node has not answered: it may have taken them. */
  #unanswered = 0;

  constructor(
    private readonly provider: EthereumProvider,
    private readonly from: string,
    private readonly memory: Memory,
    private readonly patience: Patience = PATIENCE,
    private readonly say: (line: string) => void = () => undefined,
  ) {}

  /** @returns how many transactions were sent */
  async run(steps: readonly Step[]): Promise<number> {
    let sent = 0;
    for (const [index, step] of steps.entries()) {
      while (!(await step.isDone())) {
        sent += await this.#try(step, `${index + 1} of ${steps.length}: ${step.name}`);
        await this.#see(step);
      }
    }
    await this.memory.write([]);
    return sent;
  }

  /** Sends a step, or goes on with what was sent for it, until it is mined or known to be lost. */
  async #try(step: Step, title: string): Promise<number> {
    const nonce = await this.#count("latest");
    const known = (await this.memory.read()).filter((each) => each.nonce === nonce);
    const isWaiting = (await this.#count("pending")) > nonce;
    if (isWaiting && known.length === 0) {
      await this.#waitForAnother(nonce);
      return 0; // look again whether the step is done
    }

    const hashes = known.map(({ hash }) => hash);
    let sent = 0;
    let fees = isWaiting ? await this.#raised(hashes) : undefined;
    for (let raise = 0; raise <= this.patience.raises; raise++) {
      if (!isWaiting || raise > 0) {
        const hash = await this.#send(step, nonce, fees);
        if (hash !== undefined) {
          hashes.push(hash);
          sent++;
          await this.memory.write([...(await this.memory.read()), { step: step.name, nonce, hash }]);
          this.say(`${title} · ${hash}`);
        } else if (hashes.length === 0) {
          return sent; // somebody was faster: look again
        }
      }
      const end = await this.#wait(nonce, hashes);
      if (end === "mined") return sent;
      if (end === "failed") {
        if (await step.isDone()) return sent; // by another run at the same time
        throw await this.#refusal(step);
      }
      if (end === "lost") return sent;
      fees = await this.#raised(hashes);
    }
    throw new DeploymentRefused(
      `"${step.name}" is not mined, though its fees were raised ${this.patience.raises} times.`,
      [
        `nonce ${nonce} of ${this.from}; sent as ${hashes.join(", ")}`,
        "repeat the command when the network is quieter: it goes on from here",
      ],
    );
  }

  /** Nodes behind one address may know of a block one after the other. */
  async #see(step: Step): Promise<void> {
    for (let looks = 0; looks < 10 && !(await step.isDone()); looks++) await sleep(this.patience.poll);
  }

  /** @returns its hash; `undefined` where the nonce was used meanwhile, or may have been: look again */
  async #send(step: Step, nonce: number, fees: Fees | undefined): Promise<string | undefined> {
    const { from } = this;
    const { to, data } = step;
    try {
      return await ask(this.provider, "eth_sendTransaction", [{ from, to, data, nonce: toQuantity(nonce), ...fees }]);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      if (/nonce (too low|has already been used)|already known|underpriced|Expected nonce to be/i.test(words))
        return undefined;
      if (await step.isDone()) return undefined;
      if (error instanceof NodeError && isPassing(error.fault) && ++this.#unanswered <= this.patience.raises) {
        this.say(`no answer to "${step.name}": looking whether it was taken`);
        return undefined;
      }
      if (/revert/i.test(words)) throw await this.#refusal(step, words);
      throw error;
    }
  }

  async #wait(nonce: number, hashes: readonly string[]): Promise<"mined" | "failed" | "lost" | "slow"> {
    const until = Date.now() + this.patience.beforeMore;
    let unseen = 0;
    for (;;) {
      for (const hash of hashes) {
        const found = receipt.parse(
          await this.provider.request({ method: "eth_getTransactionReceipt", params: [hash] }),
        );
        if (found) return BigInt(found.status) === 1n ? "mined" : "failed";
      }
      // Another transaction has used the nonce, or the receipt of ours comes late: the chain decides.
      if ((await this.#count("latest")) > nonce) return "lost";
      unseen = (await this.#count("pending")) > nonce ? 0 : unseen + 1;
      if (unseen > 5) return "lost";
      if (Date.now() > until) return "slow";
      await sleep(this.patience.poll);
    }
  }

  async #waitForAnother(nonce: number): Promise<void> {
    this.say(`waiting for another transaction of ${this.from}, with nonce ${nonce}`);
    const until = Date.now() + this.patience.beforeMore * 2;
    while (Date.now() < until) {
      if ((await this.#count("latest")) > nonce || (await this.#count("pending")) <= nonce) return;
      await sleep(this.patience.poll);
    }
    throw new DeploymentRefused(`Another transaction of ${this.from} has waited with nonce ${nonce} for too long.`, [
      "this deployment has no answer that says it sent it, and does not replace it",
      "cancel it or raise its fee in the wallet that sent it, then repeat the command: it goes on from here",
    ]);
  }

  /** A quarter above what was offered last, or twice the base fee where that is more: nodes ask for a tenth. */
  async #raised(hashes: readonly string[]): Promise<Fees> {
    const last = hashes.at(-1);
    const before: unknown =
      last === undefined ? null : await this.provider.request({ method: "eth_getTransactionByHash", params: [last] });
    const offered = offer.nullable().catch(null).parse(before);
    const newest = block.parse(
      await this.provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] }),
    );
    const tip = (BigInt(offered?.maxPriorityFeePerGas ?? "0x3b9aca00") * 5n) / 4n + 1n;
    const most = [
      (BigInt(offered?.maxFeePerGas ?? "0x0") * 5n) / 4n + 1n,
      BigInt(newest.baseFeePerGas ?? "0x0") * 2n + tip,
    ];
    return {
      // A node may judge it after the one that it replaces, and refuse to do the same twice: its gas is known.
      ...(offered && { gas: offered.gas }),
      maxPriorityFeePerGas: toQuantity(tip),
      maxFeePerGas: toQuantity(most.reduce((a, b) => (a > b ? a : b))),
    };
  }

  async #refusal(step: Step, words?: string): Promise<DeploymentRefused> {
    const reason = (await step.reason?.()) ?? words ?? "it gives no reason";
    return new DeploymentRefused(`The chain refuses "${step.name}".`, [reason]);
  }

  async #count(tag: "latest" | "pending"): Promise<number> {
    return Number(await ask(this.provider, "eth_getTransactionCount", [this.from, tag]));
  }
}

type Fees = { gas?: string; maxFeePerGas: string; maxPriorityFeePerGas: string };

const offer = z.object({ gas: z.string(), maxFeePerGas: z.string(), maxPriorityFeePerGas: z.string() });

/** A memory that ends with the process, for chains that do too. */
export function forgetful(): Memory {
  let kept: readonly Sent[] = [];
  return {
    read: () => Promise.resolve(kept),
    write: (sent) => {
      kept = sent;
      return Promise.resolve();
    },
  };
}
