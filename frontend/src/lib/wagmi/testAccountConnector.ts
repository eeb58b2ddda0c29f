import {
  createWalletClient,
  getAddress,
  http,
  numberToHex,
  SwitchChainError,
  type Chain,
  type EIP1193RequestFn,
  type Hex,
  type RpcTransactionRequest,
  type TypedDataDefinition,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { createConnector } from "wagmi";
import { LOCAL_CHAIN_ID, type TestAccount } from "../config/deployment";

testAccountConnector.type = "testAccount" as const;

/** What is remembered across reloads: which account was chosen, never its key. */
type ChosenAccount = { testAccount: string };

/**
 * A published test account as a wallet, so that the local chain can be tried without installing one. It signs at once
 * and asks nothing. Refuses to exist on any chain but 31337.
 */
export function testAccountConnector({ label, address, privateKey }: TestAccount, chain: Chain) {
  if (chain.id !== LOCAL_CHAIN_ID) throw new Error(`Test accounts exist on chain ${LOCAL_CHAIN_ID} only.`);
  const account = privateKeyToAccount(privateKey);
  const wallet = createWalletClient({ account, chain, transport: http() });

  const request = (async ({ method, params }: { method: string; params?: readonly unknown[] }) => {
    switch (method) {
      case "eth_accounts":
      case "eth_requestAccounts":
        return [account.address];
      case "eth_chainId":
        return numberToHex(chain.id);
      case "eth_sendTransaction": {
        const { to, data, value, gas } = (params as [RpcTransactionRequest])[0];
        return wallet.sendTransaction({
          to,
          data,
          value: value === undefined ? undefined : BigInt(value),
          gas: gas === undefined ? undefined : BigInt(gas),
        });
      }
      case "eth_signTypedData_v4":
        return account.signTypedData(JSON.parse((params as [Hex, string])[1]) as TypedDataDefinition);
      case "personal_sign":
        return account.signMessage({ message: { raw: (params as [Hex])[0] } });
      default:
        return wallet.request({ method, params } as Parameters<typeof wallet.request>[0]);
    }
  }) as EIP1193RequestFn;
  const provider = { request };

  const id = `test-${getAddress(address)}`;
  return createConnector<typeof provider, Record<string, unknown>, ChosenAccount>((config) => ({
    id,
    name: label,
    type: testAccountConnector.type,
    // An EIP-1193 wallet would ask its owner here; a test account has nobody to ask.
    connect: (async () => {
      await config.storage?.setItem("testAccount", id);
      return { accounts: [account.address], chainId: chain.id };
    }) as ReturnType<Parameters<typeof createConnector>[0]>["connect"],
    disconnect: async () => {
      await config.storage?.removeItem("testAccount");
    },
    getAccounts: () => Promise.resolve([account.address]),
    getChainId: () => Promise.resolve(chain.id),
    getProvider: () => Promise.resolve(provider),
    // After a reload: only the one that was chosen before.
    isAuthorized: async () => (await config.storage?.getItem("testAccount")) === id,
    switchChain: ({ chainId }) =>
      chainId === chain.id
        ? Promise.resolve(chain)
        : Promise.reject(new SwitchChainError(new Error("A test account knows the local chain only."))),
    onAccountsChanged: () => undefined,
    onChainChanged: () => undefined,
    onDisconnect: () => config.emitter.emit("disconnect"),
  }));
}
