import type { Page } from "playwright-core";
import { createWalletClient, defineChain, http, numberToHex, type Address, type Hex } from "viem";
import { privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";

const CHAIN_ID = 31337;

/** A request as a page makes it (EIP-1193). */
type Request = {
  method: string;
  params?: readonly unknown[];
};

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
 * decline, and to stand on another chain.
 */
export class TestWallet {
  readonly address: Address;
  /** What the page asked for, in order. */
  readonly requests: string[] = [];
  private readonly account: PrivateKeyAccount;
  private readonly declines = new Set<string>();
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

  private send({ to, data, gas }: { to: Address; data?: Hex; gas?: Hex }): Promise<Hex> {
    if (this.chainId !== CHAIN_ID) throw new ProviderError(4901, "The wallet is on another chain.");
    const chain = defineChain({
      id: CHAIN_ID,
      name: "Local chain",
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [this.rpcUrl] } },
    });
    const client = createWalletClient({ account: this.account, chain, transport: http() });
    return client.sendTransaction({ to, data, gas: gas === undefined ? undefined : BigInt(gas) });
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
