import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { facilityOriginationAbi } from "@gpu-yield-vaults/sdk/abi/FacilityOrigination";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

export type DrawInput = {
  origination: Address;
  asset: Token;
  cluster: bigint;
  clusterName: string;
  amount: bigint;
  receiver: Address;
  /** Whether it waits for milestones instead of going to the receiver. */
  waits: boolean;
};

/** The operator takes approved money for hardware. */
export function drawFlow({ origination, asset, cluster, clusterName, amount, receiver, waits }: DrawInput): Flow {
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  return {
    id: "draw",
    title: `Draw ${money(amount)}`,
    summary: [
      waits
        ? { label: "The draw escrow keeps", value: money(amount), note: "Each one that is attested earns its part." }
        : { label: "You receive", value: money(amount) },
      {
        label: "For the hardware of",
        value: clusterName,
        note: "Cash of the vault becomes hardware; its price does not move.",
      },
    ],
    steps: [
      {
        id: "draw",
        kind: "transaction",
        label: `Draw ${money(amount)}`,
        explanation: waits
          ? "Moves the amount from the vault's cash into the draw escrow."
          : "Pays the amount from the vault's cash to your account.",
        call: () => ({
          to: origination,
          data: encodeFunctionData({
            abi: facilityOriginationAbi,
            functionName: "draw",
            args: [cluster, amount, receiver],
          }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({
        abi: facilityOriginationAbi,
        eventName: "Drawn",
        logs: logsOf(receipt, origination),
      });
      const { args } = proven(log, "draw");
      return [
        { label: "Drawn", value: money(args.amount) },
        { label: "Drawn in all", value: money(args.cost) },
      ];
    },
  };
}
