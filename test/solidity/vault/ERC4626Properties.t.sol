// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC4626Properties} from "./ERC4626Properties.sol";

contract ERC4626PropertiesOf6DecimalsTest is ERC4626Properties {
    function _assetDecimals() internal pure override returns (uint8) {
        return 6;
    }
}

contract ERC4626PropertiesOf8DecimalsTest is ERC4626Properties {
    function _assetDecimals() internal pure override returns (uint8) {
        return 8;
    }
}

contract ERC4626PropertiesOf18DecimalsTest is ERC4626Properties {
    function _assetDecimals() internal pure override returns (uint8) {
        return 18;
    }
}
