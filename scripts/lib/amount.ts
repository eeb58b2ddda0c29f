export { showAmount } from "@gpu-yield-vaults/sdk/text";
