import { DAY, showInstant } from "../lib/instant.ts";
import { CliError } from "../lib/cliError.ts";
import { clustersInService, passTime, type Conduct } from "../dev/passTime.ts";
import { letDefault } from "../dev/letDefault.ts";
import type { ChainContext } from "../replay/setUp.ts";
import { BLOCK_EVERY } from "./goLive.ts";

/** What time can bring, by the names under which it is asked for. */
export const TIME_ACTS = ["day-paid", "day-unpaid", "report-missed", "default"] as const;
export type TimeAct = (typeof TIME_ACTS)[number];

/** Days after which a report is certainly late, or a facility: more than all their deadlines and graces together. */
const PATIENCE_DAYS = 90;

/** Lets days pass on the local chain, and what can go wrong in them: one thing after the other, however many ask. */
export class TimeMachine {
  readonly #contexts: readonly ChainContext[];
  #last: Promise<unknown> = Promise.resolve();

  /** @param contexts Of every vault: time passes for all of them. */
  constructor(contexts: readonly ChainContext[]) {
    this.#contexts = contexts;
  }

  /**
   * @param vault In which it happens; elsewhere everything is reported and paid.
   * @returns What happened, in a sentence.
   */
  async bring(act: TimeAct, vault?: string): Promise<string> {
    const work = this.#last.then(() => this.#bring(act, vault));
    this.#last = work.catch(() => undefined);
    return work;
  }

  async #bring(act: TimeAct, vault: string | undefined): Promise<string> {
    const context = await this.#contextOf(vault);
    const { chain } = context;
    const { provider } = chain.connection;
    // Blocks in between would take the seconds that transactions are meant for.
    await provider.request({ method: "evm_setIntervalMining", params: [0] });
    try {
      const told = await this.#carryOut(act, context);
      return `${told} It is ${showInstant(await chain.now())} on the chain.`;
    } finally {
      await provider.request({ method: "evm_setIntervalMining", params: [BLOCK_EVERY] });
    }
  }

  async #carryOut(act: TimeAct, context: ChainContext): Promise<string> {
    switch (act) {
      case "day-paid":
        await this.#passDay();
        return "A day has passed. What is due was reported and paid.";
      case "day-unpaid":
        await this.#passDay((vault) => ({ isReported: true, isPaid: vault !== context }));
        return "A day has passed. It was reported, and nobody paid.";
      case "report-missed": {
        const { cluster, name } = await this.#firstOf(context);
        const { oracle } = context.contracts;
        const { period } = await oracle.nextReport(cluster);
        const isMissed = async () => (await oracle.statusOf(cluster, period)) === 1n;
        await this.#passDaysUntil(isMissed, (vault, id) => ({
          isReported: vault !== context || id !== cluster,
          isPaid: true,
        }));
        return `Nobody reported period ${period} of ${name} in time.`;
      }
      case "default": {
        const { cluster, name } = await this.#firstOf(context);
        const isSilent = (vault: ChainContext, id: bigint) => vault === context && id === cluster;
        const conductOf = (vault: ChainContext, id: bigint): Conduct => {
          const isOrderly = !isSilent(vault, id);
          return { isReported: isOrderly, isPaid: isOrderly };
        };
        const { lens } = context.contracts;
        await this.#passDaysUntil(async () => (await lens.facility(cluster)).delinquentSince > 0n, conductOf);
        await letDefault(context, cluster, (until) => passTime(this.#contexts, until, conductOf));
        return `${name} fell silent, went into a workout, and what was left of it was booked as lost.`;
      }
    }
  }

  async #passDay(conductOf?: (vault: ChainContext, cluster: bigint) => Conduct): Promise<void> {
    const [{ chain } = unreachable()] = this.#contexts;
    await passTime(this.#contexts, (await chain.now()) + DAY, conductOf);
  }

  async #passDaysUntil(
    isReached: () => Promise<boolean>,
    conductOf: (vault: ChainContext, cluster: bigint) => Conduct,
  ): Promise<void> {
    for (let day = 0; day < PATIENCE_DAYS && !(await isReached()); day += 1) await this.#passDay(conductOf);
    if (!(await isReached())) throw new CliError(`It has not come to that in ${PATIENCE_DAYS} days.`);
  }

  async #contextOf(vault: string | undefined): Promise<ChainContext> {
    const [first = unreachable()] = this.#contexts;
    if (vault === undefined) return first;
    for (const context of this.#contexts) {
      if ((await context.contracts.vault.getAddress()) === vault) return context;
    }
    throw new CliError(`There is no vault at ${vault}.`);
  }

  /** Its first cluster that is in service. */
  async #firstOf(context: ChainContext): Promise<{ cluster: bigint; name: string }> {
    const [cluster] = (await clustersInService(context)).toSorted((a, b) => (a < b ? -1 : 1));
    if (cluster === undefined) throw new CliError("No cluster of this vault is in service any more.");
    return { cluster, name: (await context.contracts.registry.registration(cluster)).name };
  }
}

function unreachable(): never {
  throw new Error("there is no vault");
}
