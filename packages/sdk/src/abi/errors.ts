//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// errors
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const errorsAbi = [
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
  { type: 'error', inputs: [{ name: 'operationId', type: 'bytes32' }], name: 'AccessManagerAlreadyScheduled' },
  { type: 'error', inputs: [], name: 'AccessManagerBadConfirmation' },
  { type: 'error', inputs: [{ name: 'operationId', type: 'bytes32' }], name: 'AccessManagerExpired' },
  { type: 'error', inputs: [{ name: 'initialAdmin', type: 'address' }], name: 'AccessManagerInvalidInitialAdmin' },
  { type: 'error', inputs: [{ name: 'selector', type: 'bytes4' }], name: 'AccessManagerLockedFunction' },
  { type: 'error', inputs: [{ name: 'roleId', type: 'uint64' }], name: 'AccessManagerLockedRole' },
  { type: 'error', inputs: [{ name: 'operationId', type: 'bytes32' }], name: 'AccessManagerNotReady' },
  { type: 'error', inputs: [{ name: 'operationId', type: 'bytes32' }], name: 'AccessManagerNotScheduled' },
  {
    type: 'error',
    inputs: [
      { name: 'msgsender', type: 'address' },
      { name: 'roleId', type: 'uint64' },
    ],
    name: 'AccessManagerUnauthorizedAccount',
  },
  {
    type: 'error',
    inputs: [
      { name: 'caller', type: 'address' },
      { name: 'target', type: 'address' },
      { name: 'selector', type: 'bytes4' },
    ],
    name: 'AccessManagerUnauthorizedCall',
  },
  {
    type: 'error',
    inputs: [
      { name: 'msgsender', type: 'address' },
      { name: 'caller', type: 'address' },
      { name: 'target', type: 'address' },
      { name: 'selector', type: 'bytes4' },
    ],
    name: 'AccessManagerUnauthorizedCancel',
  },
  { type: 'error', inputs: [{ name: 'target', type: 'address' }], name: 'AccessManagerUnauthorizedConsume' },
  { type: 'error', inputs: [{ name: 'target', type: 'address' }], name: 'AddressEmptyCode' },
  { type: 'error', inputs: [{ name: 'operator', type: 'address' }], name: 'CapitalAuction_AlreadyAdmitted' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'CapitalAuction_AlreadyFinanced',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'auction', type: 'uint256' },
    ],
    name: 'CapitalAuction_AlreadyOpen',
  },
  {
    type: 'error',
    inputs: [
      { name: 'auction', type: 'uint256' },
      { name: 'bidder', type: 'address' },
    ],
    name: 'CapitalAuction_AlreadyRevealed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'CapitalAuction_Drawn',
  },
  {
    type: 'error',
    inputs: [
      { name: 'auction', type: 'uint256' },
      { name: 'commitments', type: 'uint256' },
    ],
    name: 'CapitalAuction_HasCommitments',
  },
  {
    type: 'error',
    inputs: [
      { name: 'auction', type: 'uint256' },
      { name: 'leader', type: 'address' },
    ],
    name: 'CapitalAuction_HasWinner',
  },
  {
    type: 'error',
    inputs: [
      { name: 'auction', type: 'uint256' },
      { name: 'bidder', type: 'address' },
    ],
    name: 'CapitalAuction_NoCommitment',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'holder', type: 'address' },
    ],
    name: 'CapitalAuction_NoTitle',
  },
  { type: 'error', inputs: [{ name: 'auction', type: 'uint256' }], name: 'CapitalAuction_NoWinner' },
  { type: 'error', inputs: [{ name: 'operator', type: 'address' }], name: 'CapitalAuction_NotAdmitted' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'CapitalAuction_NotInService',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'CapitalAuction_NotOrdered',
  },
  {
    type: 'error',
    inputs: [
      { name: 'auction', type: 'uint256' },
      { name: 'bidder', type: 'address' },
    ],
    name: 'CapitalAuction_NothingToClaim',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'CapitalAuction_NothingToForward' },
  {
    type: 'error',
    inputs: [
      { name: 'auction', type: 'uint256' },
      { name: 'bidder', type: 'address' },
      { name: 'given', type: 'bytes32' },
      { name: 'committed', type: 'bytes32' },
    ],
    name: 'CapitalAuction_OtherBid',
  },
  {
    type: 'error',
    inputs: [
      { name: 'auction', type: 'uint256' },
      { name: 'given', type: 'bytes32' },
      { name: 'opened', type: 'bytes32' },
    ],
    name: 'CapitalAuction_OtherTerms',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'CapitalAuction_TermOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'from', type: 'uint256' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'CapitalAuction_TooEarly',
  },
  {
    type: 'error',
    inputs: [
      { name: 'deadline', type: 'uint256' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'CapitalAuction_TooLate',
  },
  {
    type: 'error',
    inputs: [
      { name: 'auction', type: 'uint256' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'CapitalAuction_WrongStatus',
  },
  { type: 'error', inputs: [], name: 'CapitalAuction_ZeroAddress' },
  { type: 'error', inputs: [], name: 'CheckpointUnorderedInsertion' },
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
  { type: 'error', inputs: [{ name: 'field', type: 'bytes32' }], name: 'ClusterRegistry_EmptyField' },
  {
    type: 'error',
    inputs: [
      { name: 'inServiceAt', type: 'uint40' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'ClusterRegistry_InServiceInFuture',
  },
  {
    type: 'error',
    inputs: [
      { name: 'length', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ClusterRegistry_NameLength',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
      { name: 'holder', type: 'address' },
    ],
    name: 'ClusterRegistry_NotTitleHolder',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ClusterRegistry_OutOfRange',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'ClusterRegistry_UnknownCluster' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'current', type: 'uint8' },
      { name: 'required', type: 'uint8' },
    ],
    name: 'ClusterRegistry_WrongStatus',
  },
  {
    type: 'error',
    inputs: [
      { name: 'custodian', type: 'address' },
      { name: 'id', type: 'bytes32' },
      { name: 'asked', type: 'uint256' },
      { name: 'balance', type: 'uint256' },
    ],
    name: 'CollateralEscrow_AboveBalance',
  },
  {
    type: 'error',
    inputs: [
      { name: 'custodian', type: 'address' },
      { name: 'id', type: 'bytes32' },
      { name: 'holds', type: 'uint256' },
    ],
    name: 'CollateralEscrow_Held',
  },
  { type: 'error', inputs: [{ name: 'account', type: 'address' }], name: 'CollateralEscrow_NoCredit' },
  { type: 'error', inputs: [{ name: 'account', type: 'address' }], name: 'CollateralEscrow_NotCustodian' },
  {
    type: 'error',
    inputs: [
      { name: 'custodian', type: 'address' },
      { name: 'id', type: 'bytes32' },
      { name: 'reason', type: 'bytes32' },
    ],
    name: 'CollateralEscrow_NotHeld',
  },
  {
    type: 'error',
    inputs: [
      { name: 'left', type: 'uint256' },
      { name: 'expected', type: 'uint256' },
    ],
    name: 'CollateralEscrow_OtherAmountTaken',
  },
  {
    type: 'error',
    inputs: [
      { name: 'arrived', type: 'uint256' },
      { name: 'expected', type: 'uint256' },
    ],
    name: 'CollateralEscrow_ShortTransfer',
  },
  { type: 'error', inputs: [], name: 'CollateralEscrow_ZeroAddress' },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'bytes32' },
      { name: 'stored', type: 'bytes32' },
    ],
    name: 'Contradictions_NoConflict',
  },
  { type: 'error', inputs: [{ name: 'contentHash', type: 'bytes32' }], name: 'Contradictions_NotInArray' },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'bytes32' },
      { name: 'stored', type: 'bytes32' },
    ],
    name: 'Contradictions_OtherReport',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint40' },
      { name: 'stored', type: 'uint40' },
    ],
    name: 'Contradictions_WrongStart',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'Covenants_NotFinanced' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
    ],
    name: 'Covenants_NotManager',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'Covenants_NotOrigination' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'closesAt', type: 'uint256' },
    ],
    name: 'DrawEscrow_Closed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'given', type: 'uint256' },
      { name: 'earliest', type: 'uint256' },
      { name: 'latest', type: 'uint256' },
    ],
    name: 'DrawEscrow_MomentOutOfRange',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'DrawEscrow_NoMilestones' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'clearsAt', type: 'uint256' },
    ],
    name: 'DrawEscrow_NotCleared',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
      { name: 'operator', type: 'address' },
    ],
    name: 'DrawEscrow_NotOperator',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'DrawEscrow_NotOrigination' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'DrawEscrow_NothingToPay' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'DrawEscrow_NothingToReturn' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'DrawEscrow_NothingToVeto' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'given', type: 'uint8' },
      { name: 'reached', type: 'uint8' },
    ],
    name: 'DrawEscrow_OutOfOrder',
  },
  {
    type: 'error',
    inputs: [
      { name: 'arrived', type: 'uint256' },
      { name: 'expected', type: 'uint256' },
    ],
    name: 'DrawEscrow_ShortTransfer',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'closesAt', type: 'uint256' },
    ],
    name: 'DrawEscrow_StillOpen',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'given', type: 'uint32' },
      { name: 'current', type: 'uint32' },
    ],
    name: 'DrawEscrow_WrongVersion',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'vetoes', type: 'uint8' },
    ],
    name: 'DrawEscrow_WrongVeto',
  },
  {
    type: 'error',
    inputs: [
      { name: 'scope', type: 'uint8' },
      { name: 'id', type: 'bytes32' },
      { name: 'exposure', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'DrawLimits_AboveLimit',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'cost', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'DrawLimits_AboveLoanToValue',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'coverageBps', type: 'uint256' },
      { name: 'minimumBps', type: 'uint256' },
    ],
    name: 'DrawLimits_CoverageTooLow',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'current', type: 'uint256' },
    ],
    name: 'DrawLimits_LimitNotStricter',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'DrawLimits_LimitOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'model', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'current', type: 'uint256' },
    ],
    name: 'DrawLimits_MarkNotLower',
  },
  {
    type: 'error',
    inputs: [
      { name: 'from', type: 'uint256' },
      { name: 'until', type: 'uint256' },
    ],
    name: 'DrawLimits_NoNotice',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'DrawLimits_NotFinanced' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
      { name: 'operator', type: 'address' },
    ],
    name: 'DrawLimits_NotOperator',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'DrawLimits_NotOrigination' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'DrawLimits_NothingToDraw' },
  {
    type: 'error',
    inputs: [
      { name: 'from', type: 'uint256' },
      { name: 'until', type: 'uint256' },
    ],
    name: 'DrawLimits_NoticeGiven',
  },
  { type: 'error', inputs: [{ name: 'model', type: 'bytes32' }], name: 'DrawLimits_UnknownModel' },
  { type: 'error', inputs: [], name: 'ECDSAInvalidSignature' },
  { type: 'error', inputs: [{ name: 'length', type: 'uint256' }], name: 'ECDSAInvalidSignatureLength' },
  { type: 'error', inputs: [{ name: 's', type: 'bytes32' }], name: 'ECDSAInvalidSignatureS' },
  {
    type: 'error',
    inputs: [
      { name: 'spender', type: 'address' },
      { name: 'allowance', type: 'uint256' },
      { name: 'needed', type: 'uint256' },
    ],
    name: 'ERC20InsufficientAllowance',
  },
  {
    type: 'error',
    inputs: [
      { name: 'sender', type: 'address' },
      { name: 'balance', type: 'uint256' },
      { name: 'needed', type: 'uint256' },
    ],
    name: 'ERC20InsufficientBalance',
  },
  { type: 'error', inputs: [{ name: 'approver', type: 'address' }], name: 'ERC20InvalidApprover' },
  { type: 'error', inputs: [{ name: 'receiver', type: 'address' }], name: 'ERC20InvalidReceiver' },
  { type: 'error', inputs: [{ name: 'sender', type: 'address' }], name: 'ERC20InvalidSender' },
  { type: 'error', inputs: [{ name: 'spender', type: 'address' }], name: 'ERC20InvalidSpender' },
  { type: 'error', inputs: [{ name: 'deadline', type: 'uint256' }], name: 'ERC2612ExpiredSignature' },
  {
    type: 'error',
    inputs: [
      { name: 'signer', type: 'address' },
      { name: 'owner', type: 'address' },
    ],
    name: 'ERC2612InvalidSigner',
  },
  {
    type: 'error',
    inputs: [
      { name: 'sender', type: 'address' },
      { name: 'tokenId', type: 'uint256' },
      { name: 'owner', type: 'address' },
    ],
    name: 'ERC721IncorrectOwner',
  },
  {
    type: 'error',
    inputs: [
      { name: 'operator', type: 'address' },
      { name: 'tokenId', type: 'uint256' },
    ],
    name: 'ERC721InsufficientApproval',
  },
  { type: 'error', inputs: [{ name: 'approver', type: 'address' }], name: 'ERC721InvalidApprover' },
  { type: 'error', inputs: [{ name: 'operator', type: 'address' }], name: 'ERC721InvalidOperator' },
  { type: 'error', inputs: [{ name: 'owner', type: 'address' }], name: 'ERC721InvalidOwner' },
  { type: 'error', inputs: [{ name: 'receiver', type: 'address' }], name: 'ERC721InvalidReceiver' },
  { type: 'error', inputs: [{ name: 'sender', type: 'address' }], name: 'ERC721InvalidSender' },
  { type: 'error', inputs: [{ name: 'tokenId', type: 'uint256' }], name: 'ERC721NonexistentToken' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'FacilityLens_NotFinanced' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'carried', type: 'uint256' },
      { name: 'limit', type: 'uint256' },
    ],
    name: 'FacilityManager_CostsNotAbove',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'inServiceAt', type: 'uint40' },
      { name: 'firstReportBy', type: 'uint256' },
    ],
    name: 'FacilityManager_InServiceTooEarly',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'FacilityManager_NotLosses' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
      { name: 'operator', type: 'address' },
    ],
    name: 'FacilityManager_NotOperator',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'FacilityManager_NotOrigination' },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'FacilityManager_NotWorkouts' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'FacilityManager_NothingEarned' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'FacilityManager_NothingToReturn' },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'address' },
      { name: 'own', type: 'address' },
    ],
    name: 'FacilityManager_OtherRegistry',
  },
  {
    type: 'error',
    inputs: [
      { name: 'arrived', type: 'uint256' },
      { name: 'expected', type: 'uint256' },
    ],
    name: 'FacilityManager_ShortTransfer',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'valueOut', type: 'uint256' },
      { name: 'value', type: 'uint256' },
    ],
    name: 'FacilityManager_ValueTooSmall',
  },
  { type: 'error', inputs: [{ name: 'decimals', type: 'uint8' }], name: 'FacilityManager_WrongAsset' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'FacilityManager_WrongStatus',
  },
  { type: 'error', inputs: [], name: 'FacilityManager_ZeroAmount' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'cost', type: 'uint256' },
      { name: 'approved', type: 'uint256' },
    ],
    name: 'FacilityOrigination_AboveApproval',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'FacilityOrigination_AlreadyApproved' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'inServiceBy', type: 'uint40' },
    ],
    name: 'FacilityOrigination_ApprovalExpired',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint256' },
      { name: 'current', type: 'uint256' },
    ],
    name: 'FacilityOrigination_ApprovalNotLower',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'FacilityOrigination_AttestedOnly' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'bond', type: 'uint256' },
      { name: 'required', type: 'uint256' },
    ],
    name: 'FacilityOrigination_BondTooSmall',
  },
  {
    type: 'error',
    inputs: [
      { name: 'delays', type: 'uint256' },
      { name: 'vestingCap', type: 'uint256' },
    ],
    name: 'FacilityOrigination_DelaysAboveVestingCap',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'holder', type: 'address' },
    ],
    name: 'FacilityOrigination_NoTitle',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'FacilityOrigination_NotAttested' },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'FacilityOrigination_NotDrawEscrow' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'FacilityOrigination_NotFinanced' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
      { name: 'operator', type: 'address' },
    ],
    name: 'FacilityOrigination_NotOperator',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'FacilityOrigination_NotOrdered',
  },
  {
    type: 'error',
    inputs: [
      { name: 'operator', type: 'address' },
      { name: 'facilities', type: 'uint256' },
    ],
    name: 'FacilityOrigination_OperatorInBreach',
  },
  {
    type: 'error',
    inputs: [
      { name: 'total', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
    ],
    name: 'FacilityOrigination_RentTooSmall',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'form', type: 'uint8' },
    ],
    name: 'FacilityOrigination_TermNotForForm',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'FacilityOrigination_TermOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'tier1', type: 'uint256' },
      { name: 'tier2', type: 'uint256' },
      { name: 'tier3', type: 'uint256' },
    ],
    name: 'FacilityOrigination_TiersNotInOrder',
  },
  { type: 'error', inputs: [], name: 'FacilityOrigination_ZeroAmount' },
  { type: 'error', inputs: [], name: 'FailedCall' },
  { type: 'error', inputs: [{ name: 'nextKink', type: 'uint40' }], name: 'GpuYieldVault_AccrualPending' },
  {
    type: 'error',
    inputs: [
      { name: 'balance', type: 'uint256' },
      { name: 'expected', type: 'uint256' },
    ],
    name: 'GpuYieldVault_AssetsMissing',
  },
  { type: 'error', inputs: [{ name: 'tick', type: 'uint256' }], name: 'GpuYieldVault_BadKink' },
  {
    type: 'error',
    inputs: [
      { name: 'assets', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'GpuYieldVault_CapExceeded',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint32' },
      { name: 'current', type: 'uint32' },
    ],
    name: 'GpuYieldVault_CapNotLower',
  },
  { type: 'error', inputs: [{ name: 'tick', type: 'uint256' }], name: 'GpuYieldVault_CurveTooSteep' },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint8' },
      { name: 'minimum', type: 'uint8' },
      { name: 'maximum', type: 'uint8' },
    ],
    name: 'GpuYieldVault_DecimalsOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint16' },
      { name: 'maximum', type: 'uint16' },
    ],
    name: 'GpuYieldVault_DelinquencyLimitOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint16' },
      { name: 'maximum', type: 'uint16' },
    ],
    name: 'GpuYieldVault_FeeAboveCap',
  },
  {
    type: 'error',
    inputs: [
      { name: 'tick', type: 'uint256' },
      { name: 'markdownPeriod', type: 'uint256' },
    ],
    name: 'GpuYieldVault_GridOutOfRange',
  },
  { type: 'error', inputs: [], name: 'GpuYieldVault_NoFee' },
  {
    type: 'error',
    inputs: [
      { name: 'assets', type: 'uint256' },
      { name: 'cash', type: 'uint256' },
    ],
    name: 'GpuYieldVault_NotEnoughCash',
  },
  { type: 'error', inputs: [], name: 'GpuYieldVault_NotPaused' },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'GpuYieldVault_NotQueue' },
  { type: 'error', inputs: [{ name: 'token', type: 'address' }], name: 'GpuYieldVault_NotRescuable' },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'GpuYieldVault_NotSource' },
  { type: 'error', inputs: [{ name: 'totalSupply', type: 'uint256' }], name: 'GpuYieldVault_NothingLeft' },
  { type: 'error', inputs: [], name: 'GpuYieldVault_NothingToPay' },
  { type: 'error', inputs: [], name: 'GpuYieldVault_NothingToSkim' },
  { type: 'error', inputs: [], name: 'GpuYieldVault_Paused' },
  { type: 'error', inputs: [{ name: 'source', type: 'address' }], name: 'GpuYieldVault_SourceAlreadyBound' },
  { type: 'error', inputs: [{ name: 'source', type: 'address' }], name: 'GpuYieldVault_SourceInUse' },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint16' },
      { name: 'maximum', type: 'uint16' },
    ],
    name: 'GpuYieldVault_ToleranceAboveDelinquencyLimit',
  },
  {
    type: 'error',
    inputs: [
      { name: 'assets', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
    ],
    name: 'GpuYieldVault_TooFewAssets',
  },
  {
    type: 'error',
    inputs: [
      { name: 'shares', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
    ],
    name: 'GpuYieldVault_TooFewShares',
  },
  { type: 'error', inputs: [{ name: 'maximum', type: 'uint256' }], name: 'GpuYieldVault_TooManySources' },
  {
    type: 'error',
    inputs: [
      { name: 'delinquent', type: 'uint256' },
      { name: 'nav', type: 'uint256' },
    ],
    name: 'GpuYieldVault_TooMuchDelinquent',
  },
  {
    type: 'error',
    inputs: [
      { name: 'floor', type: 'uint256' },
      { name: 'cap', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'GpuYieldVault_VestingOutOfRange',
  },
  { type: 'error', inputs: [], name: 'GpuYieldVault_ZeroAddress' },
  { type: 'error', inputs: [], name: 'GpuYieldVault_ZeroShares' },
  {
    type: 'error',
    inputs: [
      { name: 'balance', type: 'uint256' },
      { name: 'needed', type: 'uint256' },
    ],
    name: 'InsufficientBalance',
  },
  {
    type: 'error',
    inputs: [
      { name: 'account', type: 'address' },
      { name: 'currentNonce', type: 'uint256' },
    ],
    name: 'InvalidAccountNonce',
  },
  { type: 'error', inputs: [], name: 'InvalidShortString' },
  {
    type: 'error',
    inputs: [
      { name: 'slope', type: 'int256' },
      { name: 'lossSlope', type: 'int256' },
      { name: 'delinquent', type: 'int256' },
    ],
    name: 'KinkLib_TooWide',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'LoanLedger_NotManager' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'kind', type: 'uint8' },
    ],
    name: 'LossAnnouncements_Announced',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'until', type: 'uint256' },
    ],
    name: 'LossAnnouncements_Bookable',
  },
  { type: 'error', inputs: [{ name: 'fraction', type: 'uint256' }], name: 'LossAnnouncements_FractionOutOfRange' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'gpus', type: 'uint32' },
      { name: 'inService', type: 'uint32' },
    ],
    name: 'LossAnnouncements_GpusOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'kind', type: 'uint8' },
    ],
    name: 'LossAnnouncements_NotAnnounced',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
    ],
    name: 'LossAnnouncements_NotManager',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'LossAnnouncements_NotWorkouts' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'from', type: 'uint256' },
    ],
    name: 'LossAnnouncements_NotYet',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'LossAnnouncements_NothingFinanced' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'LossClaims_NoClaim' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
    ],
    name: 'LossClaims_NotManager',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'prolonged', type: 'uint8' },
    ],
    name: 'LossClaims_ProlongedBefore',
  },
  {
    type: 'error',
    inputs: [
      { name: 'lossSlope', type: 'uint256' },
      { name: 'depreciation', type: 'uint256' },
      { name: 'delinquent', type: 'uint256' },
    ],
    name: 'MarkdownLib_TooWide',
  },
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
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'RedemptionQueue_AboveClaimable',
  },
  { type: 'error', inputs: [{ name: 'requestId', type: 'uint256' }], name: 'RedemptionQueue_AwaitsCure' },
  { type: 'error', inputs: [{ name: 'requestId', type: 'uint256' }], name: 'RedemptionQueue_EpochClosed' },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint32' },
      { name: 'minimum', type: 'uint32' },
      { name: 'maximum', type: 'uint32' },
    ],
    name: 'RedemptionQueue_EpochLengthOutOfRange',
  },
  { type: 'error', inputs: [], name: 'RedemptionQueue_NoPreview' },
  {
    type: 'error',
    inputs: [
      { name: 'caller', type: 'address' },
      { name: 'controller', type: 'address' },
    ],
    name: 'RedemptionQueue_NotOperator',
  },
  {
    type: 'error',
    inputs: [
      { name: 'requestId', type: 'uint256' },
      { name: 'controller', type: 'address' },
    ],
    name: 'RedemptionQueue_NothingCancelled',
  },
  {
    type: 'error',
    inputs: [
      { name: 'requestId', type: 'uint256' },
      { name: 'controller', type: 'address' },
    ],
    name: 'RedemptionQueue_NothingClaimable',
  },
  { type: 'error', inputs: [], name: 'RedemptionQueue_NothingClosed' },
  {
    type: 'error',
    inputs: [
      { name: 'requestId', type: 'uint256' },
      { name: 'controller', type: 'address' },
    ],
    name: 'RedemptionQueue_NothingPending',
  },
  { type: 'error', inputs: [], name: 'RedemptionQueue_RedeemsOnly' },
  { type: 'error', inputs: [{ name: 'receiver', type: 'address' }], name: 'RedemptionQueue_WrongReceiver' },
  { type: 'error', inputs: [], name: 'RedemptionQueue_ZeroAmount' },
  { type: 'error', inputs: [], name: 'RedemptionQueue_ZeroController' },
  { type: 'error', inputs: [], name: 'ReentrancyGuardReentrantCall' },
  {
    type: 'error',
    inputs: [
      { name: 'gpuSecondsAvailable', type: 'uint256' },
      { name: 'gpuSecondsInstalled', type: 'uint256' },
    ],
    name: 'ReportBounds_AvailableAboveInstalled',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ReportBounds_BandInverted',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint8' },
      { name: 'minimum', type: 'uint8' },
      { name: 'maximum', type: 'uint8' },
    ],
    name: 'ReportBounds_DecimalsOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'energyWh', type: 'uint256' },
      { name: 'maximumWh', type: 'uint256' },
    ],
    name: 'ReportBounds_EnergyAboveCapacity',
  },
  {
    type: 'error',
    inputs: [
      { name: 'energyWh', type: 'uint256' },
      { name: 'minimumWh', type: 'uint256' },
    ],
    name: 'ReportBounds_EnergyBelowBusy',
  },
  { type: 'error', inputs: [{ name: 'gross', type: 'uint256' }], name: 'ReportBounds_GrossWithoutSold' },
  {
    type: 'error',
    inputs: [
      { name: 'otherOpex', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ReportBounds_OtherOpexAboveCap',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'cap', type: 'uint256' },
    ],
    name: 'ReportBounds_OutsideOuterCap',
  },
  {
    type: 'error',
    inputs: [
      { name: 'gross', type: 'uint256' },
      { name: 'minimumGross', type: 'uint256' },
      { name: 'maximumGross', type: 'uint256' },
    ],
    name: 'ReportBounds_PriceOutOfBand',
  },
  {
    type: 'error',
    inputs: [
      { name: 'gpuSecondsSold', type: 'uint256' },
      { name: 'gpuSecondsAvailable', type: 'uint256' },
    ],
    name: 'ReportBounds_SoldAboveAvailable',
  },
  { type: 'error', inputs: [{ name: 'gpuSecondsSold', type: 'uint256' }], name: 'ReportBounds_SoldWithoutGross' },
  {
    type: 'error',
    inputs: [
      { name: 'energyCost', type: 'uint256' },
      { name: 'minimumCost', type: 'uint256' },
      { name: 'maximumCost', type: 'uint256' },
    ],
    name: 'ReportBounds_TariffOutOfBand',
  },
  { type: 'error', inputs: [{ name: 'model', type: 'bytes32' }], name: 'ReportBounds_UnknownModel' },
  {
    type: 'error',
    inputs: [
      { name: 'gasLeft', type: 'uint256' },
      { name: 'needed', type: 'uint256' },
    ],
    name: 'ReportClock_LowGas',
  },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'ReportClock_NotOracle' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'vetoes', type: 'uint8' },
    ],
    name: 'ReportClock_WrongVeto',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'revision', type: 'uint32' },
    ],
    name: 'ReportDisputes_AlreadyUpheld',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'field', type: 'bytes32' },
      { name: 'dispute', type: 'uint64' },
    ],
    name: 'ReportDisputes_FieldTaken',
  },
  { type: 'error', inputs: [], name: 'ReportDisputes_NoEvidence' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'status', type: 'uint8' },
      { name: 'revision', type: 'uint32' },
    ],
    name: 'ReportDisputes_NotDisputed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'pieceHash', type: 'bytes32' },
      { name: 'evidenceRoot', type: 'bytes32' },
    ],
    name: 'ReportDisputes_NotInEvidence',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'ReportDisputes_NothingToForward' },
  { type: 'error', inputs: [{ name: 'given', type: 'bytes32' }], name: 'ReportDisputes_OtherReport' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'revision', type: 'uint32' },
      { name: 'current', type: 'uint32' },
    ],
    name: 'ReportDisputes_OtherRevision',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'manager', type: 'address' },
      { name: 'vault', type: 'address' },
    ],
    name: 'ReportDisputes_OtherVault',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'ReportDisputes_StillDisputed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ReportDisputes_TermOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'deadline', type: 'uint256' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'ReportDisputes_TooEarly',
  },
  {
    type: 'error',
    inputs: [
      { name: 'deadline', type: 'uint256' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'ReportDisputes_TooLate',
  },
  { type: 'error', inputs: [{ name: 'field', type: 'bytes32' }], name: 'ReportDisputes_UnknownField' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'ReportDisputes_WrongStatus',
  },
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
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'dispute', type: 'uint64' },
    ],
    name: 'ReporterStakes_AlreadyAwarded',
  },
  {
    type: 'error',
    inputs: [
      { name: 'dispute', type: 'uint64' },
      { name: 'award', type: 'uint8' },
    ],
    name: 'ReporterStakes_Ended',
  },
  {
    type: 'error',
    inputs: [
      { name: 'dispute', type: 'uint64' },
      { name: 'outcome', type: 'uint8' },
    ],
    name: 'ReporterStakes_NoAward',
  },
  {
    type: 'error',
    inputs: [
      { name: 'content', type: 'bytes32' },
      { name: 'signers', type: 'uint256' },
    ],
    name: 'ReporterStakes_NoFee',
  },
  { type: 'error', inputs: [{ name: 'dispute', type: 'uint64' }], name: 'ReporterStakes_NobodyEarned' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'ReporterStakes_NobodySigned',
  },
  { type: 'error', inputs: [{ name: 'disputes', type: 'address' }], name: 'ReporterStakes_NotDisputes' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'ReporterStakes_NotFinal',
  },
  { type: 'error', inputs: [{ name: 'reporter', type: 'address' }], name: 'ReporterStakes_NotLeaving' },
  {
    type: 'error',
    inputs: [
      { name: 'possibleAt', type: 'uint256' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'ReporterStakes_NotYet',
  },
  { type: 'error', inputs: [{ name: 'dispute', type: 'uint64' }], name: 'ReporterStakes_NothingStaked' },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'bytes32' },
      { name: 'expected', type: 'bytes32' },
    ],
    name: 'ReporterStakes_OtherReport',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'ReporterStakes_TermOutOfRange',
  },
  { type: 'error', inputs: [], name: 'ReporterStakes_ZeroAmount' },
  {
    type: 'error',
    inputs: [
      { name: 'end', type: 'uint40' },
      { name: 'retiredAt', type: 'uint256' },
    ],
    name: 'RevenueOracle_AfterRetirement',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'RevenueOracle_AlreadyMissed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'RevenueOracle_AlreadyReported',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'RevenueOracle_AlreadyStarted' },
  {
    type: 'error',
    inputs: [
      { name: 'start', type: 'uint40' },
      { name: 'end', type: 'uint40' },
    ],
    name: 'RevenueOracle_EmptyPeriod',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'finalised', type: 'uint32' },
    ],
    name: 'RevenueOracle_FinalizeFirst',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'RevenueOracle_NoFinalReport' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'RevenueOracle_NoReason',
  },
  { type: 'error', inputs: [], name: 'RevenueOracle_NoReports' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'RevenueOracle_NotChallenged',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'RevenueOracle_NotDisputed',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'RevenueOracle_NotInService' },
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'RevenueOracle_NotItself' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'deadline', type: 'uint256' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'RevenueOracle_NotMissed',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'status', type: 'uint8' },
    ],
    name: 'RevenueOracle_NotOpen',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'RevenueOracle_NotSilent',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
    ],
    name: 'RevenueOracle_NotZero',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'oldest', type: 'uint32' },
    ],
    name: 'RevenueOracle_Overwritten',
  },
  {
    type: 'error',
    inputs: [
      { name: 'end', type: 'uint40' },
      { name: 'nowAt', type: 'uint256' },
    ],
    name: 'RevenueOracle_PeriodNotOver',
  },
  {
    type: 'error',
    inputs: [
      { name: 'length', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'RevenueOracle_PeriodTooLong',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'oldest', type: 'uint32' },
    ],
    name: 'RevenueOracle_RingFull',
  },
  {
    type: 'error',
    inputs: [
      { name: 'field', type: 'bytes32' },
      { name: 'given', type: 'uint256' },
      { name: 'minimum', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'RevenueOracle_TimingOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'period', type: 'uint32' },
      { name: 'windowEnd', type: 'uint40' },
    ],
    name: 'RevenueOracle_WindowOver',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint32' },
      { name: 'current', type: 'uint32' },
    ],
    name: 'RevenueOracle_WrongClusterVersion',
  },
  {
    type: 'error',
    inputs: [
      { name: 'bounds', type: 'uint8' },
      { name: 'oracle', type: 'uint8' },
    ],
    name: 'RevenueOracle_WrongDecimals',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint40' },
      { name: 'expected', type: 'uint40' },
    ],
    name: 'RevenueOracle_WrongEnd',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'given', type: 'uint32' },
      { name: 'expected', type: 'uint32' },
    ],
    name: 'RevenueOracle_WrongPeriod',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint32' },
      { name: 'expected', type: 'uint32' },
    ],
    name: 'RevenueOracle_WrongRevision',
  },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint40' },
      { name: 'expected', type: 'uint40' },
    ],
    name: 'RevenueOracle_WrongStart',
  },
  {
    type: 'error',
    inputs: [
      { name: 'bits', type: 'uint8' },
      { name: 'value', type: 'int256' },
    ],
    name: 'SafeCastOverflowedIntDowncast',
  },
  {
    type: 'error',
    inputs: [
      { name: 'bits', type: 'uint8' },
      { name: 'value', type: 'uint256' },
    ],
    name: 'SafeCastOverflowedUintDowncast',
  },
  { type: 'error', inputs: [{ name: 'token', type: 'address' }], name: 'SafeERC20FailedOperation' },
  { type: 'error', inputs: [{ name: 'queue', type: 'address' }], name: 'ShareToken_RequestInstead' },
  { type: 'error', inputs: [{ name: 'str', type: 'string' }], name: 'StringTooLong' },
  { type: 'error', inputs: [{ name: 'chainId', type: 'uint256' }], name: 'TestDollar_LocalChainOnly' },
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
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'startedAt', type: 'uint40' },
    ],
    name: 'Workouts_AuctionRuns',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'Workouts_Financed' },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'Workouts_NoRecovery' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
      { name: 'buyer', type: 'address' },
    ],
    name: 'Workouts_NotOffered',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'Workouts_NotOpen' },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'caller', type: 'address' },
      { name: 'operator', type: 'address' },
    ],
    name: 'Workouts_NotOperator',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'from', type: 'uint256' },
    ],
    name: 'Workouts_NotYet',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'Workouts_NothingFinanced' },
  {
    type: 'error',
    inputs: [
      { name: 'given', type: 'uint32' },
      { name: 'minimum', type: 'uint32' },
      { name: 'maximum', type: 'uint32' },
    ],
    name: 'Workouts_PeriodOutOfRange',
  },
  {
    type: 'error',
    inputs: [
      { name: 'price', type: 'uint256' },
      { name: 'maximum', type: 'uint256' },
    ],
    name: 'Workouts_PriceChanged',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'delinquentSince', type: 'uint40' },
    ],
    name: 'Workouts_ResolveFirst',
  },
  { type: 'error', inputs: [{ name: 'cluster', type: 'uint256' }], name: 'Workouts_Served' },
  {
    type: 'error',
    inputs: [
      { name: 'arrived', type: 'uint256' },
      { name: 'expected', type: 'uint256' },
    ],
    name: 'Workouts_ShortTransfer',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'holder', type: 'address' },
    ],
    name: 'Workouts_TitleGone',
  },
  {
    type: 'error',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'left', type: 'uint256' },
    ],
    name: 'Workouts_TitleHeld',
  },
  { type: 'error', inputs: [], name: 'Workouts_ZeroAmount' },
] as const
