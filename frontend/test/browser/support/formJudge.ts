import type { ServedApp } from "./serveApp.ts";
import { shown } from "./figures.ts";

/** What a form said at one moment. */
export type Sample = {
  form: "deposit" | "instant" | "patient" | "anyPrice";
  text: string;
  isAll: boolean;
  button: string;
  isDisabled: boolean;
  focus: string;
  /** Label, value and note of each line. */
  preview: [string, string, string][];
  forecast: [string, string, string][];
  forecastText: string;
};

/** Runs in the page: looks at the form with each frame, at most every 40 ms. */
export const SAMPLER = `(() => {
  window.samples = [];
  const lines = (node) =>
    [...(node?.querySelectorAll("dl > div") ?? [])].map((line) => [
      line.querySelector("dt").textContent,
      line.querySelector("dd").textContent,
      line.querySelectorAll("dd")[1]?.textContent ?? "",
    ]);
  const isOn = (name) =>
    [...document.querySelectorAll("[role=radio]")].some(
      (radio) => radio.textContent === name && radio.dataset.state === "on",
    );
  const look = () => {
    const panel = document.querySelector("[role=tabpanel][data-state=active]");
    const input = panel?.querySelector("input");
    if (!input) return;
    const isQueue = isOn("Through the queue");
    const isExit = isOn("Through the queue") || isOn("At once");
    const form = !isExit ? "deposit" : !isQueue ? "instant" : isOn("Take any price") ? "anyPrice" : "patient";
    const button = panel.querySelector("button.mt-5");
    const forecast = panel.querySelector("[data-testid=forecast]");
    window.samples.push({
      form,
      text: input.value,
      isAll: panel.querySelector("button[aria-pressed]")?.getAttribute("aria-pressed") === "true",
      button: button.textContent,
      isDisabled: button.disabled || button.getAttribute("aria-disabled") === "true",
      focus: document.activeElement.tagName,
      preview: lines(panel.querySelector("[data-testid=preview]")),
      forecast: lines(forecast),
      forecastText: forecast?.textContent ?? "",
    });
  };
  setInterval(look, 40);
})()`;

const BASIS = [
  "it pays everybody up to and with you",
  "if the rent that is owed has come in",
  "if new rent comes in by then",
  "hardware has reached the end",
  "Nobody knows",
];
const ACTS = { deposit: "Deposit", instant: "Withdraw", patient: "Request to leave", anyPrice: "Request to leave" };

/** Holds what a form said against the chain at the block that it named, and against what was meant. */
export class FormJudge {
  private readonly answers = new Map<string, Promise<bigint>>();
  private readonly worths = new Set<string>();

  constructor(
    private readonly app: ServedApp,
    private readonly account: string,
    /** The newest block before anything was shown. */
    private readonly since: number,
  ) {}

  /** What was wrong, once each. */
  async wrong(samples: readonly Sample[]): Promise<string[]> {
    await this.learnWorths();
    const found = new Set<string>();
    for (const sample of samples)
      for (const flaw of await this.flaws(sample)) found.add(`${intentOf(sample)}: ${flaw}`);
    return [...found];
  }

  /** The intents for which a figure was shown, in order. */
  static answered(samples: readonly Sample[]): string[] {
    return [...new Set(samples.filter(({ preview }) => preview.some(([, , note]) => blockOf(note))).map(intentOf))];
  }

  private async flaws(sample: Sample): Promise<string[]> {
    const { form, text, isAll, button, isDisabled, focus, preview } = sample;
    const flaws: string[] = [];
    const expect = (isRight: boolean, words: string): void => {
      if (!isRight) flaws.push(words);
    };
    expect(focus !== "BODY", "the focus has fallen to the page");
    if (text === "")
      expect(isAll || (button === "Enter an amount" && isDisabled), `empty, and the button is ${button}`);
    else if (text.includes(",")) expect(button === "Correct the amount" && isDisabled, `twofold, and ${button}`);
    else expect(button === ACTS[form] && !isDisabled, `${text}, and the button is ${button}`);
    if (isAll && text !== "" && form !== "deposit") expect(this.worths.has(text), `all is never ${text}`);

    const line = preview.find(([, , note]) => blockOf(note) !== undefined);
    const block = line && blockOf(line[2]);
    if (!line || block === undefined) {
      const [, value = ""] = preview.find(([label]) => /^You (receive about|give)/.test(label)) ?? [];
      expect(isAll || value === "–" || value === "being read…", `a figure without a block: ${value}`);
      return flaws;
    }
    const amount = BigInt(Math.round(Number(text) * 1e6));
    const wanted = await this.expected(form, isAll, amount, block);
    expect(line[1] === wanted, `${line[0]} ${line[1]} at block ${block}, where it is ${wanted}`);
    if (form === "patient" || form === "anyPrice") flaws.push(...(await this.forecastFlaws(sample, amount)));
    return flaws;
  }

