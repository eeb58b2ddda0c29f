//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// LoanLedger
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const loanLedgerAbi = [
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
  { type: 'error', inputs: [{ name: 'caller', type: 'address' }], name: 'LoanLedger_NotManager' },
  {
    type: 'error',
    inputs: [
      { name: 'bits', type: 'uint8' },
      { name: 'value', type: 'uint256' },
    ],
    name: 'SafeCastOverflowedUintDowncast',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      {
        name: 'debt',
        type: 'tuple',
        components: [
          { name: 'principal', type: 'uint128' },
          { name: 'payment', type: 'uint128' },
          { name: 'finalPayment', type: 'uint128' },
          { name: 'growth', type: 'uint128' },
          { name: 'interestPaid', type: 'uint128' },
          { name: 'principalPaid', type: 'uint128' },
          { name: 'start', type: 'uint40' },
          { name: 'period', type: 'uint32' },
          { name: 'payments', type: 'uint16' },
          { name: 'shorten', type: 'bool' },
          { name: 'lateRate', type: 'uint64' },
          { name: 'lateAt', type: 'uint40' },
          { name: 'lateOwed', type: 'uint128' },
        ],
        indexed: false,
      },
    ],
    name: 'DebtBegun',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'lateInterest', type: 'uint256', indexed: false },
      { name: 'interest', type: 'uint256', indexed: false },
      { name: 'principal', type: 'uint256', indexed: false },
      { name: 'outstanding', type: 'uint256', indexed: false },
    ],
    name: 'DebtPaid',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'cluster', type: 'uint256', indexed: true },
      { name: 'principal', type: 'uint256', indexed: false },
      {
        name: 'debt',
        type: 'tuple',
        components: [
          { name: 'principal', type: 'uint128' },
          { name: 'payment', type: 'uint128' },
          { name: 'finalPayment', type: 'uint128' },
          { name: 'growth', type: 'uint128' },
          { name: 'interestPaid', type: 'uint128' },
          { name: 'principalPaid', type: 'uint128' },
          { name: 'start', type: 'uint40' },
          { name: 'period', type: 'uint32' },
          { name: 'payments', type: 'uint16' },
          { name: 'shorten', type: 'bool' },
          { name: 'lateRate', type: 'uint64' },
          { name: 'lateAt', type: 'uint40' },
          { name: 'lateOwed', type: 'uint128' },
        ],
        indexed: false,
      },
    ],
    name: 'DebtPrepaid',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'cost', type: 'uint256' },
      { name: 'isLease', type: 'bool' },
      { name: 'start', type: 'uint40' },
    ],
    name: 'begin',
    outputs: [{ name: 'deadline', type: 'uint256' }],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'debtOf',
    outputs: [
      {
        name: '',
        type: 'tuple',
        components: [
          { name: 'principal', type: 'uint128' },
          { name: 'payment', type: 'uint128' },
          { name: 'finalPayment', type: 'uint128' },
          { name: 'growth', type: 'uint128' },
          { name: 'interestPaid', type: 'uint128' },
          { name: 'principalPaid', type: 'uint128' },
          { name: 'start', type: 'uint40' },
          { name: 'period', type: 'uint32' },
          { name: 'payments', type: 'uint16' },
          { name: 'shorten', type: 'bool' },
          { name: 'lateRate', type: 'uint64' },
          { name: 'lateAt', type: 'uint40' },
          { name: 'lateOwed', type: 'uint128' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'forget',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  { type: 'function', inputs: [], name: 'manager', outputs: [{ name: '', type: 'address' }], stateMutability: 'view' },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'owedOf',
    outputs: [
      { name: 'lateInterest', type: 'uint256' },
      { name: 'interest', type: 'uint256' },
      { name: 'principal', type: 'uint256' },
      { name: 'outstanding', type: 'uint256' },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'reportedUntil', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
    ],
    name: 'pay',
    outputs: [
      {
        name: 'claimed',
        type: 'tuple',
        components: [
          { name: 'scheduled', type: 'bool' },
          { name: 'interest', type: 'uint256' },
          { name: 'principal', type: 'uint256' },
          { name: 'outstanding', type: 'uint256' },
          { name: 'vestFrom', type: 'uint256' },
          { name: 'vestOver', type: 'uint256' },
        ],
      },
      {
        name: 'paid',
        type: 'tuple',
        components: [
          { name: 'interest', type: 'uint256' },
          { name: 'principal', type: 'uint256' },
          { name: 'fromReserve', type: 'uint256' },
          { name: 'outstanding', type: 'uint256' },
          { name: 'deadline', type: 'uint256' },
        ],
      },
    ],
    stateMutability: 'nonpayable',
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
    name: 'plan',
    outputs: [
      { name: 'period', type: 'uint256' },
      { name: 'life', type: 'uint256' },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'amount', type: 'uint256' },
    ],
    name: 'repay',
    outputs: [
      {
        name: 'claimed',
        type: 'tuple',
        components: [
          { name: 'scheduled', type: 'bool' },
          { name: 'interest', type: 'uint256' },
          { name: 'principal', type: 'uint256' },
          { name: 'outstanding', type: 'uint256' },
          { name: 'vestFrom', type: 'uint256' },
          { name: 'vestOver', type: 'uint256' },
        ],
      },
      {
        name: 'paid',
        type: 'tuple',
        components: [
          { name: 'interest', type: 'uint256' },
          { name: 'principal', type: 'uint256' },
          { name: 'fromReserve', type: 'uint256' },
          { name: 'outstanding', type: 'uint256' },
          { name: 'deadline', type: 'uint256' },
        ],
      },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [
      { name: 'cluster', type: 'uint256' },
      { name: 'swept', type: 'uint256' },
      { name: 'reserve', type: 'uint256' },
    ],
    name: 'serve',
    outputs: [
      {
        name: 'paid',
        type: 'tuple',
        components: [
          { name: 'interest', type: 'uint256' },
          { name: 'principal', type: 'uint256' },
          { name: 'fromReserve', type: 'uint256' },
          { name: 'outstanding', type: 'uint256' },
          { name: 'deadline', type: 'uint256' },
        ],
      },
    ],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'cluster', type: 'uint256' }],
    name: 'serviceOf',
    outputs: [
      { name: '', type: 'uint256' },
      { name: '', type: 'uint256' },
    ],
    stateMutability: 'view',
  },
] as const
