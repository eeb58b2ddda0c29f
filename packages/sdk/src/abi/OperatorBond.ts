//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// OperatorBond
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const operatorBondAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'authority_', type: 'address' },
      { name: 'vault_', type: 'address' },
      { name: 'registry_', type: 'address' },
      { name: 'escrow_', type: 'address' },
      { name: 'releaseDelay_', type: 'uint32' },
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
      { name: 'cluster', type: 'uint256' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'OperatorBond_AtRisk',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'OperatorBond_DelayOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'releasableAt', type: 'uint256' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'OperatorBond_NotYet',
  },
  {
    type: 'error',
    inputs: [
      { name: 'escrowed', type: 'address' },
      { name: 'wanted', type: 'address' },
    ],
    name: 'OperatorBond_OtherAsset',
  },
  { type: 'error', inputs: [], name: 'OperatorBond_ZeroAmount' },
  { type: 'error', inputs: [], name: 'ReentrancyGuardReentrantCall' },
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
      { name: 'operator', type: 'address', indexed: true },
      { name: 'holds', type: 'uint256', indexed: false },
    ],
    name: 'BondHeld',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'poster', type: 'address', indexed: true },
      { name: 'amount', type: 'uint256', indexed: false },
      { name: 'bond', type: 'uint256', indexed: false },
    ],
    name: 'BondPosted',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'poster', type: 'address', indexed: true },
      { name: 'receiver', type: 'address', indexed: true },
      { name: 'amount', type: 'uint256', indexed: false },
      { name: 'bond', type: 'uint256', indexed: false },
    ],
    name: 'BondReleased',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'operator', type: 'address', indexed: true },
      { name: 'slasher', type: 'address', indexed: true },
      { name: 'asked', type: 'uint256', indexed: false },
      { name: 'taken', type: 'uint256', indexed: false },
      { name: 'bond', type: 'uint256', indexed: false },
    ],
    name: 'BondSeized',
  },
  { type: 'function', inputs: [], name: 'asset', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
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
    name: 'bondOf',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'escrow', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'hold',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'holdsOn',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'isConsumingScheduledOp',
    outputs: [{ name: '', type: 'bytes4' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
    ],
    name: 'post',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
      { name: 'receiver', type: 'address' },
    ],
    name: 'release',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [],
    name: 'releaseDelay',
    outputs: [{ name: '', type: 'uint32' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
    ],
    name: 'seize',
    outputs: [{ name: 'taken', type: 'uint256' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
      { name: 'id', type: 'bytes32' },
    ],
    name: 'seizeInto',
    outputs: [{ name: 'taken', type: 'uint256' }],
    stateMutability: 'nonpayable',
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
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'account', type: 'address' },
    ],
    name: 'stakeOf',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'unhold',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  { type: 'function', inputs: [], name: 'vault', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
] as const
