import { COMPANION_KEYS, SOURCE_KEYS, type ContractName } from "@gpu-yield-vaults/sdk/protocol";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { encodeBytes32String, type Interface } from "ethers";
import { compiler } from "./compiler.ts";
import type { ProtocolAddresses } from "./contracts.ts";
import { readGrants, type Grant } from "./grants.ts";
import type { SharedAddresses } from "./modules/protocol.ts";
import type { VaultAddresses } from "./modules/vault.ts";
import type { ProtocolParameters } from "./parameters.ts";
import { callsOf, protocolTable, vaultTable, type Numbered, type Table } from "./roles.ts";

/** The vault that is made with the protocol. */
export const FIRST_VAULT = 1;

/** A call that sets something up, whoever may do it: the deployer at first, later the governor with its delay. */
export type Operation = { target: string; data: string };

/** What turns created contracts into a protocol, and a vault into one of its vaults. */
export class Setup {
  private constructor(
    private readonly interfaces: ReadonlyMap<string, Interface>,
    private readonly grants: readonly Grant[],
  ) {}

  static async read(): Promise<Setup> {
    const names = ["AccessManager", "GpuYieldVault", "VaultDirectory", "ReportBounds", "ReporterQuorum"] as const;
    const interfaces = await Promise.all(
      names.map(async (name) => [name, (await compiler.get(name)).interface] as const),
    );
    return new Setup(new Map(interfaces), await readGrants());
  }

  /** Bounds of GPU models, and what seats ask for; the first vault; what the authority is to know of both. */
  protocol(addresses: ProtocolAddresses, parameters: ProtocolParameters): readonly Operation[] {
    const models = Object.entries(parameters.bounds.models).map(([model, limits]) =>
      this.#call("ReportBounds", addresses.bounds, "setBounds", [encodeBytes32String(model), limits]),
    );
    // From here on reporters sign once they have staked.
    const asked = this.#call("ReporterQuorum", addresses.quorum, "setStakes", [addresses.stakes]);
    const first = { number: FIRST_VAULT, addresses, parameters };
    // Last, since what has a role is not the deployer's any more.
    const known = protocolTable(addresses, this.grants, parameters.roles);
    const own = vaultTable(first, this.grants);
    const tables = [known, own].flatMap((table) => this.#authority(addresses, table));
    return [...models, asked, ...this.#bind(addresses, first), ...tables];
  }

  /** A vault: its listing under its number, its sources, its roles, and what it holds of the protocol's. */
  vault(shared: SharedAddresses, vault: Numbered): readonly Operation[] {
    return [...this.#bind(shared, vault), ...this.#authority(shared, vaultTable(vault, this.grants))];
  }

  /** All of these by the authority's only member, at once, and then it is none any more. */
  handover(shared: SharedAddresses, operations: readonly Operation[], deployer: string): string {
    const manager = this.#interface("AccessManager");
    const calls = operations.map(({ target, data }) =>
      target === shared.accessManager ? data : manager.encodeFunctionData("execute", [target, data]),
    );
    const last = manager.encodeFunctionData("renounceRole", [ROLES.admin, deployer]);
    return manager.encodeFunctionData("multicall", [[...calls, last]]);
  }

  /** The vault lists its sources in this order. */
  #bind({ directory }: SharedAddresses, { number, addresses, parameters }: Numbered): readonly Operation[] {
    const sources = SOURCE_KEYS.map((key) =>
      this.#call("GpuYieldVault", addresses.vault, "bindSource", [addresses[key as keyof VaultAddresses]]),
    );
    const companions = COMPANION_KEYS.map((key) => ({
      name: encodeBytes32String(key),
      target: addresses[key as keyof VaultAddresses],
    }));
    const listing = [addresses.vault, number, parameters.what, companions];
    return [this.#call("VaultDirectory", directory, "list", listing), ...sources];
  }

  #authority({ accessManager }: SharedAddresses, table: Table): readonly Operation[] {
    return callsOf(table).map(([name, args]) => this.#call("AccessManager", accessManager, name, args));
  }

  #call(contract: ContractName, target: string, name: string, args: readonly unknown[]): Operation {
    return { target, data: this.#interface(contract).encodeFunctionData(name, args) };
  }

  #interface(contract: ContractName): Interface {
    const found = this.interfaces.get(contract);
    if (!found) throw new Error(`no interface of ${contract} was read`);
    return found;
  }
}
