//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// ClusterFeed
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const clusterFeedAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'oracle_', type: 'address' },
      { name: 'cluster_', type: 'uint256' },
      { name: 'metric_', type: 'uint8' },
      { name: 'strict_', type: 'bool' },
      { name: 'maxAge_', type: 'uint32' },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'challenged', type: 'uint256' },
    ],
    name: 'ClusterFeed_Challenged',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'ClusterFeed_NoFinalReport' },
  { type: 'error', inputs: [], name: 'ClusterFeed_NoMaxAge' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'roundId', type: 'uint80' },
    ],
    name: 'ClusterFeed_NoSuchRound',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'ClusterFeed_NothingAvailable',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'ClusterFeed_NothingSold',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'age', type: 'uint256' },
      { name: 'maxAge', type: 'uint256' },
    ],
    name: 'ClusterFeed_TooOld',
  },
  { type: 'function', inputs: [], name: 'cluster', outputs: [{ name: '', type: 'uint256' }], stateMutability: 'view' },
  { type: 'function', inputs: [], name: 'decimals', outputs: [{ name: '', type: 'uint8' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [],
    name: 'description',
    outputs: [{ name: '', type: 'string' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'roundId', type: 'uint80' }],
    name: 'getRoundData',
    outputs: [
      { name: 'id', type: 'uint80' },
      { name: 'answer', type: 'int256' },
      { name: 'startedAt', type: 'uint256' },
      { name: 'updatedAt', type: 'uint256' },
      { name: 'answeredInRound', type: 'uint80' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'latestRoundData',
    outputs: [
      { name: 'id', type: 'uint80' },
      { name: 'answer', type: 'int256' },
      { name: 'startedAt', type: 'uint256' },
      { name: 'updatedAt', type: 'uint256' },
      { name: 'answeredInRound', type: 'uint80' },
    ],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'maxAge', outputs: [{ name: '', type: 'uint32' }], stateMutability: 'view' },
  { type: 'function', inputs: [], name: 'metric', outputs: [{ name: '', type: 'uint8' }], stateMutability: 'view' },
  { type: 'function', inputs: [], name: 'oracle', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  { type: 'function', inputs: [], name: 'strict', outputs: [{ name: '', type: 'bool' }], stateMutability: 'view' },
  { type: 'function', inputs: [], name: 'version', outputs: [{ name: '', type: 'uint256' }], stateMutability: 'view' },
] as const
