import { getAddress, isAddress, isHex, toHex, type AbiParameter, type Hex } from "viem";
import type { Addresses } from "../actions/action.ts";
import type { Kind, SingleKind } from "../actions/kinds.ts";
import { isList } from "../actions/words.ts";
import { formWords, milestoneWord } from "../errors/statusWords.ts";
import { ROLES, roleId, type Role } from "../roles.ts";
import { InputError } from "./InputError.ts";
import { readLength, readMoment, readPercent, readUnitsOf, readWhole, readYesNo, refuse } from "./readings.ts";

/** In what a vault counts. */
export type Units = { symbol: string; decimals: number; shareSymbol: string; shareDecimals: number };

/** What values are read by: units, whom they name by a word, and who asks. */
export type InputContext = { units: Units; addresses: Addresses; sender: string };

type Read = (name: string, text: string, by: InputContext) => bigint | string | boolean;

const X32 = 1n << 32n;
const ONE = 10n ** 18n;
const FORMS = [0, 1, 2].map((form) => formWords(form).replace(/^an? /, ""));
const MILESTONES = [0, 1, 2, 3].map(milestoneWord);

const READ: Readonly<Record<SingleKind, Read>> = {
  money: (name, text, { units }) => readUnitsOf(name, text, units.decimals),
  shares: (name, text, { units }) => readUnitsOf(name, text, units.shareDecimals),
  wholeMoney: readWhole,
  tokenUnits: readWhole,
  moment: readMoment,
  length: readLength,
  cluster: readWhole,
  request: readWhole,
  role: readRole,
  count: readWhole,
  number: readWhole,
  bid: readWhole,
  bps: (name, text) => readPercent(name, text, 10_000n, true),
  fraction: (name, text) => readPercent(name, text, X32, false),
  rate: (name, text) => readPercent(name, text, ONE, true),
  gpuSeconds: readWhole,
  wattHours: readWhole,
  watts: readWhole,
  seats: readWhole,
  form: (name, text) => readWord(name, text, FORMS),
  milestone: (name, text) => readWord(name, text, MILESTONES),
  hash: (name, text) => readHex(name, text, 32),
  name: (name, text) => readName(name, text),
  account: readAccount,
  sender: readAccount,
  contract: readAccount,
  selector: (name, text) => readHex(name, text, 4),
  bytes: (name, text) => readHex(name, text),
  yesNo: readYesNo,
  text: (_name, text) => text,
};

/** One value as its kind is written, in the type that its parameter has. */
export function parseSingle(
  name: string,
  kind: SingleKind,
  text: string,
  { type }: AbiParameter,
  by: InputContext,
): unknown {
  const value = READ[kind](name, text, by);
  if (typeof value !== "bigint") return value;
  const bits = Number(type.replace("uint", ""));
  if (value >> BigInt(bits) !== 0n) throw refuse(name, text, "a smaller number");
  return bits <= 48 ? Number(value) : value;
}

/** What a file says of a struct or a list of them, field by field. Nested groups may be left out: nothing of them. */
export function parseParts(
  name: string,
  kind: Kind,
  given: unknown,
  parameter: AbiParameter,
  by: InputContext,
): unknown {
  if (typeof kind === "string") {
    if (typeof given !== "string" && typeof given !== "number" && typeof given !== "boolean") {
      throw new InputError(`${name} is missing.`, [], "each field has a value, as text.");
    }
    const text = typeof given === "boolean" ? (given ? "yes" : "no") : String(given);
    return parseSingle(name, kind, text, parameter, by);
  }
  if (isList(kind)) {
    if (!Array.isArray(given)) throw new InputError(`${name} is no list.`, [], "write it in square brackets.");
    const inner = { ...parameter, type: parameter.type.replace(/\[\d*\]$/, "") };
    return given.map((item: unknown, index) => parseParts(`${name}[${index}]`, kind[0], item, inner, by));
  }
  const parts = "components" in parameter ? parameter.components : [];
  if (typeof given !== "object" || given === null) throw new InputError(`${name} is no object.`);
  const fields = given as Readonly<Record<string, unknown>>;
  const odd = Object.keys(fields).find((field) => !(field in kind));
  if (odd !== undefined) throw new InputError(`${name} has the field ${odd}, which is none.`);
  return Object.fromEntries(
    parts.flatMap((part) => {
      const { name: field = "" } = part;
      const inner = kind[field];
      if (inner === undefined) return [];
      const isLeftOut = fields[field] === undefined && typeof inner === "object" && !isList(inner);
      const value = isLeftOut ? nothingOf(part) : parseParts(`${name}.${field}`, inner, fields[field], part, by);
      return [[field, value] as const];
    }),
  );
}

/** A group of terms that is left out: zero, everywhere in it. */
export function nothingOf(parameter: AbiParameter): unknown {
  const list = /^(.*)\[(\d+)\]$/.exec(parameter.type);
  if (list) {
    const [, type = "", length = ""] = list;
    return Array.from({ length: Number(length) }, () => nothingOf({ ...parameter, type }));
  }
  if ("components" in parameter) {
    return Object.fromEntries(parameter.components.map((part) => [part.name ?? "", nothingOf(part)]));
  }
  if (parameter.type === "bool") return false;
  return Number(parameter.type.replace("uint", "")) <= 48 ? 0 : 0n;
}

function readAccount(name: string, text: string, { addresses, sender }: InputContext): string {
  const named = text === "sender" ? sender : (addresses as Readonly<Record<string, string | undefined>>)[text];
  if (named !== undefined) return named;
  if (/^0x0+$/.test(text) || text === "none") return `0x${"0".repeat(40)}`;
  if (!isAddress(text)) throw refuse(name, text, "an address, or what the list of contracts calls one");
  return getAddress(text);
}

function readRole(name: string, text: string): bigint {
  if (/^\d+$/.test(text)) return BigInt(text);
  const [role = "", vault = "0"] = text.split(":");
  if (!(role in ROLES) || !/^\d+$/.test(vault)) throw refuse(name, text, "a role, or curator:2 for one of vault 2");
  return roleId(role as Role, Number(vault));
}

function readWord(name: string, text: string, words: readonly string[]): bigint {
  const place = words.indexOf(text.replaceAll("-", " "));
  if (place < 0) throw refuse(name, text, words.map((word) => word.replaceAll(" ", "-")).join(", "));
  return BigInt(place);
}

function readHex(name: string, text: string, size?: number): Hex {
  const isRight = isHex(text) && text.length % 2 === 0 && (size === undefined || text.length === 2 + 2 * size);
  if (!isRight) throw refuse(name, text, size === undefined ? "0x and whole bytes" : `0x and ${size} bytes`);
  return text;
}

function readName(name: string, text: string): Hex {
  if (!/^[\x20-\x7e]{1,32}$/.test(text))
    throw refuse(name, text, "a name of 1 to 32 letters, as the contracts keep it");
  return toHex(text, { size: 32 });
}
