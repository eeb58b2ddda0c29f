//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////
// ReportBounds
//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////

export const reportBoundsAbi = [
  {
    type: 'constructor',
    inputs: [
      { name: 'authority_', type: 'address' },
      { name: 'assetDecimals_', type: 'uint8' },
      { name: 'priceJumpBps_', type: 'uint16' },
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
  { type: 'error', inputs: [], name: 'CheckpointUnorderedInsertion' },
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
    type: 'event',
    anonymous: false,
    inputs: [{ name: 'authority', type: 'address', indexed: false }],
    name: 'AuthorityUpdated',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'model', type: 'bytes32', indexed: true },
      {
        name: 'oldBounds',
        type: 'tuple',
        components: [
          { name: 'minPrice', type: 'uint96' },
          { name: 'maxPrice', type: 'uint96' },
          { name: 'leastBusyWatts', type: 'uint32' },
          { name: 'minTariff', type: 'uint96' },
          { name: 'maxTariff', type: 'uint96' },
          { name: 'otherOpexCap', type: 'uint96' },
        ],
        indexed: false,
      },
      {
        name: 'newBounds',
        type: 'tuple',
        components: [
          { name: 'minPrice', type: 'uint96' },
          { name: 'maxPrice', type: 'uint96' },
          { name: 'leastBusyWatts', type: 'uint32' },
          { name: 'minTariff', type: 'uint96' },
          { name: 'maxTariff', type: 'uint96' },
          { name: 'otherOpexCap', type: 'uint96' },
        ],
        indexed: false,
      },
    ],
    name: 'BoundsChanged',
  },
  {
    type: 'event',
    anonymous: false,
    inputs: [
      { name: 'oldBps', type: 'uint16', indexed: false },
      { name: 'newBps', type: 'uint16', indexed: false },
    ],
    name: 'PriceJumpChanged',
  },
  {
    type: 'function',
    inputs: [],
    name: 'assetDecimals',
    outputs: [{ name: '', type: 'uint8' }],
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
    inputs: [
      { name: 'model', type: 'bytes32' },
      { name: 'start', type: 'uint40' },
    ],
    name: 'boundsAt',
    outputs: [
      {
        name: 'bounds',
        type: 'tuple',
        components: [
          { name: 'minPrice', type: 'uint96' },
          { name: 'maxPrice', type: 'uint96' },
          { name: 'leastBusyWatts', type: 'uint32' },
          { name: 'minTariff', type: 'uint96' },
          { name: 'maxTariff', type: 'uint96' },
          { name: 'otherOpexCap', type: 'uint96' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [{ name: 'model', type: 'bytes32' }],
    name: 'boundsOf',
    outputs: [
      {
        name: '',
        type: 'tuple',
        components: [
          { name: 'minPrice', type: 'uint96' },
          { name: 'maxPrice', type: 'uint96' },
          { name: 'leastBusyWatts', type: 'uint32' },
          { name: 'minTariff', type: 'uint96' },
          { name: 'maxTariff', type: 'uint96' },
          { name: 'otherOpexCap', type: 'uint96' },
        ],
      },
    ],
    stateMutability: 'view',
  },
  {
    type: 'function',
    inputs: [
      {
        name: 'report',
        type: 'tuple',
        components: [
          { name: 'cluster', type: 'uint256' },
          { name: 'period', type: 'uint32' },
          { name: 'revision', type: 'uint32' },
          { name: 'reporterSet', type: 'uint32' },
          { name: 'clusterVersion', type: 'uint32' },
          { name: 'start', type: 'uint40' },
          { name: 'end', type: 'uint40' },
          { name: 'gpuSecondsAvailable', type: 'uint64' },
          { name: 'gpuSecondsSold', type: 'uint64' },
          { name: 'gross', type: 'uint128' },
          { name: 'energyWh', type: 'uint64' },
          { name: 'energyCost', type: 'uint128' },
          { name: 'otherOpex', type: 'uint128' },
          { name: 'evidenceRoot', type: 'bytes32' },
        ],
      },
      { name: 'model', type: 'bytes32' },
      { name: 'systemWatts', type: 'uint256' },
      { name: 'pueBps', type: 'uint256' },
      { name: 'installed', type: 'uint256' },
      {
        name: 'last',
        type: 'tuple',
        components: [
          { name: 'gross', type: 'uint128' },
          { name: 'sold', type: 'uint64' },
          { name: 'costs', type: 'uint128' },
          { name: 'time', type: 'uint40' },
        ],
      },
    ],
    name: 'check',
    outputs: [{ name: 'ordinary', type: 'bool' }],
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
    inputs: [],
    name: 'priceJumpBps',
    outputs: [{ name: '', type: 'uint16' }],
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
      { name: 'model', type: 'bytes32' },
      {
        name: 'bounds',
        type: 'tuple',
        components: [
          { name: 'minPrice', type: 'uint96' },
          { name: 'maxPrice', type: 'uint96' },
          { name: 'leastBusyWatts', type: 'uint32' },
          { name: 'minTariff', type: 'uint96' },
          { name: 'maxTariff', type: 'uint96' },
          { name: 'otherOpexCap', type: 'uint96' },
        ],
      },
    ],
    name: 'setBounds',
    outputs: [],
    stateMutability: 'nonpayable',
  },
  {
    type: 'function',
    inputs: [{ name: 'bps', type: 'uint16' }],
    name: 'setPriceJump',
    outputs: [],
    stateMutability: 'nonpayable',
  },
] as const
