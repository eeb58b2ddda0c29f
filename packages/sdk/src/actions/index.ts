/** Every transaction of every role: explained, tried, encoded; announced and carried out; put together for a Safe. */

export {
  ACTING_KEYS,
  actionNames,
  createAction,
  decode,
  encode,
  entryOf,
  explain,
  functionOf,
  roleOf,
  type Action,
  type Addresses,
  type Explanation,
  type Transaction,
} from "./action.ts";
export { approvalsFor, approve, pullOf } from "./approvals.ts";
export { CONTRACTS_ONLY, type ContractCaller } from "./contractsOnly.ts";
export { announced, cancel, execute, EXPIRES_AFTER, operationIdOf, schedule, together } from "./delayed.ts";
export {
  PARTIES,
  type ActingKey,
  type ActionArguments,
  type ActionName,
  type Party,
  type Entry,
  type Look,
  type Pull,
} from "./entry.ts";
export { eventsIn, showEvent, type ActionEvent } from "./events.ts";
export type { Kind, KindOf, SingleKind } from "./kinds.ts";
export { readUnits } from "./readUnits.ts";
export { safeBatch, type SafeBatch, type SafeTransaction } from "./safeBatch.ts";
export { lookThrough, resultOf, simulate, type Simulation } from "./simulate.ts";
export { simulateReady, type Rehearsal } from "./simulateReady.ts";
export { readStanding, type Standing } from "./standing.ts";
export { ACTIONS } from "./table/index.ts";
export { defenceOf, milestoneOf, type Defence, type Milestone } from "./typedData.ts";
export { isList, percent, showDetails, showValue, type Detail } from "./words.ts";
