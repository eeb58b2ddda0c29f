import { formatUnits } from "ethers";
import { attachProtocol, deployProtocol } from "../../deploy/deployProtocol.ts";
import { deployVault } from "../../deploy/deployVault.ts";
import { governorTransactions } from "../../deploy/governor.ts";
import { parseParameters, parseVault, type ParametersInput, type ProtocolParameters } from "../../deploy/parameters.ts";
import { local } from "../../deploy/parameters/local.ts";
import { FIRST_VAULT } from "../../deploy/setup.ts";
import { CliError } from "../lib/cliError.ts";
import { DAY, HOUR } from "../lib/instant.ts";
import { localAccounts, localActor } from "../lib/localAccounts.ts";
import { openLocalChain } from "../lib/localChain.ts";
import { ASSET_DECIMALS } from "../scenario/terms.ts";
import type { ReplayPlan } from "./plan.ts";
import type { ChainContext } from "./setUp.ts";

/**
 * Opens a chain and deploys one protocol on it, with a vault for each plan: the first with the protocol, the others
 * admitted by the governor after its delay. All have one dollar.
 *
 * @param at Unix seconds by which all are there.
 */
export async function openVaults(plans: readonly ReplayPlan[], at: number): Promise<[ChainContext, ...ChainContext[]]> {
  const [first, ...further] = plans;
  if (!first) throw new Error("there is no plan");
  const network = sharedBy(plans);
  const { governorDelay } = network.roles;
  const chain = await openLocalChain(further.length === 0 ? at : at - governorDelay - DAY);
  const { addresses, contracts } = await deployProtocol(chain.connection, { parameters: parametersOf(network, first) });
  const contexts: [ChainContext, ...ChainContext[]] = [{ chain, contracts }];

  const deployer = localActor("deployer").address;
  const admissions = [];
  for (const [index, plan] of further.entries()) {
    const { name } = plan.file ?? {};
    if (name === undefined) throw new Error("a further vault has no parameters file");
    const parameters = parametersOf({ ...network, asset: addresses.asset }, plan);
    const made = await deployVault(chain.connection, addresses, parameters, {
      name,
      number: FIRST_VAULT + 1 + index,
      deployer,
    });
    admissions.push(governorTransactions(addresses.accessManager, made.admissions));
    const own = await attachProtocol(chain.connection, { ...addresses, ...made.addresses });
    contexts.push({ chain, contracts: own });
  }

  const governor = localActor("governor").address;
  for (const { schedule } of admissions) await chain.send(governor, at - governorDelay - HOUR, schedule);
  for (const { execute } of admissions) await chain.send(governor, at - HOUR, execute);
  return contexts;
}

/** What there is once for all of them: bounds of every model, delays of the oracle, roles. */
function sharedBy(plans: readonly ReplayPlan[]): ParametersInput {
  const base = local(localAccounts().map(({ address }) => address));
  const longest = Math.max(...plans.map(({ terms }) => terms.epochLength));
  const [first] = plans;
  if (!first) throw new Error("there is no plan");
  const { window, longWindow, reportDeadline } = first.delays;
  return {
    ...base,
    // Changes that hurt depositors take longer than leaving does.
    roles: { ...base.roles, governorDelay: Math.max(base.roles.governorDelay, longest + DAY) },
    oracle: { ...base.oracle, window, longWindow, reportDeadline },
    bounds: { ...base.bounds, models: modelsOf(plans) },
  };
}

function modelsOf(plans: readonly ReplayPlan[]): ParametersInput["bounds"]["models"] {
  const whole = (amount: bigint) => formatUnits(amount, ASSET_DECIMALS);
  const models = new Map<string, ParametersInput["bounds"]["models"][string]>();
  for (const { modelName, model } of plans.flatMap(({ clusters }) => clusters)) {
    const bounds = {
      minPrice: whole(model.minPrice),
      maxPrice: whole(model.maxPrice),
      leastBusyWatts: model.leastBusyWatts,
      minTariff: whole(model.minTariff),
      maxTariff: whole(model.maxTariff),
      otherOpexCap: whole(model.otherOpexCap),
    };
    const known = models.get(modelName);
    if (known && JSON.stringify(known) !== JSON.stringify(bounds)) {
      throw new CliError(
        `Two vaults know ${modelName} by different bounds.`,
        [],
        "one protocol has one for each model: give both the same entry under gpuModels in their terms.",
      );
    }
    models.set(modelName, bounds);
  }
  return Object.fromEntries(models);
}

/** With what the plan's terms say of its vault, and its file. */
function parametersOf(network: ParametersInput, { terms, file }: ReplayPlan): ProtocolParameters {
  const own: ParametersInput = {
    ...network,
    vault: {
      ...network.vault,
      vestingFloor: terms.vestingFloor,
      vestingCap: terms.vestingCap,
      markdownPeriod: terms.markdownPeriod,
      capWholeTokens: 2 ** 32 - 1,
      epochLength: terms.epochLength,
    },
    fee: { ...network.fee, bps: terms.performanceFeeBps },
  };
  return file ? parseVault(own, file.content) : parseParameters(own);
}
