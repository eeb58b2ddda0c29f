//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// FacilityOrigination
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const facilityOriginationAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'authority_', type: 'address' },
      {
        name: 'given',
        type: 'tuple',
        components: [
          { name: 'vault', type: 'address' },
          { name: 'registry', type: 'address' },
          { name: 'bond', type: 'address' },
          { name: 'drawLimits', type: 'address' },
          { name: 'drawEscrow', type: 'address' },
          { name: 'covenants', type: 'address' },
        ],
      },
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
      { name: 'given', type: 'address' },
      { name: 'own', type: 'address' },
    ],
    name: 'FacilityManager_OtherRegistry',
  },
  { type: 'error', inputs: [{ name: 'decimals', type: 'uint8' }], name: 'FacilityManager_WrongAsset' },
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
  { type: 'error', inputs: [], name: 'ReentrancyGuardReentrantCall' },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'oldAmount', type: 'uint128', indexed: false },
      { name: 'newAmount', type: 'uint128', indexed: false },
    ],
    name: 'ApprovalLowered',
  },
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
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'inServiceAt', type: 'uint40', indexed: false },
    ],
    name: 'Commissioned',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'limit', type: 'uint256', indexed: false },
    ],
    name: 'CostsWrittenDown',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'amount', type: 'uint256', indexed: false },
      { name: 'cost', type: 'uint256', indexed: false },
    ],
    name: 'DrawReturned',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'receiver', type: 'address', indexed: true },
      { name: 'amount', type: 'uint256', indexed: false },
      { name: 'cost', type: 'uint256', indexed: false },
    ],
    name: 'Drawn',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'operator', type: 'address', indexed: true },
      { name: 'manager', type: 'address', indexed: true },
      {
        name: 'terms',
        type: 'tuple',
        components: [
          { name: 'form', type: 'uint8' },
          { name: 'operator', type: 'address' },
          { name: 'amount', type: 'uint128' },
          { name: 'vaultShareBps', type: 'uint16' },
          { name: 'reserveTarget', type: 'uint128' },
          { name: 'inServiceBy', type: 'uint40' },
          { name: 'paymentGrace', type: 'uint32' },
          { name: 'bondBps', type: 'uint16' },
          {
            name: 'milestones',
            type: 'tuple',
            components: [
              { name: 'orderedBps', type: 'uint16' },
              { name: 'deliveredBps', type: 'uint16' },
            ],
          },
          {
            name: 'debt',
            type: 'tuple',
            components: [
              { name: 'yearlyRate', type: 'uint64' },
              { name: 'period', type: 'uint32' },
              { name: 'payments', type: 'uint16' },
              { name: 'finalPayment', type: 'uint128' },
              { name: 'rent', type: 'uint128' },
              { name: 'lateRate', type: 'uint64' },
              { name: 'shorten', type: 'bool' },
            ],
          },
          {
            name: 'share',
            type: 'tuple',
            components: [
              { name: 'preferredReturnRate', type: 'uint64' },
              { name: 'hurdleShareBps', type: 'uint16' },
            ],
          },
          {
            name: 'covenants',
            type: 'tuple',
            components: [
              { name: 'periods', type: 'uint8' },
              { name: 'curePeriods', type: 'uint8' },
              { name: 'coverageBps', type: 'uint16[3]' },
              { name: 'loanToValueBps', type: 'uint16[3]' },
              { name: 'priceBps', type: 'uint16[3]' },
              { name: 'priceLow', type: 'uint96' },
            ],
          },
        ],
        indexed: false,
      },
      { name: 'cost', type: 'uint128', indexed: false },
      { name: 'salvage', type: 'uint128', indexed: false },
      { name: 'usefulLife', type: 'uint32', indexed: false },
    ],
    name: 'FacilityApproved',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'approvalOf',
    outputs: [
      {
        name: 'a',
        type: 'tuple',
        components: [
          { name: 'inServiceBy', type: 'uint40' },
          { name: 'bondBps', type: 'uint16' },
          { name: 'orderedBps', type: 'uint16' },
          { name: 'deliveredBps', type: 'uint16' },
          { name: 'operator', type: 'address' },
          { name: 'amount', type: 'uint128' },
          { name: 'drawn', type: 'uint128' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      {
        name: 'terms',
        type: 'tuple',
        components: [
          { name: 'form', type: 'uint8' },
          { name: 'operator', type: 'address' },
          { name: 'amount', type: 'uint128' },
          { name: 'vaultShareBps', type: 'uint16' },
          { name: 'reserveTarget', type: 'uint128' },
          { name: 'inServiceBy', type: 'uint40' },
          { name: 'paymentGrace', type: 'uint32' },
          { name: 'bondBps', type: 'uint16' },
          {
            name: 'milestones',
            type: 'tuple',
            components: [
              { name: 'orderedBps', type: 'uint16' },
              { name: 'deliveredBps', type: 'uint16' },
            ],
          },
          {
            name: 'debt',
            type: 'tuple',
            components: [
              { name: 'yearlyRate', type: 'uint64' },
              { name: 'period', type: 'uint32' },
              { name: 'payments', type: 'uint16' },
              { name: 'finalPayment', type: 'uint128' },
              { name: 'rent', type: 'uint128' },
              { name: 'lateRate', type: 'uint64' },
              { name: 'shorten', type: 'bool' },
            ],
          },
          {
            name: 'share',
            type: 'tuple',
            components: [
              { name: 'preferredReturnRate', type: 'uint64' },
              { name: 'hurdleShareBps', type: 'uint16' },
            ],
          },
          {
            name: 'covenants',
            type: 'tuple',
            components: [
              { name: 'periods', type: 'uint8' },
              { name: 'curePeriods', type: 'uint8' },
              { name: 'coverageBps', type: 'uint16[3]' },
              { name: 'loanToValueBps', type: 'uint16[3]' },
              { name: 'priceBps', type: 'uint16[3]' },
              { name: 'priceLow', type: 'uint96' },
            ],
          },
        ],
      },
    ],
    name: 'approve',
    outputs: [],
    stateMutability: 'nonpayable',
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
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'inServiceAt', type: 'uint40' },
    ],
    name: 'commission',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'commissionAttested',
    outputs: [{ name: 'inServiceAt', type: 'uint40' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
      { name: 'receiver', type: 'address' },
    ],
    name: 'draw',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'drawnOf',
    outputs: [{ name: '', type: 'uint256' }],
    stateMutability: 'view',
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
      { name: 'cluster', type: 'uint256' },
      { name: 'amount', type: 'uint128' },
    ],
    name: 'lowerApproval',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'managerOf',
    outputs: [{ name: '', type: 'address' }],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [],
    name: 'parts',
    outputs: [
      {
        name: '',
        type: 'tuple',
        components: [
          { name: 'vault', type: 'address' },
          { name: 'registry', type: 'address' },
          { name: 'bond', type: 'address' },
          { name: 'drawLimits', type: 'address' },
          { name: 'drawEscrow', type: 'address' },
          { name: 'covenants', type: 'address' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
    ],
    name: 'returnDraw',
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
    inputs: [
      { name: 'manager', type: 'address' },
      { name: 'oracle', type: 'address' },
    ],
    name: 'setOracle',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'limit', type: 'uint256' },
    ],
    name: 'writeDownCosts',
    outputs: [],
    stateMutability: 'nonpayable',
  },
] as const
