import { expect } from "chai";
import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import type { EthereumProvider } from "hardhat/types/providers";
import { forgetful, type Patience } from "../../deploy/chain/sender.ts";
import { checkDeployment } from "../../deploy/checks.ts";
import { attachProtocol, deployProtocol } from "../../deploy/deployProtocol.ts";
import { deployVault } from "../../deploy/deployVault.ts";
import { parseParameters } from "../../deploy/parameters.ts";
import { local } from "../../deploy/parameters/local.ts";
import { localAccount, localAccounts } from "../../scripts/lib/localAccounts.ts";
import { serveFaulty, type Faults } from "../sdk/logs/support/faultyNode.ts";
import { diceOf } from "../support/dice.ts";

/** Other events: `FAULT_SEEDS=7,8,9`, with what went wrong how often. */
const SEEDS = (process.env.FAULT_SEEDS ?? "5").split(",").map(BigInt);
const PATIENCE: Patience = { poll: 5, beforeMore: 5_000, raises: 30 };

/** One request in so many goes wrong. */
const SELDOM = 40n;
const OFTEN = 4n;

const refusal = (message: string) => Object.assign(new Error(message), { code: -32_000 });

/** What goes wrong, by the dice; and how often each did. A node that is a block behind catches up at the end. */
function faultsOf(chain: EthereumProvider, seed: bigint) {
  const dice = diceOf(seed);
  const state = { isCaughtUp: false };
  const count = new Map<string, number>();
  const happens = (name: string, oneIn: bigint) => {
    if (dice(1n, oneIn) > 1n) return false;
    count.set(name, (count.get(name) ?? 0) + 1);
    return true;
  };
  const isSend = (method: string) => method === "eth_sendRawTransaction";
  const faults: Faults = {
    page: (calls) => {
      const oneIn = calls.some(({ method }) => isSend(method)) ? OFTEN * 4n : SELDOM * 4n;
      if (happens("429", oneIn)) return { status: 429, headers: { "retry-after": "0" } };
      if (happens("503", oneIn)) return { status: 503, body: "overloaded" };
      if (happens("reset", oneIn)) return "drop";
      if (happens("lost answer", oneIn)) return "lose";
      if (happens("cut answer", oneIn)) return "cut";
      return undefined;
    },
    answer: async ({ method, params }, result): Promise<unknown> => {
      // It has been taken, and another answers that it had it already.
      if (isSend(method) && happens("already known", OFTEN * 2n)) throw refusal("already known");
      if (isSend(method) && happens("nonce too low", OFTEN * 2n)) throw refusal("nonce too low: next nonce 9, tx 8");
      if (method === "eth_getTransactionReceipt" && happens("late receipt", OFTEN)) return null;
      if (!state.isCaughtUp && params.at(-1) === "latest" && /eth_(getCode|call|getTransactionCount)/.test(method)) {
        const head = Number(await chain.request({ method: "eth_blockNumber" }));
        if (head > 0 && happens("a block behind", SELDOM / 2n)) {
          const before = `0x${(head - 1).toString(16)}`;
          return chain.request({ method, params: [...params.slice(0, -1), before] }) as Promise<unknown>;
        }
      }
      return result;
    },
  };
  return { faults, count, state };
}

const deployer = localAccount(0);
const parameters = parseParameters(local(localAccounts().map(({ address }) => address)));

/** The protocol and one vault more, by the deployer's key alone. */
async function deployBoth<T extends string>(connection: NetworkConnection<T>) {
  const options = { memory: forgetful(), patience: PATIENCE };
  const protocol = await deployProtocol(connection, { ...options, parameters });
  const own = { ...parameters, vault: { ...parameters.vault, name: "Second Vault", symbol: "gpuTWO" } };
  const made = { ...options, name: "SecondVault", number: 2, deployer: deployer.address };
  const { addresses } = await deployVault(connection, protocol.addresses, own, made);
  const all = { ...protocol.addresses, ...addresses };
  const second = { name: "second", number: 2, addresses: all, parameters: own };
  return { protocol, second: { ...second, contracts: await attachProtocol(connection, all) } };
}

describe("a deployment through a node that loses, limits, lags and refuses", () => {
  let plain: Awaited<ReturnType<typeof deployBoth>>;
  let transactions: number;
  before(async () => {
    const connection = await network.create();
    plain = await deployBoth(connection);
    transactions = await connection.ethers.provider.getTransactionCount(deployer);
  });

  for (const seed of SEEDS) {
    it(`ends as through any other, and sends nothing twice (seed ${seed})`, async function () {
      this.timeout(300_000);
      const chain = await network.create();
      const { faults, count, state } = faultsOf(chain.provider, seed);
      const node = await serveFaulty(chain.provider, faults);
      const override = { url: node.url, chainId: 31_337, accounts: [deployer.privateKey] };
      const connection = await network.create({ network: "sepolia", override });

      try {
        const { protocol, second } = await deployBoth(connection);
        state.isCaughtUp = true;

        expect(await checkDeployment(connection.ethers.provider, protocol, 0, [second])).to.deep.equal([]);
        expect(protocol.addresses).to.deep.equal(plain.protocol.addresses);
        expect(second.addresses).to.deep.equal(plain.second.addresses);
        expect(await chain.ethers.provider.getTransactionCount(deployer)).to.equal(transactions);
        expect([...count.keys()]).to.include.members(["lost answer", "late receipt", "a block behind"]);
      } finally {
        if (process.env.FAULT_SEEDS !== undefined) console.log(count);
        await connection.close();
        await node.close();
      }
    });
  }
});
