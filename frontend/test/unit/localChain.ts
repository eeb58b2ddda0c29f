import { artifacts, network } from "hardhat";
import type { EthereumProvider } from "hardhat/types/providers";
import { createWalletClient, custom, publicActions, type Address, type Hex } from "viem";
import { hardhat } from "viem/chains";

/** A chain of this process with a test dollar, and a client whose accounts the chain unlocks. */
export type LocalChain = {
  provider: EthereumProvider;
  client: ReturnType<typeof clientOf>;
  accounts: readonly Address[];
  token: Address;
};

const clientOf = (provider: EthereumProvider) =>
  createWalletClient({ chain: hardhat, transport: custom(provider, { retryCount: 0 }) }).extend(publicActions);

export async function localChain(): Promise<LocalChain> {
  const { provider } = await network.create();
  const client = clientOf(provider);
  const accounts = await client.getAddresses();
  return { provider, client, accounts, token: await deploy({ client, accounts }, "TestDollar") };
}

/** One of the project's own contracts. */
export async function deploy(
  { client, accounts }: Pick<LocalChain, "client" | "accounts">,
  name: string,
  args: unknown[] = [],
): Promise<Address> {
  const [account] = accounts;
  const { abi, bytecode } = await artifacts.readArtifact(name);
  if (!account) throw new Error("the chain has no account");
  const hash = await client.deployContract({ account, abi, bytecode: bytecode as Hex, args });
  const { contractAddress } = await client.getTransactionReceipt({ hash });
  if (!contractAddress) throw new Error(`${name} was not deployed`);
  return contractAddress;
}
