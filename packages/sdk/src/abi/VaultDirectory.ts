//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// VaultDirectory
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const vaultDirectoryAbi = [
  { type: 'constructor', inputs: [{ name: 'authority_', type: 'address' }], stateMutability: 'nonpayable' },
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
  { type: 'error', inputs: [{ name: 'vault', type: 'address' }], name: 'VaultDirectory_AlreadyListed' },
  {
    type: 'error',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'retiredAt', type: 'uint40' },
    ],
    name: 'VaultDirectory_IsRetired',
  },
  { type: 'error', inputs: [{ name: 'name', type: 'bytes32' }], name: 'VaultDirectory_NameOutOfOrder' },
  { type: 'error', inputs: [{ name: 'vault', type: 'address' }], name: 'VaultDirectory_NoCode' },
  { type: 'error', inputs: [{ name: 'vault', type: 'address' }], name: 'VaultDirectory_NotListed' },
  {
    type: 'error',
    inputs: [
      { name: 'number', type: 'uint32' },
      { name: 'other', type: 'address' },
    ],
    name: 'VaultDirectory_NumberTaken',
  },
  {
    type: 'error',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'theirs', type: 'address' },
      { name: 'ours', type: 'address' },
    ],
    name: 'VaultDirectory_OtherAuthority',
  },
  {
    type: 'error',
    inputs: [
      { name: 'name', type: 'bytes32' },
      { name: 'companion', type: 'address' },
      { name: 'theirs', type: 'address' },
      { name: 'vault', type: 'address' },
    ],
    name: 'VaultDirectory_OtherVault',
  },
  {
    type: 'error',
    inputs: [
      { name: 'length', type: 'uint256' },
      { name: 'most', type: 'uint256' },
    ],
    name: 'VaultDirectory_TextOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'count', type: 'uint256' },
      { name: 'most', type: 'uint256' },
    ],
    name: 'VaultDirectory_TooManyCompanions',
  },
  { type: 'error', inputs: [{ name: 'vault', type: 'address' }], name: 'VaultDirectory_ZeroNumber' },
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
      { name: 'vault', type: 'address', indexed: true },
      { name: 'what', type: 'string', indexed: false },
      {
        name: 'companions',
        type: 'tuple[]',
        components: [
          { name: 'name', type: 'bytes32' },
          { name: 'target', type: 'address' },
        ],
        indexed: false,
      },
    ],
    name: 'VaultDescribed',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'vault', type: 'address', indexed: true },
      { name: 'asset', type: 'address', indexed: true },
      { name: 'number', type: 'uint32', indexed: false },
    ],
    name: 'VaultListed',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'vault', type: 'address', indexed: true },
      { name: 'why', type: 'string', indexed: false },
    ],
    name: 'VaultRetired',
  },
  {
    type: 'function',
    inputs: [],
    name: 'authority',
    outputs: [{ name: '', type: 'address' }],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'count', outputs: [{ name: '', type: 'uint256' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'what', type: 'string' },
      {
        name: 'companions',
        type: 'tuple[]',
        components: [
          { name: 'name', type: 'bytes32' },
          { name: 'target', type: 'address' },
        ],
      },
    ],
    name: 'describe',
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
  {
    type: 'function',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'number', type: 'uint32' },
      { name: 'what', type: 'string' },
      {
        name: 'companions',
        type: 'tuple[]',
        components: [
          { name: 'name', type: 'bytes32' },
          { name: 'target', type: 'address' },
        ],
      },
    ],
    name: 'list',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'vault', type: 'address' }],
    name: 'listingOf',
    outputs: [
      {
        name: '',
        type: 'tuple',
        components: [
          { name: 'listedAt', type: 'uint40' },
          { name: 'retiredAt', type: 'uint40' },
          { name: 'number', type: 'uint32' },
          { name: 'what', type: 'string' },
          {
            name: 'companions',
            type: 'tuple[]',
            components: [
              { name: 'name', type: 'bytes32' },
              { name: 'target', type: 'address' },
            ],
          },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'from', type: 'uint256' },
      { name: 'most', type: 'uint256' },
    ],
    name: 'page',
    outputs: [{ name: 'vaults', type: 'address[]' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'why', type: 'string' },
    ],
    name: 'retire',
    outputs: [],
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
    inputs: [{ name: 'number', type: 'uint32' }],
    name: 'vaultNumbered',
    outputs: [{ name: '', type: 'address' }],
    stateMutability: 'view',
  },
] as const
