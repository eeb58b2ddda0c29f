import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import type { Tokens } from "../chain/readTokens";
import { formatAmount, formatExact } from "../format/amount";
import { approveSteps } from "./approveSteps";
import type { Flow, FlowStep } from "./flow";
import { logsOf, proven } from "./receiptEvent";
import { PERMIT_LIFETIME, signPermit, type SignedPermit } from "./signPermit";
import { atLeast } from "./slippage";

export type DepositInput = {
  vault: Address;
  tokens: Tokens;
  account: Address;
  assets: bigint;
  /** The vault's own preview for `assets`. */
  previewShares: bigint;
  /** What the vault may already take. */
  allowance: bigint;
  /** A contract cannot, and some wallets are known not to. */
  canSignPermit: boolean;
  /** Unix seconds: the later of the chain's clock and the machine's. */
  now: number;
};

/** A deposit: with a signed permit where the asset knows EIP-2612, else with an approval of exactly the amount. */
export function depositFlow(input: DepositInput): Flow {
  const { vault, tokens, account, assets, previewShares, allowance, canSignPermit, now } = input;
  const { asset, share, permit: domain } = tokens;
  const minShares = atLeast(previewShares);
  const shown = `${formatExact(assets, asset.decimals)} ${asset.symbol}`;
  const isApproved = allowance >= assets;
  const usesPermit = !isApproved && canSignPermit && domain !== undefined;

  let permit: SignedPermit | undefined;
  const steps: FlowStep[] = [];
  if (usesPermit) {
    steps.push({
      id: "permit",
      kind: "signature",
      label: "Sign the permission",
      explanation: `Lets the vault take exactly ${shown} within an hour. A signature costs nothing.`,
      sign: async (context) => {
        permit = await signPermit(context, domain, vault, assets, BigInt(now + PERMIT_LIFETIME));
      },
    });
  } else if (!isApproved) {
    steps.push(...approveSteps({ token: asset.address, spender: vault, amount: assets, shown, allowance }));
  }
  steps.push({
    id: "deposit",
    kind: "transaction",
    label: `Deposit ${shown}`,
    explanation: "Mints the shares to your account, or changes nothing.",
    call: () => ({
      to: vault,
      data: permit
        ? encodeFunctionData({
            abi: gpuYieldVaultAbi,
            functionName: "depositWithPermit",
            args: [assets, account, minShares, permit.deadline, permit.v, permit.r, permit.s],
          })
        : encodeFunctionData({
            abi: gpuYieldVaultAbi,
            functionName: "depositWithMinShares",
            args: [assets, account, minShares],
          }),
    }),
  });

  return {
    id: "deposit",
    title: `Deposit ${shown}`,
    summary: [
      { label: "You pay", value: shown },
      { label: "You receive about", value: `${formatAmount(previewShares, share.decimals, 4)} ${share.symbol}` },
      {
        label: "At the least",
        value: `${formatAmount(minShares, share.decimals, 4)} ${share.symbol}`,
        note: "0.1 % below the preview; with fewer the deposit does not happen.",
      },
    ],
    steps,
    otherWay: usesPermit ? { token: asset.address, flow: depositFlow({ ...input, canSignPermit: false }) } : undefined,
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: gpuYieldVaultAbi, eventName: "Deposit", logs: logsOf(receipt, vault) });
      const { args } = proven(log, "deposit");
      return [
        { label: "Paid", value: `${formatExact(args.assets, asset.decimals)} ${asset.symbol}` },
        { label: "Received", value: `${formatAmount(args.shares, share.decimals, 6)} ${share.symbol}` },
      ];
    },
  };
}
