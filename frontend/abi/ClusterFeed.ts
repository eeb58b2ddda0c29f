// Written by `npm run abi`. Do not edit.

export const clusterFeedAbi = [
  {"stateMutability":"nonpayable","type":"constructor","inputs":[{"name":"oracle_","type":"address"},{"name":"cluster_","type":"uint256"},{"name":"metric_","type":"uint8"},{"name":"strict_","type":"bool"},{"name":"maxAge_","type":"uint32"}]},
  {"name":"ClusterFeed_Challenged","type":"error","inputs":[{"name":"cluster","type":"uint256"},{"name":"challenged","type":"uint256"}]},
  {"name":"ClusterFeed_NoFinalReport","type":"error","inputs":[{"name":"cluster","type":"uint256"}]},
  {"name":"ClusterFeed_NoMaxAge","type":"error","inputs":[]},
  {"name":"ClusterFeed_NoSuchRound","type":"error","inputs":[{"name":"cluster","type":"uint256"},{"name":"roundId","type":"uint80"}]},
  {"name":"ClusterFeed_NothingAvailable","type":"error","inputs":[{"name":"cluster","type":"uint256"},{"name":"period","type":"uint32"}]},
  {"name":"ClusterFeed_NothingSold","type":"error","inputs":[{"name":"cluster","type":"uint256"},{"name":"period","type":"uint32"}]},
  {"name":"ClusterFeed_TooOld","type":"error","inputs":[{"name":"cluster","type":"uint256"},{"name":"period","type":"uint32"},{"name":"age","type":"uint256"},{"name":"maxAge","type":"uint256"}]},
  {"name":"cluster","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint256"}]},
  {"name":"decimals","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint8"}]},
  {"name":"description","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"string"}]},
  {"name":"getRoundData","stateMutability":"view","type":"function","inputs":[{"name":"roundId","type":"uint80"}],"outputs":[{"name":"id","type":"uint80"},{"name":"answer","type":"int256"},{"name":"startedAt","type":"uint256"},{"name":"updatedAt","type":"uint256"},{"name":"answeredInRound","type":"uint80"}]},
  {"name":"latestRoundData","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"id","type":"uint80"},{"name":"answer","type":"int256"},{"name":"startedAt","type":"uint256"},{"name":"updatedAt","type":"uint256"},{"name":"answeredInRound","type":"uint80"}]},
  {"name":"maxAge","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint32"}]},
  {"name":"metric","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint8"}]},
  {"name":"oracle","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"address"}]},
  {"name":"strict","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"bool"}]},
  {"name":"version","stateMutability":"view","type":"function","inputs":[],"outputs":[{"name":"","type":"uint256"}]},
] as const;
