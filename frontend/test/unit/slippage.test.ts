import { expect } from "chai";
import { decodeFunctionData, type Abi, type Address } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { vaultRouterAbi } from "@gpu-yield-vaults/sdk/abi/VaultRouter";
import type { Tokens } from "../../src/lib/chain/readTokens";
import { depositFlow } from "../../src/lib/flows/depositFlow";
import type { Call, Flow, FlowContext } from "../../src/lib/flows/flow";
import { withdrawFlow } from "../../src/lib/flows/withdrawFlow";

const address = (digit: string): Address => `0x${digit.repeat(40)}`;
const [VAULT, ROUTER, ACCOUNT] = ["1", "2", "3"].map(address) as [Address, Address, Address];
const TOKENS: Tokens = {
  asset: { address: address("4"), name: "Test Dollar", symbol: "tUSD", decimals: 6 },
  share: { address: VAULT, name: "Shares", symbol: "gpuUSD", decimals: 18 },
};
const PLENTY = 10n ** 30n;

/** The last call of a flow, as it is sent. */
async function lastCall({ steps }: Flow, abi: Abi): Promise<unknown> {
  const step = steps.at(-1);
  if (step?.kind !== "transaction") throw new Error("the flow ends with no transaction");
  const { data }: Call = await step.call({} as FlowContext);
  const { functionName, args } = decodeFunctionData({ abi, data });
  return [functionName, ...(args ?? [])];
}

describe("what is sent bounds how far a price may move since the preview, by 0.1 %", () => {
  const common = { vault: VAULT, router: ROUTER, tokens: TOKENS, account: ACCOUNT, canSignPermit: false, now: 0 };
  const leaving = { ...common, shareAllowance: PLENTY };

  it("for a deposit: shares, at the least, rounded down", async () => {
    const flow = depositFlow({ ...common, assets: 5n, previewShares: 1_000_001n, allowance: PLENTY });
    expect(await lastCall(flow, gpuYieldVaultAbi)).to.deep.equal(["depositWithMinShares", 5n, ACCOUNT, 999_000n]);
  });

  it("for all shares: money, at the least, rounded down", async () => {
    const flow = withdrawFlow({ ...leaving, request: { kind: "all", shares: 7n, previewAssets: 1_999n } });
    expect(await lastCall(flow, gpuYieldVaultAbi)).to.deep.equal(["redeemWithMinAssets", 7n, ACCOUNT, ACCOUNT, 1_997n]);
  });

  it("for an exact sum: shares, at the most, rounded up", async () => {
    const flow = withdrawFlow({ ...leaving, request: { kind: "assets", assets: 9n, previewShares: 1_000_001n } });
    expect(await lastCall(flow, vaultRouterAbi)).to.deep.equal(["withdraw", VAULT, ACCOUNT, 9n, 1_001_002n]);
  });
});
