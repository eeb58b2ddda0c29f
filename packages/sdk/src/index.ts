/** Read, check and act on vaults that finance GPU clusters. */

export * as model from "./model/index.ts";
