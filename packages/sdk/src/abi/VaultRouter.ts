//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// VaultRouter
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const vaultRouterAbi = [
  { type: 'error', inputs: [{ name: 'target', type: 'address' }], name: 'AddressEmptyCode' },
  { type: 'error', inputs: [], name: 'FailedCall' },
  { type: 'error', inputs: [{ name: 'token', type: 'address' }], name: 'SafeERC20FailedOperation' },
  {
    type: 'error',
    inputs: [
      { name: 'assets', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
    ],
    name: 'VaultRouter_TooFewAssets',
  },
  {
    type: 'error',
    inputs: [
      { name: 'shares', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
    ],
    name: 'VaultRouter_TooFewShares',
  },
  {
    type: 'error',
    inputs: [
      { name: 'assets', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'VaultRouter_TooManyAssets',
  },
  {
    type: 'error',
    inputs: [
      { name: 'shares', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'VaultRouter_TooManyShares',
  },
  {
    type: 'function',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'to', type: 'address' },
      { name: 'amount', type: 'uint256' },
      { name: 'minSharesOut', type: 'uint256' },
    ],
    name: 'deposit',
    outputs: [{ name: 'sharesOut', type: 'uint256' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'to', type: 'address' },
      { name: 'shares', type: 'uint256' },
      { name: 'maxAmountIn', type: 'uint256' },
    ],
    name: 'mint',
    outputs: [{ name: 'amountIn', type: 'uint256' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'data', type: 'bytes[]' }],
    name: 'multicall',
    outputs: [{ name: 'results', type: 'bytes[]' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'to', type: 'address' },
      { name: 'shares', type: 'uint256' },
      { name: 'minAmountOut', type: 'uint256' },
    ],
    name: 'redeem',
    outputs: [{ name: 'amountOut', type: 'uint256' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'token', type: 'address' },
      { name: 'value', type: 'uint256' },
      { name: 'deadline', type: 'uint256' },
      { name: 'v', type: 'uint8' },
      { name: 'r', type: 'bytes32' },
      { name: 's', type: 'bytes32' },
    ],
    name: 'selfPermit',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'vault', type: 'address' },
      { name: 'to', type: 'address' },
      { name: 'amount', type: 'uint256' },
      { name: 'maxSharesOut', type: 'uint256' },
    ],
    name: 'withdraw',
    outputs: [{ name: 'sharesOut', type: 'uint256' }],
    stateMutability: 'nonpayable',
  },
] as const
