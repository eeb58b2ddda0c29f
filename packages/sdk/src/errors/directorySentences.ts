import { hexToString, trim, type Hex } from "viem";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

/** Text that fills the front of a word. */
const wordOf = (name: Hex) => hexToString(trim(name, { dir: "right" }));

const NAMES = "Give every companion a name of its own, in ascending order.";

export const directorySentences: Sentences<ErrorsOf<"VaultDirectory">> = {
  VaultDirectory_NoCode: ({ vault }, say) =>
    tell(`No contract is at ${say.account(vault)}.`, "Deploy the vault first, or check the address."),
  VaultDirectory_OtherAuthority: ({ vault, theirs, ours }, say) =>
    tell(
      `The vault ${say.account(vault)} asks ${say.account(theirs)} for permission, the directory ${say.account(ours)}.`,
      "List it in the directory of its own protocol.",
    ),
  VaultDirectory_AlreadyListed: ({ vault }, say) =>
    tell(`The vault ${say.account(vault)} is, or was, listed.`, "Describe it anew; a retired vault stays retired."),
  VaultDirectory_ZeroNumber: ({ vault }, say) =>
    tell(`The vault ${say.account(vault)} was given no number.`, "Number vaults from 1: 0 stands for the protocol."),
  VaultDirectory_NumberTaken: ({ number, other }, say) =>
    tell(
      `${number} is the number of ${say.account(other)}.`,
      "Repeat the command that deployed the vault: it takes a free number, and writes what the governor sends anew.",
    ),
  VaultDirectory_NotListed: ({ vault }, say) =>
    tell(`The vault ${say.account(vault)} was never listed.`, "List it first."),
  VaultDirectory_IsRetired: ({ vault, retiredAt }, say) =>
    tell(
      `The vault ${say.account(vault)} was retired on ${say.moment(retiredAt)}, for good.`,
      "List another vault; whoever is in this one leaves as before.",
    ),
  VaultDirectory_TextOutOfRange: ({ length, most }) =>
    tell(`The text has ${length} bytes; allowed are 1 to ${most}.`, "Say it in a sentence."),
  VaultDirectory_TooManyCompanions: ({ count, most }) =>
    tell(`${count} companions were given, ${most} at most are kept.`, "Leave out what can be found from the vault."),
  VaultDirectory_NameOutOfOrder: ({ name }) =>
    tell(`The companion "${wordOf(name)}" has no name of its own, or stands too late.`, NAMES),
  VaultDirectory_OtherVault: ({ name, companion, theirs, vault }, say) =>
    tell(
      `The companion "${wordOf(name)}" at ${say.account(companion)} works for ${say.account(theirs)}, ` +
        `not for ${say.account(vault)}.`,
      "Name the one that was deployed for this vault.",
    ),
};
