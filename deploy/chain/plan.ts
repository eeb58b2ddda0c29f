import { concat, getCreateAddress, Interface, type JsonFragment } from "ethers";
import type { ArtifactManager } from "hardhat/types/artifacts";
import type { EthereumProvider } from "hardhat/types/providers";
import { addressOf, ask, codeAt, creationOf, PROXY } from "./create2.ts";
import type { Step } from "./sender.ts";

/** What the compiler says of a contract. */
type Compiled = { interface: Interface; initCode: string; runtimeBytes: number };

/** Reads compiled contracts, each of them once. */
export class Compiler {
  readonly #known = new Map<string, Promise<Compiled>>();

  constructor(private readonly artifacts: ArtifactManager) {}

  get(contract: string): Promise<Compiled> {
    const compiled = this.#known.get(contract) ?? this.#read(contract);
    this.#known.set(contract, compiled);
    return compiled;
  }

  async #read(contract: string): Promise<Compiled> {
    const { abi, bytecode, deployedBytecode } = await this.artifacts.readArtifact(contract);
    const runtimeBytes = (deployedBytecode.length - 2) / 2;
    return { interface: new Interface(abi as readonly JsonFragment[]), initCode: bytecode, runtimeBytes };
  }
}

/** A contract that is to be created, and where it will lie. */
export type Creation = {
  contract: string;
  address: string;
  /** Code and constructor arguments. */
  initCode: string;
  runtimeBytes: number;
  salt: string;
};

/**
 * What is to be created, in order. Addresses follow from what is created, so a plan names all of them before anything
 * is sent, and a contract that takes another's address as argument follows it when it changes.
 */
export class Plan {
  readonly creations: Creation[] = [];

  /** @param salt Tells plans apart that would create the same: two vaults with the same terms */
  constructor(
    private readonly compiler: Compiler,
    private readonly salt: string,
  ) {}

  /**
   * @param as Tells it apart from another one of the plan with the same code and arguments.
   * @returns where the contract will lie
   */
  async create(contract: string, args: readonly unknown[] = [], as = contract): Promise<string> {
    const compiled = await this.compiler.get(contract);
    const initCode = concat([compiled.initCode, compiled.interface.encodeDeploy([...args])]);
    const salt = `${this.salt}/${as}`;
    const address = addressOf(salt, initCode);
    this.creations.push({ contract, address, initCode, runtimeBytes: compiled.runtimeBytes, salt });
    return address;
  }
}

/** Where the first contract lies that a contract creates itself, in its constructor. */
export const firstOf = (maker: string): string => getCreateAddress({ from: maker, nonce: 1 });

/** The step that creates a contract, done where its code is. */
export function creationStep(provider: EthereumProvider, { contract, address, initCode, salt }: Creation): Step {
  return {
    name: `create ${contract} at ${address}`,
    to: PROXY,
    data: creationOf(salt, initCode),
    isDone: async () => (await codeAt(provider, address)) !== "0x",
    // The proxy does not pass on why a constructor reverts: it is asked itself.
    reason: () => revertOf(provider, initCode),
  };
}

async function revertOf(provider: EthereumProvider, initCode: string): Promise<string | undefined> {
  try {
    await ask(provider, "eth_call", [{ data: initCode }, "latest"]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Gas that creating takes at most: its call, its code stored, its constructor's words. */
export function gasOf({ initCode, runtimeBytes }: Creation): bigint {
  const bytes = BigInt((initCode.length - 2) / 2);
  return 500_000n + 20n * bytes + 200n * BigInt(runtimeBytes);
}
