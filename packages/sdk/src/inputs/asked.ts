import type { AbiParameter } from "viem";
import { entryOf, functionOf, type Action } from "../actions/action.ts";
import type { Kind, SingleKind } from "../actions/kinds.ts";

/** One parameter of a function, as somebody is asked for it. */
export type Asked = { parameter: AbiParameter; name: string; kind: Kind };

/** How a value is written: in a word or two, and with its unit. */
export const WRITTEN: Readonly<Record<SingleKind, readonly [placeholder: string, words: string]>> = {
  money: ["amount", "whole units of the asset, as 1250000.50"],
  wholeMoney: ["tokens", "whole tokens of the asset"],
  tokenUnits: ["units", "base units of the token"],
  shares: ["shares", "whole shares, as 1000.25"],
  moment: ["moment", "2026-01-31T00:00:00Z, or unix seconds"],
  length: ["length", "as 2d, 6h, 90min, 2d6h"],
  cluster: ["id", "number of the cluster's title"],
  request: ["id", "of the requests: twice their epoch, and one more at any price"],
  role: ["role", "as guardian, or curator:2 for that of vault 2"],
  count: ["number", "how many"],
  number: ["number", "its number"],
  bid: ["number", "in the unit of the term it becomes: 10^18 = 100 % a year, base units a period, bps"],
  bps: ["percent", "as 12.5%"],
  fraction: ["percent", "as 12.5%"],
  rate: ["percent", "a year, as 8.25%"],
  gpuSeconds: ["number", "GPU-seconds"],
  wattHours: ["number", "Wh"],
  watts: ["number", "W"],
  seats: ["number", "bit i for seat i"],
  form: ["form", "revenue-share, loan or lease"],
  milestone: ["milestone", "ordered, delivered or in-service"],
  hash: ["hash", "0x and 32 bytes"],
  name: ["name", "as the contracts keep it, up to 32 letters"],
  account: ["address", "or what the list of contracts calls it, or none"],
  sender: ["address", "the sender unless told"],
  contract: ["address", "or what the list of contracts calls it"],
  selector: ["selector", "0x and 4 bytes"],
  bytes: ["bytes", "hexadecimal"],
  yesNo: ["yes|no", ""],
  text: ["text", ""],
};

/** What a function asks for; its vault is known wherever one acts. */
export function askedBy(action: Pick<Action, "contract" | "name">): readonly Asked[] {
  const kinds = entryOf(action.contract, action.name)?.kinds ?? {};
  return functionOf(action)
    .inputs.filter(({ name }) => name !== "vault")
    .flatMap((parameter) => {
      const { name = "" } = parameter;
      const kind = kinds[name];
      return kind ? [{ parameter, name, kind }] : [];
    });
}

/** Whether the vault itself is one of a function's parameters. */
export const namesVault = (action: Pick<Action, "contract" | "name">): boolean =>
  functionOf(action).inputs.some(({ name }) => name === "vault");
