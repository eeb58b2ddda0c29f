// Written by `npm run abi`. Do not edit.

export const vaultLensAbi = [
  {"stateMutability":"nonpayable","type":"constructor","inputs":[{"name":"vault_","type":"address"}]},
  {"name":"cap","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint256"}]},
  {"name":"depositStatus","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint8"}]},
  {"name":"entryPrice","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint256"}]},
  {"name":"exitPrice","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint256"}]},
  {"name":"paused","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"bool"}]},
  {"name":"value","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint256"}]},
  {"name":"vault","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"address"}]},
  {"name":"withdrawStatus","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint8"}]},
] as const;
