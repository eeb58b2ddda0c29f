import { createAction, decode, explain, type Party } from "@gpu-yield-vaults/sdk/actions";
import { accessManagerAbi } from "@gpu-yield-vaults/sdk/abi/AccessManager";
import { readLogs } from "@gpu-yield-vaults/sdk/logs";
import { parseEventLogs, type Address } from "viem";
import { requesterOf } from "../../deploy/requester.ts";
import { CliError } from "../lib/cliError.ts";
import { within, type Common } from "./act.ts";

/** Takes back what somebody has announced, known by the authority's name of it alone. */
export async function cancelOperation(
  party: Party,
  given: Common & { operation: string; fromBlock: number },
): Promise<void> {
  await within(party, given, async (setting, _units, provider) => {
    const authority = setting.addresses.accessManager as Address;
    const latest = BigInt(await provider.getBlockNumber());
    const logs = await readLogs(requesterOf(provider), { address: authority }, BigInt(given.fromBlock), latest);
    const told = parseEventLogs({ abi: accessManagerAbi, eventName: "OperationScheduled", logs: logs });
    const found = told.findLast(({ args }) => args.operationId === given.operation.toLowerCase());
    if (!found) {
      const facts = [`looked from block ${given.fromBlock} to ${latest}`];
      throw new CliError(`Nobody has announced ${given.operation}.`, facts, "check --operation and --from-block.");
    }
    const { caller, target, data } = found.args;
    const meant = decode({ to: target, data }, setting.addresses);
    if (meant)
      process.stderr.write(`announced by ${setting.say.account(caller)}: ${explain(meant, setting.say).what}\n`);
    return { action: createAction("accessManager", "cancel", { caller, target, data }), setting };
  });
}
