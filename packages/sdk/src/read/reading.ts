import type {
  Abi,
  Address,
  Client,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  ReadContractParameters,
} from "viem";
import { getBlock, readContract } from "viem/actions";
import { blockFailure, viewFailure } from "./ReadError.ts";

/** Whatever viem reads a chain through. What is asked at the same moment travels together where it batches. */
export type ReadClient = Client;

/** The block at whose end everything was read. Its timestamp is the only clock that the contracts know. */
export type AsOf = {
  readonly number: bigint;
  /** Unix seconds. */
  readonly timestamp: number;
};

/** Of which block. */
export type ReadOptions = {
  /** The newest unless told. Older ones ask for a node that keeps their state. */
  readonly blockNumber?: bigint | undefined;
  /** A block that is known already, from another reading: it is not asked for once more. */
  readonly asOf?: AsOf | undefined;
};

type Views<abi extends Abi> = ContractFunctionName<abi, "pure" | "view">;
type Arguments<abi extends Abi, name extends Views<abi>> = ContractFunctionArgs<abi, "pure" | "view", name>;

/** Asks one contract by its functions' names. */
export type Ask<abi extends Abi> = <name extends Views<abi>, const args extends Arguments<abi, name>>(
  functionName: name,
  ...args: args extends readonly unknown[] ? args : never
) => Promise<ContractFunctionReturnType<abi, "pure" | "view", name, args>>;

/** One block, and the contracts at it. */
export type Reading = {
  readonly asOf: AsOf;
  readonly client: ReadClient;
  readonly at: <const abi extends Abi>(abi: abi, address: Address) => Ask<abi>;
};

/** Settles on a block, once. Everything asked through what it returns is as of that block's end. */
export async function openReading(client: ReadClient, { blockNumber, asOf }: ReadOptions): Promise<Reading> {
  const settled = asOf ?? (await readBlock(client, blockNumber));
  return {
    asOf: settled,
    client,
    at:
      <const abi extends Abi>(abi: abi, address: Address): Ask<abi> =>
      async (functionName, ...args) => {
        const call = { abi, address, functionName, args, blockNumber: settled.number };
        try {
          return (await readContract(client, call as unknown as ReadContractParameters)) as never;
        } catch (error) {
          throw viewFailure(error, { address, functionName, block: settled.number });
        }
      },
  };
}

/** The newest block, or the one of a number. */
export async function readBlock(client: ReadClient, blockNumber?: bigint): Promise<AsOf> {
  try {
    const block = await getBlock(client, blockNumber === undefined ? { blockTag: "latest" } : { blockNumber });
    return { number: block.number, timestamp: Number(block.timestamp) };
  } catch (error) {
    throw blockFailure(error, blockNumber);
  }
}
