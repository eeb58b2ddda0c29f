import { LOCAL_ACTORS, LOCAL_NAMED_OPERATORS } from "../../deploy/parameters/local.ts";
import { CliError } from "../lib/cliError.ts";
import { localAccount, localActor } from "../lib/localAccounts.ts";

/** Accounts of operators: one of its own for each name, by the order in which the names are met. */
export class Operators {
  readonly #named = new Map<string, string>();

  /** Those that were met, by their names. */
  get named(): ReadonlyMap<string, string> {
    return this.#named;
  }

  /** @param name As the terms give it; clusters without one have one operator. */
  accountOf(name: string | undefined): string {
    if (name === undefined) return localActor("operator").address;
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    if (this.#named.size === LOCAL_NAMED_OPERATORS) {
      throw new CliError(
        `There is no account left for the operator ${name}.`,
        [`named already: ${[...this.#named.keys()].join(", ")}`],
        "give clusters operators of these names, or none.",
      );
    }
    const { address } = localAccount(LOCAL_ACTORS.firstNamedOperator + this.#named.size);
    this.#named.set(name, address);
    return address;
  }
}
