import { HDNodeWallet, Mnemonic } from "ethers";
import { LOCAL_ACTORS, LOCAL_REPORTERS } from "../../deploy/parameters/local.ts";

/** Hardhat's published mnemonic: everybody has these keys, so nothing of value may ever belong to them. */
const PHRASE = "test test test test test test test test test test test junk";
const ACCOUNTS = 20;

let wallets: readonly HDNodeWallet[] | undefined;

/** The local chain's accounts, with their keys. */
export function localAccounts(): readonly HDNodeWallet[] {
  wallets ??= deriveAll();
  return wallets;
}

/** One of them by what it does. */
export function localActor(name: keyof typeof LOCAL_ACTORS): HDNodeWallet {
  return localAccount(LOCAL_ACTORS[name]);
}

/** The local chain's reporters, by ascending address, as signatures are given. */
export function localReporters(): readonly HDNodeWallet[] {
  const { firstReporter } = LOCAL_ACTORS;
  const reporters = Array.from({ length: LOCAL_REPORTERS }, (_, index) => localAccount(firstReporter + index));
  return reporters.sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
}

/** One of them by its place. */
export function localAccount(index: number): HDNodeWallet {
  const wallet = localAccounts()[index];
  if (!wallet) throw new Error(`the local chain has no account ${index}`);
  return wallet;
}

function deriveAll(): readonly HDNodeWallet[] {
  const parent = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(PHRASE), "m/44'/60'/0'/0");
  return Array.from({ length: ACCOUNTS }, (_, index) => parent.deriveChild(index));
}
