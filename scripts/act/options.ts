import { isList, type Action, type Kind } from "@gpu-yield-vaults/sdk/actions";
import { askedBy, WRITTEN, type Asked } from "@gpu-yield-vaults/sdk/inputs";
import { Option } from "commander";

/** One parameter of a function, as the command line asks for it; `option` in camel case, as commander keeps it. */
export type AskedOption = Asked & { option: string };

/** What would be taken for an option of every command, or says little. */
const OTHER_NAMES: Readonly<Record<string, string>> = { from: "owner", yes: "givenUp", a: "attestation" };

/** What a function asks for, and by which options. */
export const optionsOf = (action: Pick<Action, "contract" | "name">): readonly AskedOption[] =>
  askedBy(action).map((asked) => ({ ...asked, option: OTHER_NAMES[asked.name] ?? asked.name.replace(/_$/, "") }));

export const flagOf = ({ option }: Pick<AskedOption, "option">): string =>
  `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The option by which a parameter is given: its value, several, or a file. */
export function optionOf(asked: AskedOption): Option {
  const { kind } = asked;
  if (typeof kind === "string") {
    const [placeholder, words] = WRITTEN[kind];
    return new Option(`${flagOf(asked)} <${placeholder}>`, words).makeOptionMandatory(kind !== "sender");
  }
  if (isList(kind) && typeof kind[0] === "string") {
    const [placeholder, words] = WRITTEN[kind[0]];
    return new Option(`${flagOf(asked)} <${placeholder}s...>`, words).makeOptionMandatory(true);
  }
  return new Option(`${flagOf(asked)} <file>`, `JSON: ${fieldsOf(kind)}`).makeOptionMandatory(true);
}

function fieldsOf(kind: Kind): string {
  if (typeof kind === "string") return WRITTEN[kind][0];
  if (isList(kind)) return `[${fieldsOf(kind[0])}, …]`;
  return Object.entries(kind)
    .map(([field, inner]) => (typeof inner === "string" ? field : `${field} {${fieldsOf(inner)}}`))
    .join(", ");
}
