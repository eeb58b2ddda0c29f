/** How it went with one thing that was to be done. */
export type Outcome =
  | "done"
  | "planned" // a dry run sends nothing
  | "refused" // by the contracts: somebody else was faster, or it is not due
  | "overtaken" // another transaction took its place, or its number
  | "unaffordable"; // beyond what may be spent

export type Deed = {
  readonly at: number; // unix seconds, of the chain
  readonly vault: string;
  readonly action: string; // contract and function
  readonly what: string;
  readonly why: string;
  readonly outcome: Outcome;
  readonly reason?: string; // of what was not done
  readonly gas?: bigint;
  readonly hash?: string;
};

const DAY = 86_400;

/** What a keeper has done since it was started, and what it may still spend. */
export class Logbook {
  readonly #deeds = new Map<string, number>();
  #spent: { at: number; gas: bigint }[] = [];
  #gas = 0n;
  #rounds = 0;
  #failures = 0;
  #lastRound = 0;
  #left = 0;

  /** @param gasPerDay Most gas that is spent in any 24 hours. */
  constructor(private readonly gasPerDay: bigint) {}

  /** Gas that may be spent now. */
  allowance(now: number): bigint {
    const recent = this.#spent.filter(({ at }) => at > now - DAY);
    const spent = recent.reduce((sum, { gas }) => sum + gas, 0n);
    return spent < this.gasPerDay ? this.gasPerDay - spent : 0n;
  }

  note({ at, action, outcome, gas = 0n }: Deed): void {
    const key = `action="${action}",outcome="${outcome}"`;
    this.#deeds.set(key, (this.#deeds.get(key) ?? 0) + 1);
    this.#gas += gas;
    // Only the last day's is kept: a keeper runs for years.
    if (gas > 0n) this.#spent = [...this.#spent.filter((earlier) => earlier.at > at - DAY), { at, gas }];
  }

  /** @param left What was due at the end of the round and could not be done. */
  endRound(at: number, left: number): void {
    this.#rounds += 1;
    this.#lastRound = at;
    this.#left = left;
  }

  fail(): void {
    this.#failures += 1;
  }

  /** Prometheus' text format. */
  metrics(): string {
    const counters = [
      metric("keeper_rounds_total", "counter", "Rounds over all vaults", this.#rounds),
      metric("keeper_failures_total", "counter", "Rounds that the node cut short", this.#failures),
      metric("keeper_gas_total", "counter", "Gas spent", this.#gas),
      metric("keeper_gas_allowance", "gauge", "Gas that may be spent now", this.allowance(this.#lastRound)),
      metric("keeper_last_round_seconds", "gauge", "Time of the chain at the last round", this.#lastRound),
      metric("keeper_left_undone", "gauge", "Due after the last round, and not done", this.#left),
    ];
    const deeds = [...this.#deeds].map(([labels, count]) => `keeper_actions_total{${labels}} ${count}`);
    const head = "# HELP keeper_actions_total What was to be done, by how it went\n# TYPE keeper_actions_total counter";
    return `${[...counters, head, ...deeds].join("\n")}\n`;
  }
}

const metric = (name: string, type: string, help: string, value: number | bigint) =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}`;
