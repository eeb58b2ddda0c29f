import { collateralEscrowAbi } from "@gpu-yield-vaults/sdk/abi/CollateralEscrow";
import { reporterStakesAbi } from "@gpu-yield-vaults/sdk/abi/ReporterStakes";
import type { RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { formatExact } from "../format/amount";
import { formatDateTime } from "../format/time";
import { approveSteps } from "./approveSteps";
import type { Flow } from "./flow";
import { oneCall } from "./oneCall";
import { logsOf, proven } from "./receiptEvent";

/** The dollar that stakes are in. */
export type Dollar = { address: Address; decimals: number; symbol: string };

const moneyIn =
  ({ decimals, symbol }: Pick<Dollar, "decimals" | "symbol">) =>
  (units: bigint): string =>
    `${formatExact(units, decimals)} ${symbol}`;

type Stake = { stakes: Address; stakeEscrow: Address; dollar: Dollar; amount: bigint; allowance: bigint };

/** What a reporter has to lose. */
export function postStakeFlow({ stakes, stakeEscrow, dollar, amount, allowance }: Stake): Flow {
  const money = moneyIn(dollar);
  const shown = money(amount);
  return oneCall({
    id: "postStake",
    title: `Stake ${shown}`,
    summary: [
      { label: "You put up", value: shown, note: "Challengers who show that what you signed is false are paid of it." },
    ],
    explanation: "Adds to your stake; with the least stake your seat may sign.",
    before: approveSteps({ token: dollar.address, spender: stakeEscrow, amount, shown, allowance }),
    to: stakes,
    data: encodeFunctionData({ abi: reporterStakesAbi, functionName: "post", args: [amount] }),
    verify: (receipt) => {
      const [log] = parseEventLogs({
        abi: reporterStakesAbi,
        eventName: "StakePosted",
        logs: logsOf(receipt, stakes),
      });
      return [{ label: "Your stake", value: money(proven(log, "stake").args.stake) }];
    },
  });
}

/** Gives a seat up: at once inactive, and the stake is free later. */
export function resignFlow({ stakes, freeAt }: { stakes: Address; freeAt: number }): Flow {
  return oneCall({
    id: "resign",
    title: "Give the seat up",
    summary: [{ label: "Your stake is free", value: `about ${formatDateTime(freeAt)}` }],
    explanation: "Your seat signs nothing from this second on, until you stake again.",
    to: stakes,
    data: encodeFunctionData({ abi: reporterStakesAbi, functionName: "resign" }),
    verify: (receipt) => {
      const [log] = parseEventLogs({
        abi: reporterStakesAbi,
        eventName: "ReporterLeft",
        logs: logsOf(receipt, stakes),
      });
      return [{ label: "Your stake is free", value: formatDateTime(proven(log, "resignation").args.freeAt) }];
    },
  });
}

type Unstake = { stakes: Address; dollar: Dollar; amount: bigint; receiver: Address };

/** A free stake back to who had put it up. */
export function withdrawStakeFlow({ stakes, dollar, amount, receiver }: Unstake): Flow {
  const money = moneyIn(dollar);
  return oneCall({
    id: "withdrawStake",
    title: `Take ${money(amount)} back`,
    summary: [{ label: "You receive", value: money(amount) }],
    explanation: "Pays your free stake out to your account.",
    to: stakes,
    data: encodeFunctionData({ abi: reporterStakesAbi, functionName: "withdraw", args: [amount, receiver] }),
    verify: (receipt) => {
      const [log] = parseEventLogs({
        abi: reporterStakesAbi,
        eventName: "StakeWithdrawn",
        logs: logsOf(receipt, stakes),
      });
      const { args } = proven(log, "withdrawal");
      return [
        { label: "Received", value: money(args.amount) },
        { label: "Left at stake", value: money(args.stake) },
      ];
    },
  });
}

type Credit = {
  escrow: Address;
  unit: Pick<Dollar, "decimals" | "symbol">;
  amount: bigint;
  account: Address;
  of: string;
};

/** What an escrow keeps for an account: bonds that came back, awards, fees. */
export function claimCreditFlow({ escrow, unit, amount, account, of }: Credit): Flow {
  const money = moneyIn(unit);
  return oneCall({
    id: "claimCredit",
    title: `Claim ${money(amount)}`,
    summary: [{ label: "You receive", value: money(amount), note: of }],
    explanation: "Pays out what the escrow keeps for your account.",
    to: escrow,
    data: encodeFunctionData({ abi: collateralEscrowAbi, functionName: "claim", args: [account] }),
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: collateralEscrowAbi, eventName: "Claimed", logs: logsOf(receipt, escrow) });
      return [{ label: "Received", value: money(proven(log, "claim").args.amount) }];
    },
  });
}

type Award = {
  stakes: Address;
  disputes: Address;
  dispute: bigint;
  disputed: RevenueReport;
  standing: RevenueReport;
  dollar: Pick<Dollar, "decimals" | "symbol">;
};

/** Has challengers paid out of the stakes of who signed. Anyone may. */
export function claimAwardFlow({ stakes, disputes, dispute, disputed, standing, dollar }: Award): Flow {
  const money = moneyIn(dollar);
  return oneCall({
    id: "claimAward",
    title: "Award the challengers",
    summary: [{ label: "Of", value: `dispute ${dispute}, period ${disputed.period} of cluster ${disputed.cluster}` }],
    explanation: "Takes the award out of the stakes of who signed, and credits it to who earned it.",
    to: stakes,
    data: encodeFunctionData({
      abi: reporterStakesAbi,
      functionName: "claimAward",
      args: [disputes, dispute, disputed, standing],
    }),
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: reporterStakesAbi, eventName: "AwardPaid", logs: logsOf(receipt, stakes) });
      return [{ label: "Credited to challengers", value: money(proven(log, "award").args.amount) }];
    },
  });
}
