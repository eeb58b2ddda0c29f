import { encodeFunctionData, parseEventLogs, type Address, type Hex } from "viem";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { vaultRouterAbi } from "@gpu-yield-vaults/sdk/abi/VaultRouter";
import type { Tokens } from "../chain/readTokens";
import { formatAmount, formatExact } from "../format/amount";
import { approveSteps } from "./approveSteps";
import type { Call, Flow, FlowRow, FlowStep } from "./flow";
import { logsOf, proven } from "./receiptEvent";
import { PERMIT_LIFETIME, signPermit, type SignedPermit } from "./signPermit";
import { atLeast, atMost } from "./slippage";

export type WithdrawInput = {
  vault: Address;
  /** Bounds what a withdrawal of an exact sum may cost. */
  router: Address;
  tokens: Tokens;
  account: Address;
  /** A sum of the asset, or all shares: redeeming everything leaves no dust behind. */
  request:
    { kind: "assets"; assets: bigint; previewShares: bigint } | { kind: "all"; shares: bigint; previewAssets: bigint };
  /** Shares that the router may burn. */
  shareAllowance: bigint;
  /** A contract cannot, and some wallets are known not to. */
  canSignPermit: boolean;
  /** Unix seconds: the later of the chain's clock and the machine's. */
  now: number;
};

type Plan = { title: string; summary: FlowRow[]; before: FlowStep[]; call: () => Call; usesPermit: boolean };

/** An instant withdrawal from the vault's cash. */
export function withdrawFlow(input: WithdrawInput): Flow {
  const { vault, tokens, request } = input;
  const { asset, share } = tokens;
  const { title, summary, before, call, usesPermit } =
    request.kind === "all" ? planOfAll(input, request) : planOfSum(input, request);
  return {
    id: "withdraw",
    title,
    summary,
    steps: [
      ...before,
      {
        id: "withdraw",
        kind: "transaction",
        label: title,
        explanation: "Burns the shares and pays you from the vault's cash in the same transaction.",
        call,
      },
    ],
    otherWay: usesPermit ? { token: share.address, flow: withdrawFlow({ ...input, canSignPermit: false }) } : undefined,
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: gpuYieldVaultAbi, eventName: "Withdraw", logs: logsOf(receipt, vault) });
      const { args } = proven(log, "withdrawal");
      return [
        { label: "Received", value: `${formatExact(args.assets, asset.decimals)} ${asset.symbol}` },
        { label: "Gave", value: `${formatAmount(args.shares, share.decimals, 6)} ${share.symbol}` },
      ];
    },
  };
}

/** The vault itself bounds what shares have to bring. */
function planOfAll(
  { vault, tokens, account }: WithdrawInput,
  { shares, previewAssets }: Extract<WithdrawInput["request"], { kind: "all" }>,
): Plan {
  const money = moneyOf(tokens);
  const least = atLeast(previewAssets);
  return {
    title: "Withdraw everything",
    summary: [
      { label: "You give", value: sharesOf(tokens)(shares) },
      { label: "You receive about", value: money(previewAssets) },
      {
        label: "At the least",
        value: money(least),
        note: "0.1 % below the preview; for less the withdrawal does not happen.",
      },
    ],
    before: [],
    usesPermit: false,
    call: () => ({
      to: vault,
      data: encodeFunctionData({
        abi: gpuYieldVaultAbi,
        functionName: "redeemWithMinAssets",
        args: [shares, account, account, least],
      }),
    }),
  };
}

/**
 * The router bounds what an exact sum may cost: it is allowed that many shares, by a signature where the account can
 * sign.
 */
function planOfSum(
  { vault, router, tokens, account, shareAllowance, canSignPermit, now }: WithdrawInput,
  { assets, previewShares }: Extract<WithdrawInput["request"], { kind: "assets" }>,
): Plan {
  const { share, sharePermit } = tokens;
  const shown = sharesOf(tokens);
  const most = atMost(previewShares);
  const isApproved = shareAllowance >= most;
  const withdraw = encodeFunctionData({
    abi: vaultRouterAbi,
    functionName: "withdraw",
    args: [vault, account, assets, most],
  });

  let permit: SignedPermit | undefined;
  const before: FlowStep[] = [];
  if (!isApproved && canSignPermit && sharePermit !== undefined) {
    before.push({
      id: "permit",
      kind: "signature",
      label: "Sign the permission",
      explanation:
        `Lets the router burn at most ${shown(most)} of yours within an hour, for you alone. A ` +
        "signature costs nothing.",
      sign: async (context) => {
        permit = await signPermit(context, sharePermit, router, most, BigInt(now + PERMIT_LIFETIME));
      },
    });
  } else if (!isApproved) {
    before.push(
      ...approveSteps({
        token: share.address,
        spender: router,
        amount: most,
        shown: shown(most),
        allowance: shareAllowance,
      }),
    );
  }
  return {
    title: `Withdraw ${moneyOf(tokens)(assets)}`,
    summary: [
      { label: "You receive", value: moneyOf(tokens)(assets) },
      { label: "You give about", value: shown(previewShares) },
      {
        label: "At the most",
        value: shown(most),
        note: "0.1 % above the preview; for more the withdrawal does not happen.",
      },
    ],
    before,
    usesPermit: before.some(({ kind }) => kind === "signature"),
    call: () => ({ to: router, data: permit ? multicall(vault, most, permit, withdraw) : withdraw }),
  };
}

function multicall(vault: Address, shares: bigint, { deadline, v, r, s }: SignedPermit, withdraw: Hex): Hex {
  const permit = encodeFunctionData({
    abi: vaultRouterAbi,
    functionName: "selfPermit",
    args: [vault, shares, deadline, v, r, s],
  });
  return encodeFunctionData({ abi: vaultRouterAbi, functionName: "multicall", args: [[permit, withdraw]] });
}

function moneyOf({ asset }: Tokens): (units: bigint) => string {
  return (units) => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
}

function sharesOf({ share }: Tokens): (units: bigint) => string {
  return (units) => `${formatAmount(units, share.decimals, 4)} ${share.symbol}`;
}
