import { toQuantity, type ContractTransaction } from "ethers";
import hre from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { z } from "zod";
import type { RawLog } from "./events.ts";

const GAS_LIMIT = 8_000_000n;
/** Wei per gas; far above the base fee of blocks that are nearly empty. */
const GAS_PRICE = 10n ** 10n;

/** A chain of this process alone, whose clock stands where it is put. */
export type LocalChain = {
  connection: NetworkConnection;
  /** The latest block's time, unix seconds. */
  now(): Promise<number>;
  /** The next block's time, unix seconds; it may be the latest block's. */
  setTime(seconds: number): Promise<void>;
  /** Mines a block at `seconds`. */
  mineAt(seconds: number): Promise<void>;
  /** Has `from` send a transaction, in a block of its own at `seconds`, and returns its logs. A revert throws. */
  send(from: string, seconds: number, request: ContractTransaction): Promise<readonly RawLog[]>;
};

const receiptSchema = z.object({
  status: z.string(),
  logs: z.array(z.object({ address: z.string(), topics: z.array(z.string()), data: z.string() })),
});

const blockSchema = z.object({ timestamp: z.string() });

/** Opens a fresh chain whose first block is at `startsAt`, unix seconds. */
export async function openLocalChain(startsAt: number): Promise<LocalChain> {
  const connection = await hre.network.create({
    network: "default",
    override: {
      initialDate: new Date(startsAt * 1000).toISOString(),
      // A rollup does it too; and so what happens in one second of a scenario happens in that second.
      allowBlocksWithSameTimestamp: true,
    },
  });
  const { provider } = connection;

  const setTime = async (seconds: number) => {
    await provider.request({ method: "evm_setNextBlockTimestamp", params: [seconds] });
  };
  return {
    connection,
    async now() {
      const { timestamp } = blockSchema.parse(
        await provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] }),
      );
      return Number(timestamp);
    },
    setTime,
    async mineAt(seconds) {
      await setTime(seconds);
      await provider.request({ method: "evm_mine" });
    },
    async send(from, seconds, { to, data }) {
      await setTime(seconds);
      const transaction = { from, to, data, gas: toQuantity(GAS_LIMIT), gasPrice: toQuantity(GAS_PRICE) };
      const hash: unknown = await provider.request({ method: "eth_sendTransaction", params: [transaction] });
      const receipt = receiptSchema.parse(
        await provider.request({ method: "eth_getTransactionReceipt", params: [hash] }),
      );
      if (receipt.status !== "0x1") throw new Error(`transaction ${String(hash)} failed`);
      return receipt.logs;
    },
  };
}
