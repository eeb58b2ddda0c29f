//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// LossAnnouncements
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const lossAnnouncementsAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'authority_', type: 'address' },
      { name: 'vault_', type: 'address' },
      { name: 'registry_', type: 'address' },
    ],
    stateMutability: 'nonpayable',
  },
  { type: 'error', inputs: [{ name: 'authority', type: 'address' }], name: 'AccessManagedInvalidAuthority' },
  {
    type: 'error',
    inputs: [
      { name: 'caller', type: 'address' },
      { name: 'delay', type: 'uint32' },
    ],
    name: 'AccessManagedRequiredDelay',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'AccessManagedUnauthorized' },
  {
    type: 'error',
    inputs: [
      { name: 'slope', type: 'int256' },
      { name: 'lossSlope', type: 'int256' },
      { name: 'delinquent', type: 'int256' },
    ],
    name: 'KinkLib_TooWide',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'kind', type: 'uint8' },
    ],
    name: 'LossAnnouncements_Announced',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'until', type: 'uint256' },
    ],
    name: 'LossAnnouncements_Bookable',
  },
  { type: 'error', inputs: [{ name: 'fraction', type: 'uint256' }], name: 'LossAnnouncements_FractionOutOfRange' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'gpus', type: 'uint32' },
      { name: 'inService', type: 'uint32' },
    ],
    name: 'LossAnnouncements_GpusOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'kind', type: 'uint8' },
    ],
    name: 'LossAnnouncements_NotAnnounced',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
    ],
    name: 'LossAnnouncements_NotManager',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'LossAnnouncements_NotWorkouts' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'from', type: 'uint256' },
    ],
    name: 'LossAnnouncements_NotYet',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'LossAnnouncements_NothingFinanced' },
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
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'kind', type: 'uint8', indexed: true },
      { name: 'waitsUntil', type: 'uint40', indexed: false },
    ],
    name: 'AnnouncementEnded',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [{ name: 'authority', type: 'address', indexed: false }],
    name: 'AuthorityUpdated',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'kind', type: 'uint8', indexed: true },
      { name: 'fraction', type: 'uint256', indexed: false },
      { name: 'gpus', type: 'uint32', indexed: false },
      { name: 'bookableFrom', type: 'uint40', indexed: false },
    ],
    name: 'LossAnnounced',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'fraction', type: 'uint256', indexed: false },
      { name: 'delinquent', type: 'uint256', indexed: false },
    ],
    name: 'LossMarked',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'gpus', type: 'uint32' },
    ],
    name: 'announceLostGpus',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'fraction', type: 'uint40' },
    ],
    name: 'announceSale',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'fraction', type: 'uint40' },
    ],
    name: 'announceWriteDown',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'announcementOf',
    outputs: [
      {
        name: '',
        type: 'tuple',
        components: [
          { name: 'kind', type: 'uint8' },
          { name: 'fraction', type: 'uint40' },
          { name: 'gpus', type: 'uint32' },
          { name: 'announcedAt', type: 'uint40' },
          { name: 'waitsUntil', type: 'uint40' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'authority',
    outputs: [{ name: '', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'cancelAnnouncement',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'endSale',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: '', type: 'uint8' }],
    name: 'finances',
    outputs: [{ name: '', type: 'bool' }],
    stateMutability: 'pure',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'follow',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'isConsumingScheduledOp',
    outputs: [{ name: '', type: 'bytes4' }],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'isIdle', outputs: [{ name: '', type: 'bool' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'markOf',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'markSold',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'outlook',
    outputs: [
      { name: '', type: 'uint256' },
      { name: '', type: 'uint40' },
    ],
    stateMutability: 'pure',
  },
  {
    type: 'function',
    inputs: [{ name: 'newAuthority', type: 'address' }],
    name: 'setAuthority',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'take',
    outputs: [
      { name: 'fraction', type: 'uint256' },
      { name: 'gpus', type: 'uint32' },
    ],
    stateMutability: 'nonpayable',
  },
  { type: 'function', inputs: [], name: 'vault', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
] as const
