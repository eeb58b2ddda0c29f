import { reportDisputesAbi } from "@gpu-yield-vaults/sdk/abi/ReportDisputes";
import { ascending, type ReportSignature, type RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { encodeFunctionData, parseEventLogs, stringToHex, type Address, type Hex, type TransactionReceipt } from "viem";
import type { Token } from "../chain/readTokens";
import { fieldWords } from "../disputes/fields";
import { formatExact } from "../format/amount";
import { formatDateTime } from "../format/time";
import { approveSteps } from "./approveSteps";
import type { Flow, FlowRow } from "./flow";
import { oneCall } from "./oneCall";
import { logsOf, proven } from "./receiptEvent";

/** A report that is doubted, and where. */
export type DisputePlace = { disputes: Address; cluster: bigint; clusterName: string; period: number };

const nameOf = ({ clusterName, period }: DisputePlace): string => `${clusterName}, period ${period}`;

type Challenge = DisputePlace & {
  escrow: Address;
  asset: Token;
  revision: number;
  /** The report's field that is false. */
  field: string;
  evidenceHash: Hex;
  bond: bigint;
  /** What the escrow may already take. */
  allowance: bigint;
};

/** Says that a field of a pending report is false, and puts up a bond on that. */
export function challengeFlow(input: Challenge): Flow {
  const { disputes, escrow, asset, cluster, period, revision, field, evidenceHash, bond, allowance } = input;
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  const shown = money(bond);
  return oneCall({
    id: "challenge",
    title: "Challenge the report",
    summary: [
      { label: "Of", value: nameOf(input) },
      { label: "Said to be false", value: fieldWords(field) },
      { label: "You put up", value: shown, note: "Forfeited to the vault where the arbiter finds the report true." },
    ],
    explanation: "Holds the report up until it is corrected, decided, or a deadline has passed.",
    before: approveSteps({ token: asset.address, spender: escrow, amount: bond, shown, allowance }),
    to: disputes,
    data: encodeFunctionData({
      abi: reportDisputesAbi,
      functionName: "challenge",
      args: [cluster, period, revision, stringToHex(field, { size: 32 }), evidenceHash],
    }),
    verify: (receipt) => {
      const logs = logsOf(receipt, disputes);
      const [log] = parseEventLogs({ abi: reportDisputesAbi, eventName: "Challenged", logs });
      const { args } = proven(log, "challenge");
      const [opened] = parseEventLogs({ abi: reportDisputesAbi, eventName: "DisputeOpened", logs });
      return [
        { label: "Dispute", value: String(args.dispute) },
        { label: "Your bond", value: money(args.bond) },
        ...(opened ? [{ label: "Reporters answer before", value: formatDateTime(opened.args.answerBy) }] : []),
      ];
    },
  });
}

type Defence = DisputePlace & { reporterSet: number; signatures: readonly ReportSignature[] };

/** A quorum's word that a disputed report is true. Anyone may bring it. */
export function defendFlow(input: Defence): Flow {
  const { disputes, cluster, period, reporterSet } = input;
  const signatures = ascending(input.signatures);
  return oneCall({
    id: "defend",
    title: "Defend the report",
    summary: [
      { label: "Of", value: nameOf(input) },
      { label: "Signatures", value: String(signatures.length) },
    ],
    explanation: "From here on the arbiter decides; where it stays silent, the challengers have won.",
    to: disputes,
    data: encodeFunctionData({
      abi: reportDisputesAbi,
      functionName: "defend",
      args: [
        cluster,
        period,
        reporterSet,
        signatures.map(({ signer }) => signer),
        signatures.map(({ signature }) => signature),
      ],
    }),
    verify: (receipt) => {
      const [log] = parseEventLogs({
        abi: reportDisputesAbi,
        eventName: "Defended",
        logs: logsOf(receipt, disputes),
      });
      return [{ label: "The arbiter decides before", value: formatDateTime(proven(log, "defence").args.arbiterBy) }];
    },
  });
}

type Correction = {
  disputes: Address;
  report: RevenueReport;
  signatures: readonly ReportSignature[];
  asset: Token;
  /** By the cluster. */
  names: ReadonlyMap<bigint, string>;
};

/** Answers a dispute with the next revision of the report, signed by a quorum: the challengers have won. */
export function correctFlow({ disputes, report, signatures: given, asset, names }: Correction): Flow {
  const signatures = ascending(given);
  const { cluster, period, revision, gross } = report;
  return oneCall({
    id: "correct",
    title: "Correct the report",
    summary: [
      { label: "Of", value: `${names.get(cluster) ?? `cluster ${cluster}`}, period ${period}` },
      {
        label: "Billed",
        value: `${formatExact(gross, asset.decimals)} ${asset.symbol}`,
        note: `By revision ${revision}; it takes the long window.`,
      },
      { label: "Signatures", value: String(signatures.length) },
    ],
    explanation: "Ends the dispute for its challengers: their bonds come back.",
    to: disputes,
    data: encodeFunctionData({
      abi: reportDisputesAbi,
      functionName: "correct",
      args: [report, signatures.map(({ signer }) => signer), signatures.map(({ signature }) => signature)],
    }),
    verify: (receipt) => ended(receipt, disputes, asset),
  });
}

/** The arbiter's word on a report that its reporters defend. */
export function decideFlow(input: DisputePlace & { asset: Token; reportStands: boolean }): Flow {
  const { disputes, cluster, period, asset, reportStands } = input;
  return oneCall({
    id: "decide",
    title: reportStands ? "Find the report true" : "Find the report false",
    summary: [
      { label: "Of", value: nameOf(input) },
      {
        label: "The challengers’ bonds",
        value: reportStands ? "are forfeited to the vault" : "go back",
        note: reportStands ? "It is not challenged again." : "It is void, and awaits its next revision.",
      },
    ],
    explanation: "Ends the dispute. Nobody can take it back.",
    to: disputes,
    data: encodeFunctionData({
      abi: reportDisputesAbi,
      functionName: "decide",
      args: [cluster, period, reportStands],
    }),
    verify: (receipt) => ended(receipt, disputes, asset),
  });
}

/** Ends a dispute in which somebody let a deadline pass, or whose report was voided. Anyone may. */
export function endDisputeFlow(input: DisputePlace & { asset: Token; how: "timeout" | "close" }): Flow {
  const { disputes, cluster, period, asset, how } = input;
  return oneCall({
    id: "endDispute",
    title: "End the dispute",
    summary: [
      { label: "Of", value: nameOf(input) },
      { label: "Why", value: how === "timeout" ? "a deadline has passed in silence" : "the report was voided" },
    ],
    explanation: "The challengers’ bonds go back.",
    to: disputes,
    data: encodeFunctionData({ abi: reportDisputesAbi, functionName: how, args: [cluster, period] }),
    verify: (receipt) => ended(receipt, disputes, asset),
  });
}

const OUTCOMES = [
  ...["none", "open", "defended", "the report is true", "the report was false", "the report was corrected", "closed"],
] as const;

function ended(receipt: TransactionReceipt, disputes: Address, asset: Token): FlowRow[] {
  const [log] = parseEventLogs({
    abi: reportDisputesAbi,
    eventName: "DisputeEnded",
    logs: logsOf(receipt, disputes),
  });
  const { outcome, returned } = proven(log, "end of the dispute").args;
  return [
    { label: "Outcome", value: OUTCOMES[outcome] ?? "ended" },
    { label: "Bonds given back", value: `${formatExact(returned, asset.decimals)} ${asset.symbol}` },
  ];
}
