import { MaxUint256, toQuantity, type ContractTransaction } from "ethers";
import { join } from "node:path";
import { readBytes } from "../lib/inFile.ts";
import { localAccounts } from "../lib/localAccounts.ts";
import { silent } from "../lib/progress.ts";
import { planReplay } from "../replay/plan.ts";
import { replay } from "../replay/replay.ts";
import type { ChainContext } from "../replay/setUp.ts";
import { parseScenario } from "../scenario/parseScenario.ts";
import { parseTerms } from "../scenario/terms.ts";

const SCENARIO = join(import.meta.dirname, "..", "scenario", "data", "helios-h100-256.csv");

/** Transactions in a block. */
const IN_BLOCK = 40;

const GAS_LIMIT = 700_000n;
const GAS_PRICE = 10n ** 10n; // wei
const TOKEN = 10n ** 6n; // base units

/**
 * A chain of this process on which a month of rent has been paid, and then depositors have come and gone: each
 * deposits, passes shares on and takes money out, in turn, until the vault has told of so many events more.
 */
export async function busyChain(events: number): Promise<ChainContext> {
  const terms = parseTerms({});
  const { rows } = parseScenario(await readBytes(SCENARIO), SCENARIO, terms.gpuModels);
  const { context } = await replay(planReplay(rows, terms), Math.floor(Date.now() / 1000), silent);
  const accounts = localAccounts().map(({ address }) => address);
  const { chain, contracts } = context;
  const { vault, asset } = contracts;
  const ask = (method: string, ...params: unknown[]) => chain.connection.provider.request({ method, params });

  const start = await chain.now();
  for (const account of accounts) {
    await chain.send(account, start, await asset.mint.populateTransaction(account, 10n ** 9n * TOKEN));
    await chain.send(account, start, await asset.approve.populateTransaction(vault, MaxUint256));
  }

  const share = 10n ** (await vault.decimals());
  const turns: ((from: string, to: string) => Promise<ContractTransaction>)[] = [
    (from) => vault.deposit.populateTransaction(100n * TOKEN, from),
    (_, to) => vault.transfer.populateTransaction(to, share),
    (from) => vault.withdraw.populateTransaction(10n * TOKEN, from, from),
  ];
  const told = [2, 1, 2]; // a transfer of shares goes with what is deposited and withdrawn
  await ask("evm_setAutomine", false);
  for (let [made, sent] = [0, 0]; made < events; sent += 1) {
    const turn = Math.floor(sent / accounts.length) % turns.length;
    const [from = "", to = ""] = [accounts[sent % accounts.length], accounts[(sent + 1) % accounts.length]];
    const transaction = await turns[turn]?.(from, to);
    const gas = { gas: toQuantity(GAS_LIMIT), gasPrice: toQuantity(GAS_PRICE) };
    await ask("eth_sendTransaction", { from, to: transaction?.to, data: transaction?.data, ...gas });
    made += told[turn] ?? 0;
    if (sent % IN_BLOCK === IN_BLOCK - 1) await ask("evm_mine");
  }
  await ask("evm_mine");
  await ask("evm_setAutomine", true);
  return context;
}
