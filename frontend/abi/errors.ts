// Written by `npm run abi`. Do not edit.

export const errorsAbi = [
  {"name":"AccessManagerAlreadyScheduled","type":"error","inputs":[{"name":"operationId","type":"bytes32"}]},
  {"name":"AccessManagerBadConfirmation","type":"error","inputs":[]},
  {"name":"AccessManagerExpired","type":"error","inputs":[{"name":"operationId","type":"bytes32"}]},
  {"name":"AccessManagerInvalidInitialAdmin","type":"error","inputs":[{"name":"initialAdmin","type":"address"}]},
  {"name":"AccessManagerLockedFunction","type":"error","inputs":[{"name":"selector","type":"bytes4"}]},
  {"name":"AccessManagerLockedRole","type":"error","inputs":[{"name":"roleId","type":"uint64"}]},
  {"name":"AccessManagerNotReady","type":"error","inputs":[{"name":"operationId","type":"bytes32"}]},
  {"name":"AccessManagerNotScheduled","type":"error","inputs":[{"name":"operationId","type":"bytes32"}]},
  {"name":"AccessManagerUnauthorizedAccount","type":"error","inputs":[{"name":"msgsender","type":"address"},{"name":"roleId","type":"uint64"}]},
  {"name":"AccessManagerUnauthorizedCall","type":"error","inputs":[{"name":"caller","type":"address"},{"name":"target","type":"address"},{"name":"selector","type":"bytes4"}]},
  {"name":"AccessManagerUnauthorizedCancel","type":"error","inputs":[{"name":"msgsender","type":"address"},{"name":"caller","type":"address"},{"name":"target","type":"address"},{"name":"selector","type":"bytes4"}]},
  {"name":"AccessManagerUnauthorizedConsume","type":"error","inputs":[{"name":"target","type":"address"}]},
  {"name":"AddressEmptyCode","type":"error","inputs":[{"name":"target","type":"address"}]},
  {"name":"FailedCall","type":"error","inputs":[]},
  {"name":"InsufficientBalance","type":"error","inputs":[{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"}]},
  {"name":"SafeCastOverflowedUintDowncast","type":"error","inputs":[{"name":"bits","type":"uint8"},{"name":"value","type":"uint256"}]},
] as const;
