export { DAY, HOUR, showDuration, showInstant } from "@gpu-yield-vaults/sdk/text";