  private async expected(form: Sample["form"], isAll: boolean, amount: bigint, block: number): Promise<string> {
    const { vault } = this.app.contracts;
    const at = { blockTag: block };
    const ask = (name: string, asked: () => Promise<bigint>): Promise<bigint> => this.once(`${name} ${block}`, asked);
    const shares = (units: bigint): string => `${shown(units, 12, 4)} gpuREV`;
    if (form === "deposit") return shares(await ask(`deposit ${amount}`, () => vault.previewDeposit(amount, at)));
    const held = await ask("held", () => vault.balanceOf(this.account, at));
    if (isAll && form === "instant") {
      return `${shown(await ask("redeem", () => vault.previewRedeem(held, at)), 6, 2)} tUSD`;
    }
    return shares(isAll ? held : await ask(`withdraw ${amount}`, () => vault.previewWithdraw(amount, at)));
  }

  private async forecastFlaws({ form, isAll, forecast, forecastText }: Sample, amount: bigint): Promise<string[]> {
    const block = blockOf(forecastText);
    if (block === undefined) return ["a preview with a block, and a forecast without one"];
    const { vault, queue } = this.app.contracts;
    const at = { blockTag: block };
    const shares = isAll ? await vault.balanceOf(this.account, at) : await vault.previewWithdraw(amount, at);
    const said = await queue.exitForecast(shares, form === "anyPrice", at);
    const wanted = [
      ["Ahead of you", `${shown(said.sharesAhead, 12, 2)} gpuREV`],
      ["Cash there", `${shown(said.cash, 6, 2)} tUSD`],
      ["Rent on its way", `${shown(said.scheduledInflow, 6, 2)} tUSD`],
    ];
    const flaws = wanted
      .filter(([label, value]) => forecast.find(([name]) => name === label)?.[1] !== value)
      .map(([label, value]) => `${label} is not ${value} at block ${block}`);
    const note = forecast.find(([name]) => name === "At the earliest")?.[2] ?? "";
    const words = BASIS[Number(said.earliestBasis)] ?? "?";
    return note.includes(words) ? flaws : [...flaws, `at block ${block} not "${words}", but "${note}"`];
  }

  /** What all shares came to at each block, as a field would show it. */
  private async learnWorths(): Promise<void> {
    const { vault } = this.app.contracts;
    const head = await this.app.provider.getBlockNumber();
    for (let block = this.since; block <= head; block += 1) {
      const worth = await this.once(`worth ${block}`, async () =>
        vault.convertToAssets(await vault.balanceOf(this.account, { blockTag: block }), { blockTag: block }),
      );
      this.worths.add(asTyped(worth));
    }
  }

  private once(name: string, ask: () => Promise<bigint>): Promise<bigint> {
    const answer = this.answers.get(name) ?? ask();
    this.answers.set(name, answer);
    return answer;
  }
}

function intentOf({ form, text, isAll }: Sample): string {
  return `${form} ${isAll ? "all" : text}`;
}

function blockOf(text: string): number | undefined {
  const [, block] = /at block ([\d,]+)/.exec(text) ?? [];
  return block === undefined ? undefined : Number(block.replaceAll(",", ""));
}

/** Written apart from the app's own code. */
function asTyped(units: bigint): string {
  const text = (Number(units / 1_000_000n) + Number(units % 1_000_000n) / 1e6).toFixed(6).replace(/\.?0+$/, "");
  return /^\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
}
