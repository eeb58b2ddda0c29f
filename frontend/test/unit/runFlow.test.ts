import { expect } from "chai";
import {
  createPublicClient,
  createWalletClient,
  custom,
  encodeFunctionData,
  erc20Abi,
  type Address,
  type Hash,
  type Hex,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { FlowError } from "../../src/lib/errors/explain";
import { approveSteps } from "../../src/lib/flows/approveSteps";
import { bundled, isBundleable } from "../../src/lib/flows/bundled";
import { canBatch } from "../../src/lib/flows/canBatch";
import type { Flow, FlowContext, FlowProgress, FlowStep, TransactionStep } from "../../src/lib/flows/flow";
import { runFlow, START, type Reached } from "../../src/lib/flows/runFlow";
import { signPermit } from "../../src/lib/flows/signPermit";
import type { Sent } from "../../src/lib/pending/sent";
import { deploy, localChain, type LocalChain } from "./localChain";

const SPENDER: Address = "0x00000000000000000000000000000000000000ff";
type Answers = Record<string, (params: unknown[]) => unknown>;

describe("a flow", () => {
  let chain: LocalChain;
  let account: Address;
  let asked: string[];

  before(async () => {
    chain = await localChain();
    account = chain.accounts[1] ?? SPENDER;
  });
  beforeEach(() => {
    asked = [];
  });

  /** A wallet that answers some methods as it is told, and hands the rest to the chain. */
  function context(answers: Answers = {}): FlowContext {
    const request = ({ method, params }: { method: string; params: unknown[] }): Promise<unknown> => {
      asked.push(method);
      const answer = answers[method];
      return answer ? Promise.resolve().then(() => answer(params)) : chain.provider.request({ method, params });
    };
    const wallet = createWalletClient({ account, chain: hardhat, transport: custom({ request }, { retryCount: 0 }) });
    const client = createPublicClient({ chain: hardhat, transport: custom(chain.provider, { retryCount: 0 }) });
    return { client, wallet, account };
  }

  const steps: number[] = [];
  function progress({ client }: FlowContext): FlowProgress {
    steps.length = 0;
    return {
      onStep: (index) => steps.push(index),
      onSent: () => undefined,
      end: ({ id }: Sent) => client.getTransactionReceipt({ hash: id as Hash }),
    };
  }

  const flowOf = (...parts: FlowStep[]): Flow => ({
    id: "deposit",
    title: "Approve",
    summary: [],
    steps: parts,
    verify: ({ transactionHash }) => [{ label: "Sent", value: transactionHash }],
  });

  const approvals = (token: Address, amount: bigint, allowance: bigint): TransactionStep[] =>
    approveSteps({ token, spender: SPENDER, amount, shown: "it", allowance });
  const run = async (flow: Flow, by: FlowContext, from: Reached = START) => runFlow(flow, by, progress(by), from);
  const allowed = (token: Address): Promise<bigint> =>
    chain.client.readContract({ address: token, abi: erc20Abi, functionName: "allowance", args: [account, SPENDER] });
  const sentByWallet = (): number => asked.filter((method) => method === "eth_sendTransaction").length;

  describe("that needs an approval", () => {
    it("asks for none where enough is allowed", () => {
      expect(approvals(chain.token, 5n, 5n)).to.deep.equal([]);
    });

    it("approves exactly, in one step, where nothing or something is allowed and the token minds neither", async () => {
      await run(flowOf(...approvals(chain.token, 5n, 0n)), context());
      expect([await allowed(chain.token), sentByWallet()]).to.deep.equal([5n, 1]);
      await run(flowOf(...approvals(chain.token, 9n, 5n)), context());
      expect([await allowed(chain.token), sentByWallet()]).to.deep.equal([9n, 2]);
    });

    it("takes the old approval back first where the token asks for it", async () => {
      const token = await deploy(chain, "MockNoReturnToken", [6]);
      await run(flowOf(...approvals(token, 5n, 0n)), context());
      asked = [];
      const parts = approvals(token, 9n, 5n);
      expect(parts.map(({ id }) => id)).to.deep.equal(["clear", "approve"]);
      await run(flowOf(...parts), context());
      expect([await allowed(token), sentByWallet()]).to.deep.equal([9n, 2]);
    });

    it("does nothing that was done meanwhile", async () => {
      const token = await deploy(chain, "MockNoReturnToken", [6]);
      const parts = approvals(token, 5n, 0n);
      await run(flowOf(...parts), context());
      asked = [];
      const mint = encodeFunctionData({ abi: MINT, functionName: "mint", args: [account, 1n] });
      await run(flowOf(...parts, transaction("mint", chain.token, mint)), context());
      expect(sentByWallet()).to.equal(1);
    });
  });

  describe("that fails at its second step", () => {
    const mint = (): Hex => encodeFunctionData({ abi: MINT, functionName: "mint", args: [account, 1n] });

    it("goes on there, and sends nothing twice", async () => {
      let isDeclined = true;
      const declining = context({
        eth_sendTransaction: (params) => {
          if (sentByWallet() === 2 && isDeclined) {
            isDeclined = false;
            throw Object.assign(new Error("User rejected the request."), { code: 4001 });
          }
          return chain.provider.request({ method: "eth_sendTransaction", params });
        },
      });
      const flow = flowOf(transaction("one", chain.token, mint()), transaction("two", chain.token, mint()));
      const error = await run(flow, declining).catch(String);
      expect(error).to.contain("User rejected");
      expect(steps).to.deep.equal([0, 1]);
      await run(flow, declining, { step: 1 });
      expect(steps).to.deep.equal([1]);
      expect(sentByWallet()).to.equal(3);
    });

    it("asks after what it has sent already, instead of sending another", async () => {
      const by = context();
      let sent: Sent | undefined;
      const lost = { ...progress(by), onSent: (it: Sent) => (sent = it), end: () => Promise.reject(new Error("gone")) };
      const flow = flowOf(transaction("one", chain.token, mint()));
      expect(await runFlow(flow, by, lost).catch(String)).to.contain("gone");
      const rows = await run(flow, by, { step: 0, sent });
      expect(rows).to.deep.equal([{ label: "Sent", value: sent?.id }]);
      expect(sentByWallet()).to.equal(1);
    });
  });

  describe("whose wallet carries out several calls as one", () => {
    it("has one step of them, and sends them as all or nothing", async () => {
      const parts = approvals(chain.token, 50n, 0n);
      const mint = transaction(
        "mint",
        chain.token,
        encodeFunctionData({ abi: MINT, functionName: "mint", args: [account, 1n] }),
      );
      const flow = bundled(flowOf(...parts, mint));
      expect(flow.steps.map(({ kind }) => kind)).to.deep.equal(["batch"]);
      let batch: { calls: { to: Address }[]; atomicRequired: boolean } | undefined;
      const hash = await chain.client.sendTransaction({ account, to: account });
      const by = context({
        wallet_sendCalls: ([given]) => {
          batch = given as typeof batch;
          return { id: hash };
        },
      });
      await run(flow, by);
      expect(batch?.atomicRequired).to.equal(true);
      expect(batch?.calls.map(({ to }) => to.toLowerCase())).to.deep.equal(
        [chain.token, chain.token].map((to) => to.toLowerCase()),
      );
      expect(sentByWallet()).to.equal(0);
    });

    it("is asked whether it does, and one that does not know the question does not", async () => {
      const answer = (status: string) => ({ wallet_getCapabilities: () => ({ "0x7a69": { atomic: { status } } }) });
      expect(await canBatch(context(answer("supported")).wallet, 31_337)).to.equal(true);
      expect(await canBatch(context(answer("ready")).wallet, 31_337)).to.equal(false);
      expect(await canBatch(context().wallet, 31_337)).to.equal(false);
    });

    it("keeps a signature apart, and a single transaction as it is", () => {
      const sign: FlowStep = {
        kind: "signature",
        id: "s",
        label: "Sign",
        explanation: "",
        sign: () => Promise.resolve(),
      };
      const one = transaction("one", chain.token, "0x");
      expect(isBundleable(flowOf(sign, one))).to.equal(false);
      expect(bundled(flowOf(sign, one)).steps).to.deep.equal([sign, one]);
    });
  });

  describe("that asks for a signed permission", () => {
    const owner = privateKeyToAccount(generatePrivateKey());
    const other = privateKeyToAccount(generatePrivateKey());
    const sign = async (signature: (typed: string) => Promise<Hex>) => {
      const by = { ...context({ eth_signTypedData_v4: ([, typed]) => signature(typed as string) }) };
      const wallet = createWalletClient({
        account: owner.address,
        chain: hardhat,
        transport: custom({
          request: ({ method, params }: { method: string; params: unknown[] }) =>
            method === "eth_signTypedData_v4"
              ? signature(params[1] as string)
              : chain.provider.request({ method, params }),
        }),
      });
      const domain = { name: "Test Dollar", version: "1", chainId: 31_337, verifyingContract: chain.token };
      return signPermit({ ...by, wallet, account: owner.address }, domain, SPENDER, 7n, 2n ** 40n);
    };
    type Typed = Parameters<typeof owner.signTypedData>[0];
    const by = (key: typeof owner) => (typed: string) => key.signTypedData(JSON.parse(typed) as Typed);

    it("takes one of 65 bytes and one of 64", async () => {
      const plain = await sign(by(owner));
      expect([27, 28]).to.include(plain.v);
      const compact = await sign(async (typed): Promise<Hex> => {
        const signature = await by(owner)(typed);
        const isOdd = signature.endsWith("1c");
        const half = BigInt(`0x${signature.slice(66, 130)}`) | (isOdd ? 1n << 255n : 0n);
        return `${signature.slice(0, 66) as Hex}${half.toString(16).padStart(64, "0")}`;
      });
      expect(compact).to.deep.equal(plain);
    });

    it("refuses one in another form, and one by another key, with the other way", async () => {
      const words = async (signature: (typed: string) => Promise<Hex>): Promise<unknown> =>
        sign(signature).catch((error: unknown) => error instanceof FlowError && [error.message, error.next]);
      const next = "Use an approval instead: it needs no signature.";
      const long: Hex = `0x${"11".repeat(300)}`;
      expect(await words(() => Promise.resolve(long))).to.deep.equal([
        "The wallet signs in a form that the token does not take.",
        next,
      ]);
      expect(await words(by(other))).to.deep.equal([
        "The wallet has signed with another key than the account’s.",
        next,
      ]);
    });
  });
});

const MINT = [
  {
    type: "function",
    name: "mint",
    stateMutability: "nonpayable",
    inputs: [
      { name: "to", type: "address" },
      { name: "amount", type: "uint256" },
    ],
    outputs: [],
  },
] as const;

const transaction = (id: string, to: Address, data: Hex): TransactionStep => ({
  kind: "transaction",
  id,
  label: id,
  explanation: "",
  call: () => ({ to, data }),
});
