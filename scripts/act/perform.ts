import {
  approvalsFor,
  decode,
  encode,
  explain,
  lookThrough,
  operationIdOf,
  pullOf,
  readStanding,
  simulate,
  type Action,
  type Party,
  type Look,
  type Pull,
  type Standing,
  type Transaction,
} from "@gpu-yield-vaults/sdk/actions";
import type { Say } from "@gpu-yield-vaults/sdk/errors";
import type { Address } from "viem";
import { CliError } from "../lib/cliError.ts";
import { confirm } from "./confirm.ts";
import { routeOf, type Route, type Step } from "./route.ts";
import { writeSafe } from "./safeFile.ts";
import { send, tryOut, type Setting } from "./send.ts";
import { showPlan, type Outcome, type Sent } from "./tell.ts";

/** How an action is carried out. */
export type Manner = {
  party: Party;
  step?: Step | undefined;
  /** Who has announced what is taken back, if it is another than the sender. */
  announcer?: string | undefined;
  /** Writes a file for a Safe, and sends nothing. */
  safe?: string | undefined;
  /** Adds to what that file has already. */
  adds?: boolean | undefined;
  isSure: boolean;
  patience: number; // milliseconds
};

/** Shows an action, tries it, asks, sends it once, and reads back what came of it. */
export async function perform(action: Action, manner: Manner, setting: Setting): Promise<Outcome> {
  const { client, addresses, say, sender, signer } = setting;
  if (addresses[action.contract] === undefined) throw notFound(action.contract);

  // 1. Show.
  const look = lookThrough(client, addresses);
  const route = await chooseRoute(action, manner, setting);
  const { what, details } = explain(action, say);
  process.stderr.write(`${showPlan(what, details, say.account(sender), route.words)}\n`);
  const outcome = { what, details, sender, step: route.does, sent: [] };

  // 2. Try.
  const approvals = route.does === "call" ? await approvalsOf(action, look, setting) : [];
  for (const approval of approvals) {
    const allowing = decode(approval, addresses);
    if (allowing) process.stderr.write(`first: ${explain(allowing, say).what}\n`);
  }
  const gas = await tryOut(route.transaction, setting, approvals.length > 0);
  if (manner.safe !== undefined) {
    await writeSafe(manner.safe, what, [...approvals, route.transaction], setting.chainId, manner.adds === true);
    return { ...outcome, safe: manner.safe };
  }
  if (!signer) {
    if (gas === undefined) throw needsAllowance();
    return { ...outcome, gas: `${gas}` };
  }

  // 3. Ask, send, read back.
  await confirm(manner.isSure);
  const sent: Sent[] = [];
  for (const approval of approvals) sent.push(await send(approval, signer, manner.patience, setting));
  if (approvals.length > 0) await tryOut(route.transaction, setting);
  const last = await send(route.transaction, signer, manner.patience, setting);
  requireDone(route, action, last, setting);
  return { ...outcome, sent: [...sent, last] };
}

async function chooseRoute(
  action: Action,
  manner: Manner,
  { client, addresses, say, sender }: Setting,
): Promise<Route> {
  const transaction = encode(action, addresses);
  const authority = addresses.accessManager as Address;
  // What anyone may do after a time is the contract's to say.
  const standing: Standing =
    manner.party === "keeper" ? { is: "open" } : await readStanding(client, action, transaction, authority, sender);
  const announcer = manner.announcer as Address | undefined;
  return routeOf(standing, manner.step, { transaction, authority, sender, announcer }, say);
}

async function approvalsOf(action: Action, look: Look, setting: Setting): Promise<readonly Transaction[]> {
  const { client, addresses, say, sender } = setting;
  const pull = await pullOf(action, look, sender);
  if (!pull) return [];
  const held = (await look(pull.token, "balanceOf", [sender])) as bigint;
  if (held < pull.amount) {
    const [taken, has] = [pull.amount, held].map((amount) => amountIn(pull.token, amount, say));
    throw new CliError(`${taken} are taken, and the sender has ${has}.`, [], "bring the rest in, or ask for less.");
  }
  const accepts = async (approval: Transaction) => (await simulate(client, approval, sender, say)).succeeds;
  return approvalsFor(pull, addresses, sender, look, accepts);
}

const amountIn = (token: Pull["token"], amount: bigint, say: Say) =>
  token === "vault" ? say.shares(amount) : say.money(amount);

const MARKS = { schedule: "OperationScheduled", cancel: "OperationCanceled" } as const;

/** What was announced or taken back is the operation that was meant, by the authority's own word. */
function requireDone({ does }: Route, action: Action, { events, hash }: Sent, { addresses, sender }: Setting): void {
  if (does === "call") return;
  const isMeant = events.some(
    ({ name, args }) =>
      name === `accessManager.${MARKS[does]}` &&
      (does === "cancel" || args.operationId === operationIdOf(encode(action, addresses), sender)),
  );
  if (!isMeant) throw new CliError(`The authority did not tell of ${MARKS[does]}.`, [hash], "look at the transaction.");
}

/** Where nothing says where a contract is. */
export const notFound = (contract: string): CliError =>
  new CliError(
    `Nothing tells where the vault's ${contract} is.`,
    [],
    "add --directory, which names what works beside a vault, or --contract with its address.",
    2,
  );

const needsAllowance = () =>
  new CliError("It can't be tried before the sender has allowed what is taken.", [], "leave --from out to send both.");
