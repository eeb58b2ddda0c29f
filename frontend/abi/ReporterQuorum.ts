// Written by `npm run abi`. Do not edit.

export const reporterQuorumAbi = [
  {
    stateMutability: "nonpayable",
    type: "constructor",
    inputs: [
      { name: "authority_", type: "address" },
      { name: "reporters_", type: "address[]" },
      { name: "threshold_", type: "uint8" },
    ],
  },
  { name: "AccessManagedInvalidAuthority", type: "error", inputs: [{ name: "authority", type: "address" }] },
  {
    name: "AccessManagedRequiredDelay",
    type: "error",
    inputs: [
      { name: "caller", type: "address" },
      { name: "delay", type: "uint32" },
    ],
  },
  { name: "AccessManagedUnauthorized", type: "error", inputs: [{ name: "caller", type: "address" }] },
  {
    name: "ReporterQuorum_BadSignature",
    type: "error",
    inputs: [
      { name: "signer", type: "address" },
      { name: "digest", type: "bytes32" },
    ],
  },
  {
    name: "ReporterQuorum_LengthMismatch",
    type: "error",
    inputs: [
      { name: "signers", type: "uint256" },
      { name: "signatures", type: "uint256" },
    ],
  },
  { name: "ReporterQuorum_NoReporters", type: "error", inputs: [] },
  { name: "ReporterQuorum_NotReporter", type: "error", inputs: [{ name: "signer", type: "address" }] },
  {
    name: "ReporterQuorum_ReportersNotAscending",
    type: "error",
    inputs: [
      { name: "previous", type: "address" },
      { name: "next", type: "address" },
    ],
  },
  {
    name: "ReporterQuorum_SignersNotAscending",
    type: "error",
    inputs: [
      { name: "previous", type: "address" },
      { name: "next", type: "address" },
    ],
  },
  {
    name: "ReporterQuorum_ThresholdOutOfRange",
    type: "error",
    inputs: [
      { name: "given", type: "uint256" },
      { name: "minimum", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "ReporterQuorum_TooFewSignatures",
    type: "error",
    inputs: [
      { name: "given", type: "uint256" },
      { name: "required", type: "uint256" },
    ],
  },
  {
    name: "ReporterQuorum_TooManyReporters",
    type: "error",
    inputs: [
      { name: "given", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "ReporterQuorum_WrongVersion",
    type: "error",
    inputs: [
      { name: "given", type: "uint32" },
      { name: "current", type: "uint32" },
    ],
  },
  { name: "ReporterQuorum_ZeroReporter", type: "error", inputs: [] },
  {
    anonymous: false,
    name: "AuthorityUpdated",
    type: "event",
    inputs: [{ indexed: false, name: "authority", type: "address" }],
  },
  {
    anonymous: false,
    name: "ReporterEjected",
    type: "event",
    inputs: [
      { indexed: true, name: "reporter", type: "address" },
      { indexed: true, name: "version", type: "uint32" },
      { indexed: false, name: "threshold", type: "uint8" },
    ],
  },
  {
    anonymous: false,
    name: "ReportersChanged",
    type: "event",
    inputs: [
      { indexed: true, name: "version", type: "uint32" },
      { indexed: false, name: "reporters", type: "address[]" },
      { indexed: false, name: "threshold", type: "uint8" },
    ],
  },
  {
    name: "authority",
    stateMutability: "view",
    type: "function",
    inputs: [],
    outputs: [{ name: "", type: "address" }],
  },
  {
    name: "eject",
    stateMutability: "nonpayable",
    type: "function",
    inputs: [{ name: "reporter", type: "address" }],
    outputs: [],
  },
  {
    name: "isConsumingScheduledOp",
    stateMutability: "view",
    type: "function",
    inputs: [],
    outputs: [{ name: "", type: "bytes4" }],
  },
  {
    name: "isReporter",
    stateMutability: "view",
    type: "function",
    inputs: [{ name: "account", type: "address" }],
    outputs: [{ name: "", type: "bool" }],
  },
  {
    name: "isSignedBy",
    stateMutability: "view",
    type: "function",
    inputs: [
      { name: "signer", type: "address" },
      { name: "digest", type: "bytes32" },
      { name: "signature", type: "bytes" },
    ],
    outputs: [{ name: "", type: "bool" }],
  },
  {
    name: "reporters",
    stateMutability: "view",
    type: "function",
    inputs: [],
    outputs: [{ name: "members", type: "address[]" }],
  },
  {
    name: "setAuthority",
    stateMutability: "nonpayable",
    type: "function",
    inputs: [{ name: "newAuthority", type: "address" }],
    outputs: [],
  },
  {
    name: "setReporters",
    stateMutability: "nonpayable",
    type: "function",
    inputs: [
      { name: "reporters_", type: "address[]" },
      { name: "threshold_", type: "uint8" },
    ],
    outputs: [],
  },
  { name: "threshold", stateMutability: "view", type: "function", inputs: [], outputs: [{ name: "", type: "uint8" }] },
  {
    name: "verify",
    stateMutability: "view",
    type: "function",
    inputs: [
      { name: "digest", type: "bytes32" },
      { name: "expectedVersion", type: "uint32" },
      { name: "signers", type: "address[]" },
      { name: "signatures", type: "bytes[]" },
    ],
    outputs: [{ name: "bitmap", type: "uint256" }],
  },
  { name: "version", stateMutability: "view", type: "function", inputs: [], outputs: [{ name: "", type: "uint32" }] },
] as const;
