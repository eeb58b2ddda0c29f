import { lookThrough, readUnits, type Action, type Party } from "@gpu-yield-vaults/sdk/actions";
import type { Units, Verb } from "@gpu-yield-vaults/sdk/inputs";
import { sayIn } from "@gpu-yield-vaults/sdk/text";
import type { Address } from "viem";
import { CliError } from "../lib/cliError.ts";
import { clientOf } from "../lib/clientOf.ts";
import { connect, type NodeProvider } from "../lib/rpc.ts";
import { actorOn } from "./parties.ts";
import { buildAction, type Given } from "./build.ts";
import { findAddresses, type Where } from "./find.ts";
import { perform, type Manner } from "./perform.ts";
import type { Step } from "./route.ts";
import type { Setting } from "./send.ts";
import { showOutcome, toJson } from "./tell.ts";

/** What every verb is told. */
export type Common = Where & {
  rpc: string;
  from?: string;
  safe?: string;
  add: boolean;
  yes: boolean;
  json: boolean;
  wait: number;
};

type OfVerb = Common & {
  schedule: boolean;
  execute: boolean;
  cancel: boolean;
  announcedBy?: string;
  contract?: string;
};

/** Carries a verb out. */
export async function act(party: Party, verb: Verb, given: Given & Common): Promise<void> {
  const options = given as Given & OfVerb;
  const step = stepOf(options);
  await within(party, options, async (setting, units) => {
    const [only] = verb.contracts;
    const addresses = options.contract ? { ...setting.addresses, [only]: options.contract } : setting.addresses;
    const reading = { units, addresses, sender: setting.sender };
    const action = await buildAction(verb, given, reading, lookThrough(setting.client, addresses));
    return { action, setting: { ...setting, addresses }, step, announcer: options.announcedBy };
  });
}

type Ready = { action: Action; setting: Setting } & Pick<Manner, "step" | "announcer">;

/** Finds contracts, units and sender; then carries out what `prepare` makes of them, and tells what came of it. */
export async function within(
  party: Party,
  options: Common,
  prepare: (setting: Setting, units: Units, provider: NodeProvider) => Promise<Ready>,
): Promise<void> {
  if (options.safe !== undefined && options.from === undefined) {
    throw new CliError("--safe needs the Safe's address.", [], "add --from.", 2);
  }
  const provider = await connect(options.rpc);
  try {
    const { chainId } = await provider.getNetwork();
    const client = clientOf(provider);
    const addresses = await findAddresses(client, options);
    const units = await readUnits(lookThrough(client, addresses));
    const signer = options.from === undefined ? await actorOn(party, chainId, provider) : undefined;
    const sender = (options.from ?? (await signer?.getAddress())) as Address;
    const say = sayIn(units, addresses);
    const ready = await prepare({ client, chainId, addresses, say, sender, signer }, units, provider);
    const { action, step, announcer } = ready;
    const { safe, add: adds, yes: isSure, wait } = options;
    const manner = { party, step, announcer, safe, adds, isSure, patience: wait * 1_000 };
    const outcome = await perform(action, manner, ready.setting);
    process.stdout.write(options.json ? toJson(outcome) : `${showOutcome(outcome)}\n`);
  } finally {
    provider.destroy();
  }
}

function stepOf(given: OfVerb): Step | undefined {
  const asked = (["schedule", "execute", "cancel"] as const).filter((step) => given[step]);
  const [first, second] = asked;
  if (second !== undefined) throw new CliError(`--${first} and --${second} exclude each other.`, [], undefined, 2);
  return first;
}
