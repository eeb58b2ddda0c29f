//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// Covenants
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const covenantsAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'vault_', type: 'address' },
      { name: 'registry_', type: 'address' },
      { name: 'drawLimits_', type: 'address' },
    ],
    stateMutability: 'nonpayable',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'Covenants_NotFinanced' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
    ],
    name: 'Covenants_NotManager',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'Covenants_NotOrigination' },
  {
    type: 'error',
    inputs: [
      { name: 'bits', type: 'uint8' },
      { name: 'value', type: 'int256' },
    ],
    name: 'SafeCastOverflowedIntDowncast',
  },
  {
    type: 'error',
    inputs: [
      { name: 'bits', type: 'uint8' },
      { name: 'value', type: 'uint256' },
    ],
    name: 'SafeCastOverflowedUintDowncast',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'operator', type: 'address', indexed: true },
      { name: 'breaches', type: 'uint256', indexed: false },
    ],
    name: 'BreachesChanged',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'oldTier', type: 'uint8', indexed: false },
      { name: 'newTier', type: 'uint8', indexed: false },
      {
        name: 'figures',
        type: 'tuple',
        components: [
          { name: 'coverageBps', type: 'int256' },
          { name: 'loanToValueBps', type: 'uint256' },
          { name: 'priceBps', type: 'uint256' },
        ],
        indexed: false,
      },
    ],
    name: 'CovenantTierChanged',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'period', type: 'uint32', indexed: true },
      { name: 'tier', type: 'uint8', indexed: false },
      {
        name: 'figures',
        type: 'tuple',
        components: [
          { name: 'coverageBps', type: 'int256' },
          { name: 'loanToValueBps', type: 'uint256' },
          { name: 'priceBps', type: 'uint256' },
        ],
        indexed: false,
      },
    ],
    name: 'CovenantsTested',
  },
  {
    type: 'function',
    inputs: [{ name: 'operator', type: 'address' }],
    name: 'breachesOf',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'covenantsOf',
    outputs: [
      {
        name: '',
        type: 'tuple',
        components: [
          {
            name: 'terms',
            type: 'tuple',
            components: [
              { name: 'periods', type: 'uint8' },
              { name: 'curePeriods', type: 'uint8' },
              { name: 'coverageBps', type: 'uint16[3]' },
              { name: 'loanToValueBps', type: 'uint16[3]' },
              { name: 'priceBps', type: 'uint16[3]' },
              { name: 'priceLow', type: 'uint96' },
            ],
          },
          { name: 'tier', type: 'uint8' },
          { name: 'good', type: 'uint8' },
          { name: 'income', type: 'int256' },
          { name: 'service', type: 'uint256' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'end',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'payment', type: 'uint256' },
      { name: 'between', type: 'uint256' },
      { name: 'value', type: 'uint256' },
    ],
    name: 'onReport',
    outputs: [{ name: 'tier', type: 'uint8' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'priceLowOf',
    outputs: [{ name: '', type: 'uint96' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'operator', type: 'address' },
      {
        name: 'terms',
        type: 'tuple',
        components: [
          { name: 'periods', type: 'uint8' },
          { name: 'curePeriods', type: 'uint8' },
          { name: 'coverageBps', type: 'uint16[3]' },
          { name: 'loanToValueBps', type: 'uint16[3]' },
          { name: 'priceBps', type: 'uint16[3]' },
          { name: 'priceLow', type: 'uint96' },
        ],
      },
    ],
    name: 'set',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'tierOf',
    outputs: [{ name: '', type: 'uint8' }],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'vault', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
] as const
