// Written by `npm run abi`. Do not edit.

export const errorsAbi = [
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
  { name: "AccessManagerAlreadyScheduled", type: "error", inputs: [{ name: "operationId", type: "bytes32" }] },
  { name: "AccessManagerBadConfirmation", type: "error", inputs: [] },
  { name: "AccessManagerExpired", type: "error", inputs: [{ name: "operationId", type: "bytes32" }] },
  { name: "AccessManagerInvalidInitialAdmin", type: "error", inputs: [{ name: "initialAdmin", type: "address" }] },
  { name: "AccessManagerLockedFunction", type: "error", inputs: [{ name: "selector", type: "bytes4" }] },
  { name: "AccessManagerLockedRole", type: "error", inputs: [{ name: "roleId", type: "uint64" }] },
  { name: "AccessManagerNotReady", type: "error", inputs: [{ name: "operationId", type: "bytes32" }] },
  { name: "AccessManagerNotScheduled", type: "error", inputs: [{ name: "operationId", type: "bytes32" }] },
  {
    name: "AccessManagerUnauthorizedAccount",
    type: "error",
    inputs: [
      { name: "msgsender", type: "address" },
      { name: "roleId", type: "uint64" },
    ],
  },
  {
    name: "AccessManagerUnauthorizedCall",
    type: "error",
    inputs: [
      { name: "caller", type: "address" },
      { name: "target", type: "address" },
      { name: "selector", type: "bytes4" },
    ],
  },
  {
    name: "AccessManagerUnauthorizedCancel",
    type: "error",
    inputs: [
      { name: "msgsender", type: "address" },
      { name: "caller", type: "address" },
      { name: "target", type: "address" },
      { name: "selector", type: "bytes4" },
    ],
  },
  { name: "AccessManagerUnauthorizedConsume", type: "error", inputs: [{ name: "target", type: "address" }] },
  { name: "AddressEmptyCode", type: "error", inputs: [{ name: "target", type: "address" }] },
  {
    name: "ClusterFeed_Challenged",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "challenged", type: "uint256" },
    ],
  },
  { name: "ClusterFeed_NoFinalReport", type: "error", inputs: [{ name: "cluster", type: "uint256" }] },
  { name: "ClusterFeed_NoMaxAge", type: "error", inputs: [] },
  {
    name: "ClusterFeed_NoSuchRound",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "roundId", type: "uint80" },
    ],
  },
  {
    name: "ClusterFeed_NothingAvailable",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "period", type: "uint32" },
    ],
  },
  {
    name: "ClusterFeed_NothingSold",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "period", type: "uint32" },
    ],
  },
  {
    name: "ClusterFeed_TooOld",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "period", type: "uint32" },
      { name: "age", type: "uint256" },
      { name: "maxAge", type: "uint256" },
    ],
  },
  { name: "ClusterRegistry_EmptyField", type: "error", inputs: [{ name: "field", type: "bytes32" }] },
  {
    name: "ClusterRegistry_InServiceInFuture",
    type: "error",
    inputs: [
      { name: "inServiceAt", type: "uint40" },
      { name: "nowAt", type: "uint256" },
    ],
  },
  {
    name: "ClusterRegistry_NameLength",
    type: "error",
    inputs: [
      { name: "length", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "ClusterRegistry_NotTitleHolder",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "caller", type: "address" },
      { name: "holder", type: "address" },
    ],
  },
  {
    name: "ClusterRegistry_OutOfRange",
    type: "error",
    inputs: [
      { name: "field", type: "bytes32" },
      { name: "given", type: "uint256" },
      { name: "minimum", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  { name: "ClusterRegistry_UnknownCluster", type: "error", inputs: [{ name: "cluster", type: "uint256" }] },
  {
    name: "ClusterRegistry_WrongStatus",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "current", type: "uint8" },
      { name: "required", type: "uint8" },
    ],
  },
  { name: "ECDSAInvalidSignature", type: "error", inputs: [] },
  { name: "ECDSAInvalidSignatureLength", type: "error", inputs: [{ name: "length", type: "uint256" }] },
  { name: "ECDSAInvalidSignatureS", type: "error", inputs: [{ name: "s", type: "bytes32" }] },
  {
    name: "ERC20InsufficientAllowance",
    type: "error",
    inputs: [
      { name: "spender", type: "address" },
      { name: "allowance", type: "uint256" },
      { name: "needed", type: "uint256" },
    ],
  },
  {
    name: "ERC20InsufficientBalance",
    type: "error",
    inputs: [
      { name: "sender", type: "address" },
      { name: "balance", type: "uint256" },
      { name: "needed", type: "uint256" },
    ],
  },
  { name: "ERC20InvalidApprover", type: "error", inputs: [{ name: "approver", type: "address" }] },
  { name: "ERC20InvalidReceiver", type: "error", inputs: [{ name: "receiver", type: "address" }] },
  { name: "ERC20InvalidSender", type: "error", inputs: [{ name: "sender", type: "address" }] },
  { name: "ERC20InvalidSpender", type: "error", inputs: [{ name: "spender", type: "address" }] },
  { name: "ERC2612ExpiredSignature", type: "error", inputs: [{ name: "deadline", type: "uint256" }] },
  {
    name: "ERC2612InvalidSigner",
    type: "error",
    inputs: [
      { name: "signer", type: "address" },
      { name: "owner", type: "address" },
    ],
  },
  {
    name: "ERC721IncorrectOwner",
    type: "error",
    inputs: [
      { name: "sender", type: "address" },
      { name: "tokenId", type: "uint256" },
      { name: "owner", type: "address" },
    ],
  },
  {
    name: "ERC721InsufficientApproval",
    type: "error",
    inputs: [
      { name: "operator", type: "address" },
      { name: "tokenId", type: "uint256" },
    ],
  },
  { name: "ERC721InvalidApprover", type: "error", inputs: [{ name: "approver", type: "address" }] },
  { name: "ERC721InvalidOperator", type: "error", inputs: [{ name: "operator", type: "address" }] },
  { name: "ERC721InvalidOwner", type: "error", inputs: [{ name: "owner", type: "address" }] },
  { name: "ERC721InvalidReceiver", type: "error", inputs: [{ name: "receiver", type: "address" }] },
  { name: "ERC721InvalidSender", type: "error", inputs: [{ name: "sender", type: "address" }] },
  { name: "ERC721NonexistentToken", type: "error", inputs: [{ name: "tokenId", type: "uint256" }] },
  {
    name: "FacilityBook_AboveApproval",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "cost", type: "uint256" },
      { name: "approved", type: "uint256" },
    ],
  },
  {
    name: "FacilityBook_ApprovalNotLower",
    type: "error",
    inputs: [
      { name: "given", type: "uint256" },
      { name: "current", type: "uint256" },
    ],
  },
  {
    name: "FacilityBook_DelaysAboveVestingCap",
    type: "error",
    inputs: [
      { name: "delays", type: "uint256" },
      { name: "vestingCap", type: "uint256" },
    ],
  },
  {
    name: "FacilityBook_FeeAboveCap",
    type: "error",
    inputs: [
      { name: "given", type: "uint16" },
      { name: "maximum", type: "uint16" },
    ],
  },
  {
    name: "FacilityBook_InServiceLate",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "inServiceAt", type: "uint40" },
      { name: "inServiceBy", type: "uint40" },
    ],
  },
  {
    name: "FacilityBook_LossAboveValue",
    type: "error",
    inputs: [
      { name: "loss", type: "uint256" },
      { name: "value", type: "uint256" },
    ],
  },
  { name: "FacilityBook_NoCredit", type: "error", inputs: [{ name: "account", type: "address" }] },
  {
    name: "FacilityBook_NoTitle",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "holder", type: "address" },
    ],
  },
  {
    name: "FacilityBook_NotOffered",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "caller", type: "address" },
      { name: "buyer", type: "address" },
    ],
  },
  {
    name: "FacilityBook_NotOperator",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "caller", type: "address" },
      { name: "operator", type: "address" },
    ],
  },
  { name: "FacilityBook_NothingToReturn", type: "error", inputs: [{ name: "cluster", type: "uint256" }] },
  {
    name: "FacilityBook_PriceChanged",
    type: "error",
    inputs: [
      { name: "price", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "FacilityBook_ShortTransfer",
    type: "error",
    inputs: [
      { name: "arrived", type: "uint256" },
      { name: "expected", type: "uint256" },
    ],
  },
  { name: "FacilityBook_StillDue", type: "error", inputs: [{ name: "nextDue", type: "uint40" }] },
  {
    name: "FacilityBook_TermOutOfRange",
    type: "error",
    inputs: [
      { name: "field", type: "bytes32" },
      { name: "given", type: "uint256" },
      { name: "minimum", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "FacilityBook_WearTooFast",
    type: "error",
    inputs: [
      { name: "wearPerSecond", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "FacilityBook_WrongAsset",
    type: "error",
    inputs: [
      { name: "oracleDecimals", type: "uint8" },
      { name: "assetDecimals", type: "uint8" },
    ],
  },
  {
    name: "FacilityBook_WrongStatus",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "status", type: "uint8" },
    ],
  },
  { name: "FacilityBook_ZeroAddress", type: "error", inputs: [] },
  { name: "FacilityBook_ZeroAmount", type: "error", inputs: [] },
  { name: "FailedCall", type: "error", inputs: [] },
  {
    name: "GpuYieldVault_AssetsMissing",
    type: "error",
    inputs: [
      { name: "balance", type: "uint256" },
      { name: "cash", type: "uint256" },
    ],
  },
  { name: "GpuYieldVault_BookAlreadyBound", type: "error", inputs: [{ name: "book", type: "address" }] },
  {
    name: "GpuYieldVault_CapExceeded",
    type: "error",
    inputs: [
      { name: "assets", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "GpuYieldVault_CapNotLower",
    type: "error",
    inputs: [
      { name: "given", type: "uint32" },
      { name: "current", type: "uint32" },
    ],
  },
  {
    name: "GpuYieldVault_DecimalsOutOfRange",
    type: "error",
    inputs: [
      { name: "given", type: "uint8" },
      { name: "minimum", type: "uint8" },
      { name: "maximum", type: "uint8" },
    ],
  },
  { name: "GpuYieldVault_NotBook", type: "error", inputs: [{ name: "caller", type: "address" }] },
  {
    name: "GpuYieldVault_NotEnoughCash",
    type: "error",
    inputs: [
      { name: "assets", type: "uint256" },
      { name: "cash", type: "uint256" },
    ],
  },
  { name: "GpuYieldVault_NotPaused", type: "error", inputs: [] },
  { name: "GpuYieldVault_NotRescuable", type: "error", inputs: [{ name: "token", type: "address" }] },
  { name: "GpuYieldVault_NothingLeft", type: "error", inputs: [{ name: "totalSupply", type: "uint256" }] },
  { name: "GpuYieldVault_NothingToSkim", type: "error", inputs: [] },
  { name: "GpuYieldVault_Paused", type: "error", inputs: [] },
  { name: "GpuYieldVault_StillDue", type: "error", inputs: [{ name: "nextDue", type: "uint40" }] },
  {
    name: "GpuYieldVault_TooFewAssets",
    type: "error",
    inputs: [
      { name: "assets", type: "uint256" },
      { name: "minimum", type: "uint256" },
    ],
  },
  {
    name: "GpuYieldVault_TooFewShares",
    type: "error",
    inputs: [
      { name: "shares", type: "uint256" },
      { name: "minimum", type: "uint256" },
    ],
  },
  {
    name: "GpuYieldVault_TooManyAssets",
    type: "error",
    inputs: [
      { name: "assets", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "GpuYieldVault_TooManyShares",
    type: "error",
    inputs: [
      { name: "shares", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "GpuYieldVault_VestingOutOfRange",
    type: "error",
    inputs: [
      { name: "floor", type: "uint256" },
      { name: "cap", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  { name: "GpuYieldVault_ZeroAddress", type: "error", inputs: [] },
  { name: "GpuYieldVault_ZeroShares", type: "error", inputs: [] },
  {
    name: "InsufficientBalance",
    type: "error",
    inputs: [
      { name: "balance", type: "uint256" },
      { name: "needed", type: "uint256" },
    ],
  },
  {
    name: "InvalidAccountNonce",
    type: "error",
    inputs: [
      { name: "account", type: "address" },
      { name: "currentNonce", type: "uint256" },
    ],
  },
  { name: "InvalidShortString", type: "error", inputs: [] },
  { name: "ReentrancyGuardReentrantCall", type: "error", inputs: [] },
  {
    name: "ReportBounds_AvailableAboveInstalled",
    type: "error",
    inputs: [
      { name: "gpuSecondsAvailable", type: "uint256" },
      { name: "gpuSecondsInstalled", type: "uint256" },
    ],
  },
  {
    name: "ReportBounds_BandInverted",
    type: "error",
    inputs: [
      { name: "field", type: "bytes32" },
      { name: "minimum", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "ReportBounds_DecimalsOutOfRange",
    type: "error",
    inputs: [
      { name: "given", type: "uint8" },
      { name: "minimum", type: "uint8" },
      { name: "maximum", type: "uint8" },
    ],
  },
  {
    name: "ReportBounds_EnergyAboveCapacity",
    type: "error",
    inputs: [
      { name: "energyWh", type: "uint256" },
      { name: "maximumWh", type: "uint256" },
    ],
  },
  {
    name: "ReportBounds_EnergyBelowBusy",
    type: "error",
    inputs: [
      { name: "energyWh", type: "uint256" },
      { name: "minimumWh", type: "uint256" },
    ],
  },
  { name: "ReportBounds_GrossWithoutSold", type: "error", inputs: [{ name: "gross", type: "uint256" }] },
  {
    name: "ReportBounds_OtherOpexAboveCap",
    type: "error",
    inputs: [
      { name: "otherOpex", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "ReportBounds_OutsideOuterCap",
    type: "error",
    inputs: [
      { name: "field", type: "bytes32" },
      { name: "given", type: "uint256" },
      { name: "cap", type: "uint256" },
    ],
  },
  {
    name: "ReportBounds_PriceOutOfBand",
    type: "error",
    inputs: [
      { name: "gross", type: "uint256" },
      { name: "minimumGross", type: "uint256" },
      { name: "maximumGross", type: "uint256" },
    ],
  },
  {
    name: "ReportBounds_SoldAboveAvailable",
    type: "error",
    inputs: [
      { name: "gpuSecondsSold", type: "uint256" },
      { name: "gpuSecondsAvailable", type: "uint256" },
    ],
  },
  { name: "ReportBounds_SoldWithoutGross", type: "error", inputs: [{ name: "gpuSecondsSold", type: "uint256" }] },
  {
    name: "ReportBounds_TariffOutOfBand",
    type: "error",
    inputs: [
      { name: "energyCost", type: "uint256" },
      { name: "minimumCost", type: "uint256" },
      { name: "maximumCost", type: "uint256" },
    ],
  },
  { name: "ReportBounds_UnknownModel", type: "error", inputs: [{ name: "model", type: "bytes32" }] },
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
    name: "RevenueOracle_AfterRetirement",
    type: "error",
    inputs: [
      { name: "end", type: "uint40" },
      { name: "retiredAt", type: "uint256" },
    ],
  },
  {
    name: "RevenueOracle_AlreadyMissed",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "period", type: "uint32" },
    ],
  },
  {
    name: "RevenueOracle_AlreadyReported",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "period", type: "uint32" },
    ],
  },
  { name: "RevenueOracle_AlreadyStarted", type: "error", inputs: [{ name: "cluster", type: "uint256" }] },
  {
    name: "RevenueOracle_EmptyPeriod",
    type: "error",
    inputs: [
      { name: "start", type: "uint40" },
      { name: "end", type: "uint40" },
    ],
  },
  { name: "RevenueOracle_NoConflict", type: "error", inputs: [{ name: "contentHash", type: "bytes32" }] },
  { name: "RevenueOracle_NoFinalReport", type: "error", inputs: [{ name: "cluster", type: "uint256" }] },
  {
    name: "RevenueOracle_NotChallenged",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "period", type: "uint32" },
      { name: "status", type: "uint8" },
    ],
  },
  { name: "RevenueOracle_NotEquivocation", type: "error", inputs: [] },
  { name: "RevenueOracle_NotInService", type: "error", inputs: [{ name: "cluster", type: "uint256" }] },
  {
    name: "RevenueOracle_NotKeeper",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "caller", type: "address" },
    ],
  },
  {
    name: "RevenueOracle_NotMissed",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "period", type: "uint32" },
      { name: "deadline", type: "uint256" },
      { name: "nowAt", type: "uint256" },
    ],
  },
  {
    name: "RevenueOracle_NotOpen",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "period", type: "uint32" },
      { name: "status", type: "uint8" },
    ],
  },
  {
    name: "RevenueOracle_PeriodNotOver",
    type: "error",
    inputs: [
      { name: "end", type: "uint40" },
      { name: "nowAt", type: "uint256" },
    ],
  },
  {
    name: "RevenueOracle_PeriodTooLong",
    type: "error",
    inputs: [
      { name: "length", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "RevenueOracle_TimingOutOfRange",
    type: "error",
    inputs: [
      { name: "field", type: "bytes32" },
      { name: "given", type: "uint256" },
      { name: "minimum", type: "uint256" },
      { name: "maximum", type: "uint256" },
    ],
  },
  {
    name: "RevenueOracle_WrongClusterVersion",
    type: "error",
    inputs: [
      { name: "given", type: "uint32" },
      { name: "current", type: "uint32" },
    ],
  },
  {
    name: "RevenueOracle_WrongDecimals",
    type: "error",
    inputs: [
      { name: "bounds", type: "uint8" },
      { name: "oracle", type: "uint8" },
    ],
  },
  {
    name: "RevenueOracle_WrongEnd",
    type: "error",
    inputs: [
      { name: "given", type: "uint40" },
      { name: "expected", type: "uint40" },
    ],
  },
  {
    name: "RevenueOracle_WrongPeriod",
    type: "error",
    inputs: [
      { name: "cluster", type: "uint256" },
      { name: "given", type: "uint32" },
      { name: "expected", type: "uint32" },
    ],
  },
  {
    name: "RevenueOracle_WrongRevision",
    type: "error",
    inputs: [
      { name: "given", type: "uint32" },
      { name: "expected", type: "uint32" },
    ],
  },
  {
    name: "RevenueOracle_WrongStart",
    type: "error",
    inputs: [
      { name: "given", type: "uint40" },
      { name: "expected", type: "uint40" },
    ],
  },
  {
    name: "SafeCastOverflowedIntDowncast",
    type: "error",
    inputs: [
      { name: "bits", type: "uint8" },
      { name: "value", type: "int256" },
    ],
  },
  { name: "SafeCastOverflowedIntToUint", type: "error", inputs: [{ name: "value", type: "int256" }] },
  {
    name: "SafeCastOverflowedUintDowncast",
    type: "error",
    inputs: [
      { name: "bits", type: "uint8" },
      { name: "value", type: "uint256" },
    ],
  },
  { name: "SafeERC20FailedOperation", type: "error", inputs: [{ name: "token", type: "address" }] },
  { name: "StringTooLong", type: "error", inputs: [{ name: "str", type: "string" }] },
  { name: "TestDollar_LocalChainOnly", type: "error", inputs: [{ name: "chainId", type: "uint256" }] },
] as const;
