import { concat, getCreate2Address, id, keccak256, Transaction, toQuantity } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";
import { DeploymentRefused } from "../errors.ts";

/**
 * The deterministic deployment proxy (github.com/Arachnid/deterministic-deployment-proxy), which lies at this address
 * on every public network that is deployed to. It creates what follows a salt, by CREATE2. So an address says what lies
 * there (code, constructor arguments and salt), every address is known before anything is sent, and what is there
 * already is found by looking: the chain is the journal of a deployment.
 */
export const PROXY = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

const PROXY_CODE =
  "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f580" +
  "15156039578182fd5b8082525050506014600cf3";

/** The proxy's own creation: signed once, for every chain, by a key that nobody has. */
const PROXY_CREATION =
  "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffff" +
  "ffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600c" +
  "f31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222" +
  "222222222222222222222222222222222222";

/** Where `initCode` is created under a salt that is made of words. */
export function addressOf(salt: string, initCode: string): string {
  return getCreate2Address(PROXY, id(salt), keccak256(initCode));
}

/** What is sent to the proxy so that it creates `initCode` under that salt. */
export function creationOf(salt: string, initCode: string): string {
  return concat([id(salt), initCode]);
}

/**
 * Brings the proxy in where it is missing: on a chain of tests by putting it there, elsewhere by sending its creation,
 * which `payer` pays for. Refuses where something else lies at its address, or the node takes no transaction that is
 * signed for every chain.
 */
export async function bringProxy(provider: EthereumProvider, isLocal: boolean, payer: string): Promise<void> {
  const code = await codeAt(provider, PROXY);
  if (code === PROXY_CODE) return;
  if (code !== "0x") {
    throw new DeploymentRefused(`What lies at ${PROXY} is not the deterministic deployment proxy.`, [
      "contracts can't be created at addresses that are known beforehand on this chain",
    ]);
  }
  if (isLocal && (await putThere(provider))) return;

  const creation = Transaction.from(PROXY_CREATION);
  const [from, cost] = [creation.from ?? "", creation.gasLimit * (creation.gasPrice ?? 0n)];
  const balance = BigInt(await ask(provider, "eth_getBalance", [from, "latest"]));
  try {
    if (balance < cost) {
      await mined(
        provider,
        await ask(provider, "eth_sendTransaction", [{ from: payer, to: from, value: toQuantity(cost - balance) }]),
      );
    }
    await mined(provider, await ask(provider, "eth_sendRawTransaction", [PROXY_CREATION]));
  } catch (error) {
    throw new DeploymentRefused(`The deterministic deployment proxy is missing at ${PROXY}, and can't be brought in.`, [
      error instanceof Error ? error.message : String(error),
      "use a node that takes transactions signed for every chain (geth: --rpc.allow-unprotected-txs)",
    ]);
  }
  if ((await codeAt(provider, PROXY)) !== PROXY_CODE) {
    throw new DeploymentRefused(`The deterministic deployment proxy did not come to lie at ${PROXY}.`);
  }
}

/** The code at an address; `0x` where there is none. */
export async function codeAt(provider: EthereumProvider, address: string): Promise<string> {
  return ask(provider, "eth_getCode", [address, "latest"]);
}

/** Asks a node for a text. */
export async function ask(provider: EthereumProvider, method: string, params: readonly unknown[]): Promise<string> {
  const answer: unknown = await provider.request({ method, params: [...params] });
  if (typeof answer !== "string") throw new Error(`the node answers ${method} with ${JSON.stringify(answer)}`);
  return answer;
}

async function putThere(provider: EthereumProvider): Promise<boolean> {
  try {
    await provider.request({ method: "hardhat_setCode", params: [PROXY, PROXY_CODE] });
    return true;
  } catch {
    return false; // a node that is no Hardhat's
  }
}

async function mined(provider: EthereumProvider, hash: string): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    if ((await provider.request({ method: "eth_getTransactionReceipt", params: [hash] })) !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${hash} is not mined after a minute`);
}
