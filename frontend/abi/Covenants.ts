// Written by `npm run abi`. Do not edit.

export const covenantsAbi = [
  {"stateMutability":"nonpayable","type":"constructor","inputs":[{"name":"vault_","type":"address"},{"name":"registry_","type":"address"},{"name":"drawLimits_","type":"address"}]},
  {"name":"Covenants_NotFinanced","type":"error","inputs":[{"name":"cluster","type":"uint256"}]},
  {"name":"Covenants_NotManager","type":"error","inputs":[{"name":"cluster","type":"uint256"},{"name":"caller","type":"address"}]},
  {"name":"Covenants_NotOrigination","type":"error","inputs":[{"name":"caller","type":"address"}]},
  {"name":"SafeCastOverflowedIntDowncast","type":"error","inputs":[{"name":"bits","type":"uint8"},{"name":"value","type":"int256"}]},
  {"name":"SafeCastOverflowedUintDowncast","type":"error","inputs":[{"name":"bits","type":"uint8"},{"name":"value","type":"uint256"}]},
  {"anonymous":false,"name":"BreachesChanged","type":"event","inputs":[{"indexed":true,"name":"operator","type":"address"},{"indexed":false,"name":"breaches","type":"uint256"}]},
  {"anonymous":false,"name":"CovenantTierChanged","type":"event","inputs":[{"indexed":true,"name":"cluster","type":"uint256"},{"indexed":false,"name":"oldTier","type":"uint8"},{"indexed":false,"name":"newTier","type":"uint8"},{"components":[{"name":"coverageBps","type":"int256"},{"name":"loanToValueBps","type":"uint256"},{"name":"priceBps","type":"uint256"}],"indexed":false,"name":"figures","type":"tuple"}]},
  {"anonymous":false,"name":"CovenantsTested","type":"event","inputs":[{"indexed":true,"name":"cluster","type":"uint256"},{"indexed":true,"name":"period","type":"uint32"},{"indexed":false,"name":"tier","type":"uint8"},{"components":[{"name":"coverageBps","type":"int256"},{"name":"loanToValueBps","type":"uint256"},{"name":"priceBps","type":"uint256"}],"indexed":false,"name":"figures","type":"tuple"}]},
  {"name":"breachesOf","stateMutability":"view","type":"function","inputs":[{"name":"operator","type":"address"}],"outputs":[{"name":"","type":"uint256"}]},
  {"name":"covenantsOf","stateMutability":"view","type":"function","inputs":[{"name":"cluster","type":"uint256"}],"outputs":[{"components":[{"components":[{"name":"periods","type":"uint8"},{"name":"curePeriods","type":"uint8"},{"name":"coverageBps","type":"uint16[3]"},{"name":"loanToValueBps","type":"uint16[3]"},{"name":"priceBps","type":"uint16[3]"},{"name":"priceLow","type":"uint96"}],"name":"terms","type":"tuple"},{"name":"tier","type":"uint8"},{"name":"good","type":"uint8"},{"name":"income","type":"int256"},{"name":"service","type":"uint256"}],"name":"","type":"tuple"}]},
  {"name":"end","stateMutability":"nonpayable","type":"function","inputs":[{"name":"cluster","type":"uint256"}],"outputs":[]},
  {"name":"onReport","stateMutability":"nonpayable","type":"function","inputs":[{"name":"cluster","type":"uint256"},{"name":"period","type":"uint32"},{"name":"payment","type":"uint256"},{"name":"between","type":"uint256"},{"name":"value","type":"uint256"}],"outputs":[{"name":"tier","type":"uint8"}]},
  {"name":"priceLowOf","stateMutability":"view","type":"function","inputs":[{"name":"cluster","type":"uint256"}],"outputs":[{"name":"","type":"uint96"}]},
  {"name":"set","stateMutability":"nonpayable","type":"function","inputs":[{"name":"cluster","type":"uint256"},{"name":"operator","type":"address"},{"components":[{"name":"periods","type":"uint8"},{"name":"curePeriods","type":"uint8"},{"name":"coverageBps","type":"uint16[3]"},{"name":"loanToValueBps","type":"uint16[3]"},{"name":"priceBps","type":"uint16[3]"},{"name":"priceLow","type":"uint96"}],"name":"terms","type":"tuple"}],"outputs":[]},
  {"name":"tierOf","stateMutability":"view","type":"function","inputs":[{"name":"cluster","type":"uint256"}],"outputs":[{"name":"","type":"uint8"}]},
  {"name":"vault","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"address"}]},
] as const;
