//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// VaultLens
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const vaultLensAbi = [
  { type: 'constructor', inputs: [{ name: 'vault_', type: 'address' }], stateMutability: 'nonpayable' },
  { type: 'function', inputs: [], name: 'cap', outputs: [{ name: '', type: 'uint256' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [],
    name: 'depositStatus',
    outputs: [{ name: '', type: 'uint8' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'entryPrice',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'exitPrice',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'paused', outputs: [{ name: '', type: 'bool' }], stateMutability: 'view' },
  { type: 'function', inputs: [], name: 'value', outputs: [{ name: '', type: 'uint256' }], stateMutability: 'view' },
  { type: 'function', inputs: [], name: 'vault', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [],
    name: 'withdrawStatus',
    outputs: [{ name: '', type: 'uint8' }],
    stateMutability: 'view',
  },
] as const
