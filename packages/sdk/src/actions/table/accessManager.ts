import type { ActionsOf } from "../entry.ts";
import { counted, roleWord } from "../words.ts";

const MEMBER = { roleId: "role", account: "account" } as const;
const CALL = { target: "contract", data: "bytes" } as const;

export const accessManagerActions: ActionsOf<"accessManager"> = {
  grantRole: {
    who: ["governor"],
    verb: "grant-role",
    does: "give an account a role, with a delay of its own",
    kinds: { ...MEMBER, executionDelay: "length" },
    words: ({ roleId, account, executionDelay }, say) =>
      `Make ${say.account(account)} ${roleWord(roleId)}, ` +
      `${executionDelay === 0 ? "without delay" : `with a delay of ${say.length(executionDelay)}`}.`,
  },
  revokeRole: {
    who: ["governor"],
    verb: "revoke-role",
    does: "take a role from an account",
    kinds: MEMBER,
    words: ({ roleId, account }, say) => `Have ${say.account(account)} be ${roleWord(roleId)} no more.`,
  },
  renounceRole: {
    who: ["governor", "curator", "guardian", "arbiter"],
    verb: "renounce-role",
    does: "give one's own role up",
    kinds: { roleId: "role", callerConfirmation: "sender" },
    words: ({ roleId }) => `Be ${roleWord(roleId)} no more, at once.`,
  },
  labelRole: {
    who: ["governor"],
    verb: "label-role",
    does: "name a role",
    kinds: { roleId: "role", label: "text" },
    words: ({ roleId, label }) => `Call ${roleWord(roleId)} "${label}".`,
  },
  setRoleAdmin: {
    who: ["governor"],
    verb: "set-role-admin",
    does: "say who gives a role",
    kinds: { roleId: "role", admin: "role" },
    words: ({ roleId, admin }) => `Have ${roleWord(admin)} give the role of ${roleWord(roleId)}.`,
  },
  setRoleGuardian: {
    who: ["governor"],
    verb: "set-role-guardian",
    does: "say who cancels what a role has announced",
    kinds: { roleId: "role", guardian: "role" },
    words: ({ roleId, guardian }) => `Have ${roleWord(guardian)} cancel what ${roleWord(roleId)} announces.`,
  },
  setGrantDelay: {
    who: ["governor"],
    verb: "set-grant-delay",
    does: "say after which time a role that is given counts",
    kinds: { roleId: "role", newDelay: "length" },
    words: ({ roleId, newDelay }, say) =>
      `Have the role of ${roleWord(roleId)} count ${say.length(newDelay)} after it is given.`,
  },
  setTargetFunctionRole: {
    who: ["governor"],
    verb: "set-function-role",
    does: "say which role may call functions of a contract",
    kinds: { target: "contract", selectors: ["selector"], roleId: "role" },
    words: ({ target, selectors, roleId }, say) =>
      `Let ${roleWord(roleId)} call ${counted(selectors.length, "function")} of ${say.account(target)}: ` +
      `${selectors.join(", ")}.`,
  },
  setTargetAdminDelay: {
    who: ["governor"],
    verb: "set-target-delay",
    does: "say how long changes of a contract's roles wait",
    kinds: { target: "contract", newDelay: "length" },
    words: ({ target, newDelay }, say) =>
      `Have changes of who may call ${say.account(target)} wait ${say.length(newDelay)}.`,
  },
  setTargetClosed: {
    who: ["governor"],
    verb: "set-target-closed",
    does: "close all restricted functions of a contract, or open them",
    kinds: { target: "contract", closed: "yesNo" },
    words: ({ target, closed }, say) =>
      `${closed ? "Close" : "Open"} all functions of ${say.account(target)} that ask for a role.`,
  },
  updateAuthority: {
    who: ["governor"],
    verb: "update-authority",
    does: "have a contract ask another authority, for good",
    kinds: { target: "contract", newAuthority: "contract" },
    words: ({ target, newAuthority }, say) =>
      `Have ${say.account(target)} ask the authority ${say.account(newAuthority)} from now on.`,
  },
  schedule: {
    who: ["governor", "curator"],
    verb: "schedule-call",
    does: "announce any call, by its bytes",
    kinds: { ...CALL, when: "moment" },
    words: ({ target, data, when }, say) =>
      `Announce a call of ${say.account(target)}, ${data.slice(0, 10)}, for ` +
      `${when === 0 ? "as soon as its delay is over" : say.moment(when)}.`,
  },
  execute: {
    who: ["governor", "curator"],
    verb: "execute-call",
    does: "carry out any call that was announced, by its bytes",
    kinds: CALL,
    words: ({ target, data }, say) => `Carry out the call of ${say.account(target)}, ${data.slice(0, 10)}.`,
  },
  cancel: {
    who: ["guardian", "governor", "curator"],
    verb: "cancel-call",
    does: "take back any call that was announced, by its bytes",
    kinds: { caller: "account", ...CALL },
    words: ({ caller, target, data }, say) =>
      `Take back the call of ${say.account(target)}, ${data.slice(0, 10)}, that ${say.account(caller)} has announced.`,
  },
  multicall: {
    who: ["governor", "curator"],
    verb: "multicall",
    does: "have the authority take several calls as one, by their bytes",
    kinds: { data: ["bytes"] },
    words: ({ data }) => `Have the authority take ${counted(data.length, "call")} as one: all of them, or none.`,
  },
};
