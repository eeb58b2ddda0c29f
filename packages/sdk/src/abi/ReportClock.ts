//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// ReportClock
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const reportClockAbi = [
  { type: 'constructor', inputs: [{ name: 'registry_', type: 'address' }], stateMutability: 'nonpayable' },
  {
    type: 'error',
    inputs: [
      { name: 'gasLeft', type: 'uint256' },
      { name: 'needed', type: 'uint256' },
    ],
    name: 'ReportClock_LowGas',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'ReportClock_NotOracle' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'vetoes', type: 'uint8' },
    ],
    name: 'ReportClock_WrongVeto',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'period', type: 'uint32', indexed: true },
      { name: 'from', type: 'uint40', indexed: false },
      { name: 'limit', type: 'uint32', indexed: false },
    ],
    name: 'DeadlinesPostponed',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'doubtsOf',
    outputs: [
      { name: 'vetoes', type: 'uint8' },
      { name: 'disputed', type: 'bool' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'start', type: 'uint40' },
      { name: 'disputeTime', type: 'uint256' },
      { name: 'vetoTime', type: 'uint256' },
    ],
    name: 'onDispute',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'start', type: 'uint40' },
      { name: 'before', type: 'uint8' },
      { name: 'vetoTime', type: 'uint256' },
    ],
    name: 'onVeto',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  { type: 'function', inputs: [], name: 'oracle', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'start', type: 'uint40' },
    ],
    name: 'postponementOf',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
] as const
