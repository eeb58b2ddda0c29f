// Written by `npm run abi`. Do not edit.

export const reportClockAbi = [
  {"stateMutability":"nonpayable","type":"constructor","inputs":[{"name":"registry_","type":"address"}]},
  {"name":"ReportClock_LowGas","type":"error","inputs":[{"name":"gasLeft","type":"uint256"},{"name":"needed","type":"uint256"}]},
  {"name":"ReportClock_NotOracle","type":"error","inputs":[{"name":"caller","type":"address"}]},
  {"name":"ReportClock_WrongVeto","type":"error","inputs":[{"name":"cluster","type":"uint256"},{"name":"period","type":"uint32"},{"name":"vetoes","type":"uint8"}]},
  {"anonymous":false,"name":"DeadlinesPostponed","type":"event","inputs":[{"indexed":true,"name":"cluster","type":"uint256"},{"indexed":true,"name":"period","type":"uint32"},{"indexed":false,"name":"from","type":"uint40"},{"indexed":false,"name":"limit","type":"uint32"}]},
  {"name":"doubtsOf","stateMutability":"view","type":"function","inputs":[{"name":"cluster","type":"uint256"},{"name":"period","type":"uint32"}],"outputs":[{"name":"vetoes","type":"uint8"},{"name":"disputed","type":"bool"}]},
  {"name":"onDispute","stateMutability":"nonpayable","type":"function","inputs":[{"name":"cluster","type":"uint256"},{"name":"period","type":"uint32"},{"name":"start","type":"uint40"},{"name":"disputeTime","type":"uint256"},{"name":"vetoTime","type":"uint256"}],"outputs":[]},
  {"name":"onVeto","stateMutability":"nonpayable","type":"function","inputs":[{"name":"cluster","type":"uint256"},{"name":"period","type":"uint32"},{"name":"start","type":"uint40"},{"name":"before","type":"uint8"},{"name":"vetoTime","type":"uint256"}],"outputs":[]},
  {"name":"oracle","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"address"}]},
  {"name":"postponementOf","stateMutability":"view","type":"function","inputs":[{"name":"cluster","type":"uint256"},{"name":"start","type":"uint40"}],"outputs":[{"name":"","type":"uint256"}]},
] as const;
