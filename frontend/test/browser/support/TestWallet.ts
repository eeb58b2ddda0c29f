import type { Page } from "playwright-core";
import { createWalletClient, defineChain, http, keccak256, numberToHex, type Address, type Hex } from "viem";
import { privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";

const CHAIN_ID = 31337;

/** A request as a page makes it (EIP-1193). */
type Request = {
  method: string;
  params?: readonly unknown[];
};

/** A transaction as it went out, or would have. */
type Transfer = { to: Address; data?: Hex; gas?: bigint; nonce: number; gasPrice: bigint };

/** What a wallet tells the page when it refuses. */
class ProviderError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * A wallet whose key stays in this process: the page sees an EIP-6963 provider that asks here. It can be told to
 * decline, to stand on another chain, to lack what others have, to keep what it says it has sent, and to send another
 * transaction in the place of the last one.
 */
export class TestWallet {
  readonly address: Address;
  /** What the page asked for, in order. */
  readonly requests: string[] = [];
  private readonly account: PrivateKeyAccount;
  /** What this wallet does not know. */
  readonly lacks = new Set<string>();
  /** Whether it carries out several calls as one. */
  isBatching = false;
  /** Whether it keeps what it says it has sent. */
  isWithholding = false;
  private readonly declines = new Set<string>();
  private readonly batches = new Map<string, Hex>();
  private last: Transfer | undefined;
  private chainId: number;
  private isConnected = false;
  private readonly pages: Page[] = [];

  constructor(
    privateKey: string,
    private readonly rpcUrl: string,
    chainId = CHAIN_ID,
  ) {
    this.account = privateKeyToAccount(privateKey as Hex);
    this.address = this.account.address;
    this.chainId = chainId;
  }

  /** Announces the wallet in every document that the page will load; this page has never met it. */
  async inject(page: Page): Promise<void> {
    this.pages.push(page);
    this.isConnected = false;
    await page.exposeFunction("askTestWallet", (text: string) => this.answer(JSON.parse(text) as Request));
    await page.addInitScript({ content: PROVIDER });
  }

  /** The next request of this kind is declined by its owner. */
  declineNext(method: string): void {
    this.declines.add(method);
  }

  count(method: string): number {
    return this.requests.filter((request) => request === method).length;
  }

  private async answer(request: Request): Promise<string> {
    this.requests.push(request.method);
    try {
      if (this.declines.delete(request.method)) throw new ProviderError(4001, "User rejected the request.");
      if (this.lacks.has(request.method)) throw new ProviderError(-32_601, `${request.method} is not known here.`);
      return JSON.stringify({ result: (await this.carryOut(request)) ?? null });
    } catch (error) {
      const { code = -32_603, message, data } = error as Error & { code?: number; data?: unknown };
      return JSON.stringify({ error: { code, message, data } });
    }
  }

  private async carryOut({ method, params = [] }: Request): Promise<unknown> {
    switch (method) {
      case "eth_requestAccounts":
        this.isConnected = true;
        return [this.address];
      case "eth_accounts":
        return this.isConnected ? [this.address] : [];
      case "eth_chainId":
        return numberToHex(this.chainId);
      case "wallet_switchEthereumChain":
        return this.switchTo(Number((params[0] as { chainId: Hex }).chainId));
      case "wallet_requestPermissions":
      case "wallet_revokePermissions":
        throw new ProviderError(-32_601, `${method} is not known here.`);
      case "eth_signTypedData_v4":
        return this.account.signTypedData(
          JSON.parse(params[1] as string) as Parameters<PrivateKeyAccount["signTypedData"]>[0],
        );
      case "eth_sendTransaction":
        return this.send(params[0] as { to: Address; data?: Hex; gas?: Hex });
      case "wallet_getCapabilities":
        return this.isBatching ? { [numberToHex(CHAIN_ID)]: { atomic: { status: "supported" } } } : {};
      case "wallet_sendCalls":
        return this.sendCalls((params[0] as { calls: { to: Address; data?: Hex }[] }).calls);
      case "wallet_getCallsStatus":
        return this.statusOf(params[0] as string);
      default:
        return this.forward(method, params);
    }
  }

  private async switchTo(chainId: number): Promise<null> {
    this.chainId = chainId;
    for (const page of this.pages.filter((candidate) => !candidate.isClosed())) {
      await page.evaluate(`window.emitFromTestWallet("chainChanged", "${numberToHex(chainId)}")`);
    }
    return null;
  }

  /** The last transaction once more, for more. */
  speedUp(): Promise<Hex> {
    return this.instead({});
  }

  /** Nothing in the place of the last transaction. */
  cancel(): Promise<Hex> {
    return this.instead({ to: this.address, data: undefined });
  }

  /** Another call in the place of the last transaction. */
  instead(changes: Partial<Transfer>): Promise<Hex> {
    if (!this.last) throw new Error("Nothing has been sent.");
    return this.broadcast({ ...this.last, gasPrice: this.last.gasPrice * 2n, ...changes });
  }

  /** What was withheld goes out now. */
  release(): Promise<Hex> {
    this.isWithholding = false;
    return this.instead({ gasPrice: this.last?.gasPrice });
  }

  private async send({ to, data, gas }: { to: Address; data?: Hex; gas?: Hex }): Promise<Hex> {
    if (this.chainId !== CHAIN_ID) throw new ProviderError(4901, "The wallet is on another chain.");
    const count = await this.forward("eth_getTransactionCount", [this.address, "pending"]);
    const price = await this.forward("eth_gasPrice", []);
    const nonce = Number(count);
    const transfer = {
      to,
      data,
      nonce,
      gasPrice: BigInt(price as Hex),
      gas: gas === undefined ? undefined : BigInt(gas),
    };
    this.last = transfer;
    return this.broadcast(transfer);
  }

  private async sendCalls(calls: readonly { to: Address; data?: Hex }[]): Promise<{ id: string }> {
    let hash: Hex = "0x";
    for (const call of calls) hash = await this.send(call);
    const id = `batch-${this.batches.size + 1}`;
    this.batches.set(id, hash);
    return { id };
  }

  private async statusOf(id: string): Promise<unknown> {
    const hash = this.batches.get(id);
    if (hash === undefined) throw new ProviderError(5730, "There is no such batch.");
    const receipt = (await this.forward("eth_getTransactionReceipt", [hash])) as Record<string, unknown> | null;
    const receipts = receipt ? [receipt] : [];
    const [version, chainId] = ["2.0.0", numberToHex(CHAIN_ID)];
    return { version, id, chainId, atomic: true, status: receipt ? 200 : 100, receipts };
  }

  private async broadcast(transfer: Transfer): Promise<Hex> {
    const chain = defineChain({
      id: CHAIN_ID,
      name: "Local chain",
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [this.rpcUrl] } },
    });
    const client = createWalletClient({ account: this.account, chain, transport: http() });
    if (!this.isWithholding) return client.sendTransaction(transfer);
    const request = await client.prepareTransactionRequest(transfer);
    return keccak256(
      await this.account.signTransaction(request as Parameters<PrivateKeyAccount["signTransaction"]>[0]),
    );
  }

  private async forward(method: string, params: readonly unknown[]): Promise<unknown> {
    const response = await fetch(this.rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = (await response.json()) as {
      result?: unknown;
      error?: { code: number; message: string };
    };
    if (error) throw new ProviderError(error.code, error.message);
    return result;
  }
}

/** Runs in the page, before its own scripts: an EIP-6963 provider without a key. */
const PROVIDER = `(() => {
  const listeners = new Map();
  const provider = {
    async request({ method, params }) {
      const { result, error } = JSON.parse(await window.askTestWallet(JSON.stringify({ method, params })));
      if (error) throw Object.assign(new Error(error.message), { code: error.code, data: error.data });
      return result;
    },
    on(event, listener) { listeners.set(event, [...(listeners.get(event) ?? []), listener]); },
    removeListener(event, listener) {
      listeners.set(event, (listeners.get(event) ?? []).filter((known) => known !== listener));
    },
  };
  window.emitFromTestWallet = (event, value) => (listeners.get(event) ?? []).forEach((listener) => listener(value));
  const info = {
    uuid: "2f8e1f30-93a4-4a5d-8f0e-6f3c3f8a1b11",
    name: "Test Wallet",
    rdns: "test.wallet",
    icon:
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E" +
      "%3Crect width='8' height='8' rx='2' fill='%23846'/%3E%3C/svg%3E",
  };
  const detail = Object.freeze({ info, provider });
  const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
})();`;
