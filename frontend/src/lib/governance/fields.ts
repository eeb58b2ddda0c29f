import { isList, type Action, type ActingKey, type Kind } from "@gpu-yield-vaults/sdk/actions";
import {
  askedBy,
  InputError,
  namesVault,
  nothingOf,
  parseSingle,
  type InputContext,
} from "@gpu-yield-vaults/sdk/inputs";
import type { AbiParameter } from "viem";

/** What was written into the fields of an action: a text, a list, or one for each part of a group. */
export type Written = string | readonly Written[] | { readonly [part: string]: Written };

/** Of a parameter: what it says, and how many a list has where that is fixed. */
export type Shape = { kind: Kind; parameter: AbiParameter };

/** Fields with nothing in them. */
export function blankOf({ kind, parameter }: Shape): Written {
  if (typeof kind === "string") return "";
  if (isList(kind))
    return Array.from({ length: fixedLength(parameter) ?? 1 }, () => blankOf(itemOf({ kind, parameter })));
  return Object.fromEntries(partsOf({ kind, parameter }).map(([part, shape]) => [part, blankOf(shape)]));
}

/** How many a list has; `undefined` where whoever writes it says. */
export function fixedLength({ type }: AbiParameter): number | undefined {
  const [, length] = /\[(\d+)\]$/.exec(type) ?? [];
  return length === undefined ? undefined : Number(length);
}

export function itemOf({ kind, parameter }: Shape): Shape {
  if (!isList(kind)) throw new Error(`${parameter.name} is no list`);
  return { kind: kind[0], parameter: { ...parameter, type: parameter.type.replace(/\[\d*\]$/, "") } };
}

export function partsOf({ kind, parameter }: Shape): readonly (readonly [string, Shape])[] {
  const components = "components" in parameter ? parameter.components : [];
  const kinds = kind as Readonly<Record<string, Kind>>;
  return components.flatMap((part) => {
    const { name = "" } = part;
    const inner = kinds[name];
    return inner === undefined ? [] : [[name, { kind: inner, parameter: part }] as const];
  });
}

/** What an action's fields come to: its arguments, or why they are none yet. */
export type Reading = {
  action?: Action;
  /** By the field's path, as `terms.amount`. */
  problems: ReadonlyMap<string, string>;
};

/** Reads all fields strictly. An empty one is no problem, and no argument; a group of terms may be left out whole. */
export function readFields(
  { contract, name }: { contract: ActingKey; name: string },
  written: Readonly<Record<string, Written>>,
  by: InputContext,
): Reading {
  const problems = new Map<string, string>();
  const missing: string[] = [];

  const read = (path: string, shape: Shape, given: Written | undefined, isGroup: boolean): unknown => {
    const { kind, parameter } = shape;
    if (given === undefined) {
      missing.push(path);
      return undefined;
    }
    if (typeof kind === "string") {
      const text = (given as string).trim();
      if (text === "" && kind === "sender") return by.sender;
      if (text === "") {
        missing.push(path);
        return undefined;
      }
      try {
        return parseSingle(labelOf(path), kind, text, parameter, by);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problems.set(path, sentenceOf(error));
        return undefined;
      }
    }
    if (isGroup && isBlank(given)) return nothingOf(parameter);
    if (isList(kind)) {
      const items = given as readonly Written[];
      return items.map((item, index) => read(`${path}.${index}`, itemOf(shape), item, false));
    }
    const parts = given as Readonly<Record<string, Written>>;
    return Object.fromEntries(
      partsOf(shape).map(([part, inner]) => [part, read(`${path}.${part}`, inner, parts[part], true)]),
    );
  };

  const asked = askedBy({ contract, name });
  const args = Object.fromEntries(asked.map((each) => [each.name, read(each.name, each, written[each.name], false)]));
  const all = namesVault({ contract, name }) ? { vault: by.addresses.vault, ...args } : args;
  return { ...(missing.length + problems.size === 0 && { action: { contract, name, args: all } }), problems };
}

const isBlank = (written: Written): boolean =>
  typeof written === "string" ? written.trim() === "" : Object.values(written).every(isBlank);

const sentenceOf = ({ message, facts, next }: InputError): string =>
  [message, ...facts.map((fact) => `${capital(fact)}.`), ...(next === undefined ? [] : [capital(next)])].join(" ");

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A parameter's name as people read it: `terms.vaultShareBps` is `Vault share`, `coverageBps.1` is `Coverage 2`. */
export function labelOf(path: string): string {
  const [last = "", before = ""] = path.split(".").reverse();
  const name = /^\d+$/.test(last) ? `${before} ${Number(last) + 1}` : last;
  const words = name.replaceAll(/_|Bps\b/g, "").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return capital(words.replace("gpu", "GPU").trim());
}
