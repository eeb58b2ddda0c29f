// `npm run play`: lets the actors of test/solidity/invariants do at random what they may, as long as is asked for, at 6
// and at 18 decimals, and tells how often each did what. After every call every law is looked at: the first breach
// fails, with the calls that led to it. `npm test` plays the same for a minute.

import { Command, InvalidArgumentError } from "commander";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { Interface, type InterfaceAbi } from "ethers";
import { PLAY_REPORT } from "../hardhat.config.ts";

const TEST = "test/solidity/invariants/Invariants.t.sol";
const BUILD_FOLDER = "solidity";
const HANDLER = `build/${BUILD_FOLDER}/artifacts/${TEST}/SixDecimalsHandler.json`;
/** Calls of one life, before the next one starts from a new deployment. */
const DEPTH = 120;

const { calls, seed } = new Command("npm run play --")
  .description("Let everybody do at random what they may, and hold every law against it.")
  .option("--calls <number>", "calls for each of the two assets, in lives of 120", whole, 50_040)
  .option("--seed <hex>", "where chance starts; another one is another play", seedOf, "0x5eed")
  .parse()
  .opts<{ calls: number; seed: string }>();

const lives = Math.ceil(calls / DEPTH);
console.log(`${lives} lives of ${DEPTH} calls each, at 6 and at 18 decimals: about ${Math.ceil(lives / 50)} minutes.`);
mkdirSync(dirname(PLAY_REPORT), { recursive: true });
rmSync(PLAY_REPORT, { force: true });
const { status } = spawnSync(process.execPath, [realpathSync("node_modules/.bin/hardhat"), "test", "solidity", TEST], {
  env: {
    ...process.env,
    BUILD_FOLDER,
    FUZZ_SEED: seed,
    INVARIANT_RUNS: String(lives),
    INVARIANT_DEPTH: String(DEPTH),
    PLAY_REPORT,
  },
  stdio: "inherit",
});
if (status === 0) tell(readFileSync(PLAY_REPORT, "utf8"));
process.exitCode = status ?? 1;

/** A line for each actor with the sum, and one for each of its actions. */
function tell(report: string): void {
  const { abi } = JSON.parse(readFileSync(HANDLER, "utf8")) as { abi: InterfaceAbi };
  const handler = new Interface(abi);
  const actors = new Map<string, Map<string, number>>();
  for (const line of report.trim().split("\n")) {
    const [actor = "", selector = "", times = ""] = line.split(",");
    const actions = actors.get(actor) ?? new Map<string, number>();
    actions.set(selector, (actions.get(selector) ?? 0) + Number(times));
    actors.set(actor, actions);
  }
  for (const [actor, actions] of actors) {
    const sum = [...actions.values()].reduce((a, b) => a + b, 0);
    console.log(`\n${counted(sum)}  ${actor}`);
    for (const [selector, times] of actions)
      console.log(`${counted(times)}    ${handler.getFunction(selector)?.name ?? selector}`);
  }
}

function counted(times: number): string {
  return times.toLocaleString("en-US").padStart(9);
}

function whole(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("It is a whole number above 0, such as 50040.");
}

function seedOf(text: string): string {
  if (/^0x[0-9a-fA-F]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError("It is 0x and up to 64 hexadecimal digits, such as 0x5eed.");
}
