export { plainSay } from "@gpu-yield-vaults/sdk/text";
