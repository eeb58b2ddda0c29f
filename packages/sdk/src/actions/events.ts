import { decodeEventLog, type Abi, type Hex } from "viem";
import { ABIS } from "../abi/all.ts";
import type { Say } from "../errors/sentence.ts";
import { CONTRACT_KEYS, type ContractKey } from "../protocol.ts";
import type { Addresses } from "./action.ts";
import type { SingleKind } from "./kinds.ts";
import { listed, showValue } from "./words.ts";

/** Something that happened, by the contract that told it. */
export type ActionEvent = {
  contract: ContractKey;
  name: string;
  args: Readonly<Record<string, unknown>>;
};

type Log = { address: string; topics: readonly string[]; data: string };

/** What of a transaction's logs is of contracts that are known, in order. */
export function eventsIn(logs: readonly Log[], addresses: Addresses): readonly ActionEvent[] {
  return logs.flatMap(({ address, topics, data }) => {
    const contract = CONTRACT_KEYS.find((key) => addresses[key]?.toLowerCase() === address.toLowerCase());
    if (contract === undefined) return [];
    try {
      const abi: Abi = ABIS[contract];
      const told = decodeEventLog({ abi, data: data as Hex, topics: topics as [Hex, ...Hex[]] });
      // What viem says of an ABI that it does not know by its type.
      const { eventName: name, args } = told as unknown as { eventName: string; args?: ActionEvent["args"] };
      return [{ contract, name, args: args ?? {} }];
    } catch {
      return []; // an event of another token at the asset's place
    }
  });
}

/** What parameters of events say, where their names are enough to tell; others are shown as they are. */
const KINDS: Readonly<Record<string, SingleKind>> = {
  cluster: "cluster",
  tokenId: "cluster",
  requestId: "request",
  roleId: "role",
  amount: "money",
  assets: "money",
  cost: "money",
  price: "money",
  drawn: "money",
  lockbox: "money",
  bond: "money",
  stake: "money",
  recovery: "money",
  forfeited: "money",
  returned: "money",
  shares: "shares",
  pendingShares: "shares",
  inServiceAt: "moment",
  countsUntil: "moment",
  bookableFrom: "moment",
  freeAt: "moment",
  clearsAt: "moment",
  finalAt: "moment",
  answerBy: "moment",
  arbiterBy: "moment",
  endsAt: "moment",
  schedule: "moment",
  delay: "length",
  oldBps: "bps",
  newBps: "bps",
  fraction: "fraction",
  model: "name",
  field: "name",
  signers: "seats",
};

/** `Drawn: cluster 3, amount 1,250,000.00 USDC`: names as the contracts have them. */
export function showEvent({ contract, name, args }: ActionEvent, say: Say): string {
  const facts = Object.entries(args).map(([field, value]) => {
    const kind =
      KINDS[field] ??
      (field === "value" ? kindOfValue(contract, name) : undefined) ??
      (isAddress(value) ? "account" : undefined);
    if (kind === "cluster") return showValue(kind, value, say);
    return `${field} ${kind ? showValue(kind, value, say) : plain(value)}`;
  });
  return facts.length === 0 ? name : `${name}: ${facts.join(", ")}`;
}

/** ERC-20 calls every amount a value. */
function kindOfValue(contract: ContractKey, event: string): SingleKind | undefined {
  if (event !== "Transfer" && event !== "Approval") return undefined;
  return contract === "asset" || contract === "dollar" ? "money" : contract === "vault" ? "shares" : undefined;
}

const isAddress = (value: unknown): boolean => typeof value === "string" && /^0x[0-9a-fA-F]{40}$/.test(value);

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : listed(value.map(plain));
  if (typeof value !== "object" || value === null) return String(value);
  return `(${Object.entries(value)
    .map(([field, inner]) => `${field} ${plain(inner)}`)
    .join(", ")})`;
}
