import { keccak256, type Hash } from "viem";
import { isContractCode } from "../chain/accountCode";
import { safeNonceOf } from "../pending/readSafeFate";
import type { Sent } from "../pending/sent";
import type { Call, FlowContext } from "./flow";

/** Spare gas, percent: a kink that falls due in between costs its sender a little more than was estimated. */
const SPARE_GAS = 130n;

/** Hands a call to the wallet, and notes what is needed to find out how it ends. */
export async function sendTransaction(call: Call, context: FlowContext): Promise<Sent> {
  const { client, wallet, account } = context;
  // The estimate is also the rehearsal: a call that would fail is told before the wallet asks for anything.
  const gas = await client.estimateGas({ account, ...call });
  const place = await placeOf(context);
  const id = await wallet.sendTransaction({ ...call, gas: (gas * SPARE_GAS) / 100n });
  const sent: Sent = { id, kind: "transaction", ...place, ...said(call) };
  return { ...sent, ...(await learn(context, call, sent)) };
}

/** Hands calls to a wallet that carries out all of them or none. */
export async function sendBatch(calls: readonly Call[], context: FlowContext): Promise<Sent> {
  const { client, wallet, account } = context;
  const [first, last] = [calls[0], calls.at(-1)];
  if (!first || !last) throw new Error("There is no call to send.");
  // The others may need what comes before them.
  await client.estimateGas({ account, ...first });
  const place = await placeOf(context);
  const { id } = await wallet.sendCalls({ account: wallet.account, calls: [...calls], forceAtomic: true });
  return { id, kind: "batch", ...place, ...said(last) };
}

const said = ({ to, data }: Call): Pick<Sent, "to" | "dataHash"> => ({ to, dataHash: keccak256(data) });

async function placeOf({ client, account }: FlowContext): Promise<Omit<Sent, "id" | "kind" | "to" | "dataHash">> {
  const [after, nonce, code] = await Promise.all([
    client.getBlockNumber({ cacheTime: 0 }),
    client.getTransactionCount({ address: account, blockTag: "pending" }),
    client.getCode({ address: account }),
  ]);
  return { account, after: Number(after), nonce, isNonceSeen: false, isContract: isContractCode(code) };
}

/** What a node knows of it at once. It is on its way: nothing here may fail it. */
async function learn({ client, account }: FlowContext, call: Call, { id, isContract }: Sent): Promise<Partial<Sent>> {
  try {
    if (isContract) return { safeNonce: await safeNonceOf(client, account, call, id as Hash) };
    const { nonce } = await client.getTransaction({ hash: id as Hash });
    return { nonce, isNonceSeen: true };
  } catch {
    return {};
  }
}
