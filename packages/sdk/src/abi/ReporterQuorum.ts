//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// ReporterQuorum
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const reporterQuorumAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'authority_', type: 'address' },
      { name: 'reporters_', type: 'address[]' },
      { name: 'threshold_', type: 'uint8' },
      { name: 'standbys_', type: 'address[]' },
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
      { name: 'signer', type: 'address' },
      { name: 'digest', type: 'bytes32' },
    ],
    name: 'ReporterQuorum_BadSignature',
  },
  { type: 'error', inputs: [{ name: 'signer', type: 'address' }], name: 'ReporterQuorum_InactiveSeat' },
  {
    type: 'error',
    inputs: [
      { name: 'signers', type: 'uint256' },
      { name: 'signatures', type: 'uint256' },
    ],
    name: 'ReporterQuorum_LengthMismatch',
  },
  { type: 'error', inputs: [{ name: 'standby', type: 'address' }], name: 'ReporterQuorum_NamedTwice' },
  { type: 'error', inputs: [], name: 'ReporterQuorum_NoReporters' },
  { type: 'error', inputs: [{ name: 'signer', type: 'address' }], name: 'ReporterQuorum_NotReporter' },
  {
    type: 'error',
    inputs: [
      { name: 'previous', type: 'address' },
      { name: 'next', type: 'address' },
    ],
    name: 'ReporterQuorum_ReportersNotAscending',
  },
  {
    type: 'error',
    inputs: [
      { name: 'previous', type: 'address' },
      { name: 'next', type: 'address' },
    ],
    name: 'ReporterQuorum_SignersNotAscending',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ReporterQuorum_ThresholdOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint256' },
      { name: 'required', type: 'uint256' },
    ],
    name: 'ReporterQuorum_TooFewSignatures',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ReporterQuorum_TooManyReporters',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ReporterQuorum_TooManyStandbys',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint32' },
      { name: 'current', type: 'uint32' },
    ],
    name: 'ReporterQuorum_WrongVersion',
  },
  { type: 'error', inputs: [], name: 'ReporterQuorum_ZeroReporter' },
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
      { name: 'reporter', type: 'address', indexed: true },
      { name: 'version', type: 'uint32', indexed: true },
      { name: 'successor', type: 'address', indexed: false },
    ],
    name: 'ReporterEjected',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'version', type: 'uint32', indexed: true },
      { name: 'reporters', type: 'address[]', indexed: false },
      { name: 'threshold', type: 'uint8', indexed: false },
      { name: 'standbys', type: 'address[]', indexed: false },
    ],
    name: 'ReportersChanged',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'version', type: 'uint32', indexed: true },
      { name: 'active', type: 'uint256', indexed: false },
    ],
    name: 'SeatsChanged',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'oldStakes', type: 'address', indexed: false },
      { name: 'newStakes', type: 'address', indexed: false },
    ],
    name: 'StakesReplaced',
  },
  {
    type: 'function',
    inputs: [],
    name: 'activeSeats',
    outputs: [{ name: 'bitmap', type: 'uint256' }],
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
    inputs: [{ name: 'reporter', type: 'address' }],
    name: 'eject',
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
    inputs: [{ name: 'account', type: 'address' }],
    name: 'isReporter',
    outputs: [{ name: '', type: 'bool' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'signer', type: 'address' },
      { name: 'digest', type: 'bytes32' },
      { name: 'signature', type: 'bytes' },
    ],
    name: 'isSignedBy',
    outputs: [{ name: '', type: 'bool' }],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'refresh', outputs: [], stateMutability: 'nonpayable' },
  {
    type: 'function',
    inputs: [],
    name: 'reporters',
    outputs: [{ name: 'members', type: 'address[]' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'version_', type: 'uint32' }],
    name: 'reportersOf',
    outputs: [{ name: 'members', type: 'address[]' }],
    stateMutability: 'view',
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
      { name: 'reporters_', type: 'address[]' },
      { name: 'threshold_', type: 'uint8' },
      { name: 'standbys_', type: 'address[]' },
    ],
    name: 'setReporters',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'stakes_', type: 'address' }],
    name: 'setStakes',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  { type: 'function', inputs: [], name: 'stakes', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [],
    name: 'standbys',
    outputs: [{ name: '', type: 'address[]' }],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'threshold', outputs: [{ name: '', type: 'uint8' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [
      { name: 'digest', type: 'bytes32' },
      { name: 'expectedVersion', type: 'uint32' },
      { name: 'signers', type: 'address[]' },
      { name: 'signatures', type: 'bytes[]' },
    ],
    name: 'verify',
    outputs: [{ name: 'bitmap', type: 'uint256' }],
    stateMutability: 'view',
  },
  { type: 'function', inputs: [], name: 'version', outputs: [{ name: '', type: 'uint32' }], stateMutability: 'view' },
] as const
