import { formatUnits } from "viem";
import { formWords, milestoneWord } from "../errors/statusWords.ts";
import { requestName } from "../errors/requestName.ts";
import type { Say } from "../errors/sentence.ts";
import { roleId, ROLES } from "../roles.ts";
import type { Kind, SingleKind } from "./kinds.ts";

const X32_BITS = 32n;
const MOST_DECIMALS = 6n;

/** From a role of one vault to that of the next. */
const ROLES_OF_A_VAULT = roleId("curator", 1) - roleId("curator");

/** `2.5 %` of 10,000 = 100 %. */
export const percent = (bps: number | bigint): string => `${formatUnits(BigInt(bps), 2)} %`;

/** `12.5 %` of 2^32 = 100 %, to eight places. */
export function partOf(fraction: number | bigint): string {
  const scale = 10n ** (MOST_DECIMALS + 2n);
  return `${formatUnits((BigInt(fraction) * scale + (1n << (X32_BITS - 1n))) >> X32_BITS, Number(MOST_DECIMALS))} %`;
}

/** `8 % a year` of 1e18 = 100 %. */
export const yearly = (rate: bigint): string => `${formatUnits(rate, 16)} % a year`;

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** `cluster 3`, `clusters 1, 2 and 3` */
export const clustersOf = (ids: readonly bigint[]): string =>
  `${ids.length === 1 ? "cluster" : "clusters"} ${listed(ids.map(String))}`;

/** `1 tick`, `3 ticks` */
export const counted = (count: number | bigint, word: string): string =>
  `${count.toLocaleString("en-US")} ${word}${BigInt(count) === 1n ? "" : "s"}`;

/** A role by the authority's id: `guardian`, `curator of vault 3`. */
export function roleWord(id: bigint): string {
  const [vault, own] = [id / ROLES_OF_A_VAULT, id % ROLES_OF_A_VAULT];
  const [name] = Object.entries(ROLES).find(([, number]) => number === own) ?? [];
  if (name === undefined) return `role ${id}`;
  return vault === 0n ? name : `${name} of vault ${vault}`;
}

const plain = (value: unknown): string => String(value);

const number = (value: unknown): bigint => BigInt(value as number | bigint);

const SHOW: Record<SingleKind, (value: unknown, say: Say) => string> = {
  money: (value, say) => say.money(number(value)),
  wholeMoney: (value, say) => say.wholeMoney(Number(value)),
  tokenUnits: (value) => `${number(value).toLocaleString("en-US")} base units`,
  shares: (value, say) => say.shares(number(value)),
  moment: (value, say) => (number(value) === 0n ? "none" : say.moment(number(value))),
  length: (value, say) => say.length(number(value)),
  cluster: (value) => `cluster ${plain(value)}`,
  request: (value) => requestName(number(value)),
  role: (value) => roleWord(number(value)),
  count: (value) => number(value).toLocaleString("en-US"),
  number: plain,
  bid: plain,
  bps: (value) => percent(number(value)),
  fraction: (value) => partOf(number(value)),
  rate: (value) => yearly(number(value)),
  gpuSeconds: (value) => `${hours(number(value))} GPU-hours`,
  wattHours: (value) => `${formatUnits(number(value), 3)} kWh`,
  watts: (value) => `${number(value).toLocaleString("en-US")} W`,
  form: (value) => formWords(Number(value)),
  milestone: (value) => milestoneWord(Number(value)),
  seats: (value) => seatsOf(number(value)),
  hash: plain,
  name: (value, say) => say.label(String(value)),
  account: (value, say) => say.account(String(value)),
  sender: (value, say) => say.account(String(value)),
  contract: (value, say) => say.account(String(value)),
  selector: plain,
  bytes: plain,
  yesNo: (value) => (value === true ? "yes" : "no"),
  text: (value) => JSON.stringify(value),
};

const hours = (gpuSeconds: bigint): string => {
  const [whole = "", part = ""] = formatUnits((gpuSeconds * 100n + 1_800n) / 3_600n, 2).split(".");
  return `${BigInt(whole).toLocaleString("en-US")}${part === "" ? "" : `.${part}`}`;
};

function seatsOf(seats: bigint): string {
  const numbers = Array.from({ length: 256 }, (_, seat) => seat).filter((seat) => (seats >> BigInt(seat)) & 1n);
  return numbers.length === 0 ? "no seat" : `${numbers.length === 1 ? "seat" : "seats"} ${listed(numbers.map(String))}`;
}

/** One value in a word or a few, in the reader's units. */
export const showValue = (kind: SingleKind, value: unknown, say: Say): string => SHOW[kind](value, say);

/** One fact of a call: where it stands among the parameters (`terms.debt.rent`), and what it says. */
export type Detail = { name: string; value: string };

/** All that a parameter says, fact by fact. */
export function showDetails(name: string, kind: Kind, value: unknown, say: Say): Detail[] {
  if (typeof kind === "string") return [{ name, value: showValue(kind, value, say) }];
  if (isList(kind)) {
    const items = value as readonly unknown[];
    const [each] = kind;
    if (typeof each === "string") {
      return [
        { name, value: items.length === 0 ? "none" : items.map((item) => showValue(each, item, say)).join(", ") },
      ];
    }
    if (items.length === 0) return [{ name, value: "none" }];
    return items.flatMap((item, index) => showDetails(`${name}[${index}]`, each, item, say));
  }
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.entries(kind).flatMap(([field, inner]) => showDetails(`${name}.${field}`, inner, fields[field], say));
}

/** Whether each item of a list says the same. */
export const isList = (kind: Kind): kind is readonly [Kind] => Array.isArray(kind);
