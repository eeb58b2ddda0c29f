import {
  entryOf,
  functionOf,
  isList,
  type Action,
  type ActingKey,
  type Kind,
  type SingleKind,
} from "@gpu-yield-vaults/sdk/actions";
import { Option } from "commander";
import type { AbiParameter } from "viem";

/** One parameter of a function, as the command line asks for it. */
export type Asked = {
  parameter: AbiParameter;
  name: string; // the function's own
  option: string; // camel case, as commander keeps it
  kind: Kind;
};

/** What would be taken for an option of every command, or says little. */
const OTHER_NAMES: Readonly<Record<string, string>> = { from: "owner", yes: "givenUp", a: "attestation" };

const HOW: Readonly<Record<SingleKind, [placeholder: string, words: string]>> = {
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

/** What a function asks for; a vault is asked for by every command. */
export function askedBy(action: Pick<Action, "contract" | "name">): readonly Asked[] {
  const kinds = entryOf(action.contract, action.name)?.kinds ?? {};
  return functionOf(action)
    .inputs.filter(({ name }) => name !== "vault")
    .flatMap((parameter) => {
      const { name = "" } = parameter;
      const kind = kinds[name];
      return kind ? [{ parameter, name, option: OTHER_NAMES[name] ?? name.replace(/_$/, ""), kind }] : [];
    });
}

export const flagOf = ({ option }: Pick<Asked, "option">): string =>
  `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The option by which a parameter is given: its value, several, or a file. */
export function optionOf(asked: Asked): Option {
  const { kind } = asked;
  if (typeof kind === "string") {
    const [placeholder, words] = HOW[kind];
    return new Option(`${flagOf(asked)} <${placeholder}>`, words).makeOptionMandatory(kind !== "sender");
  }
  if (isList(kind) && typeof kind[0] === "string") {
    const [placeholder, words] = HOW[kind[0]];
    return new Option(`${flagOf(asked)} <${placeholder}s...>`, words).makeOptionMandatory(true);
  }
  return new Option(`${flagOf(asked)} <file>`, `JSON: ${fieldsOf(kind)}`).makeOptionMandatory(true);
}

function fieldsOf(kind: Kind): string {
  if (typeof kind === "string") return HOW[kind][0];
  if (isList(kind)) return `[${fieldsOf(kind[0])}, …]`;
  return Object.entries(kind)
    .map(([field, inner]) => (typeof inner === "string" ? field : `${field} {${fieldsOf(inner)}}`))
    .join(", ");
}

/** What of a verb's functions is meant: the managers have some in common. */
export type Verb = { verb: string; does: string; name: string; contracts: readonly [ActingKey, ...ActingKey[]] };
