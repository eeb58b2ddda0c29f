// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FacilityStatus} from "../../interfaces/FacilityTypes.sol";

/// @notice Word 0 of a facility, who and by which rules: operator 160 · vault's share of the residual [bps] 16 ·
///         status 7 · flags 9 · seconds from final, or from a due date, to delinquent 32 · longest period [s] 32.
/// @dev A word by hand: as a struct a settlement would copy it to memory, and write it field by field.
type FacilityTerms is uint256;

using FacilityTermsLib for FacilityTerms global;

library FacilityTermsLib {
    uint256 private constant SHARE_AT = 160;
    uint256 private constant SHARE_MASK = uint256(type(uint16).max) << SHARE_AT;
    uint256 private constant STATUS_AT = 176;
    uint256 private constant STATUS_MASK = 0x7f;
    uint256 private constant FLAGS_AT = 183;
    uint256 private constant GRACE_AT = 192;
    uint256 private constant PERIOD_AT = 224;

    /// @param flags Below 512
    function pack(
        address operator_,
        uint16 vaultShareBps_,
        FacilityStatus status_,
        uint256 flags,
        uint32 paymentGrace_,
        uint32 maxPeriod_
    ) internal pure returns (FacilityTerms) {
        return
            FacilityTerms.wrap(
                uint160(operator_) |
                    (uint256(vaultShareBps_) << SHARE_AT) |
                    (uint256(status_) << STATUS_AT) |
                    (flags << FLAGS_AT) |
                    (uint256(paymentGrace_) << GRACE_AT) |
                    (uint256(maxPeriod_) << PERIOD_AT)
            );
    }

    function withStatus(FacilityTerms self, FacilityStatus status_) internal pure returns (FacilityTerms) {
        uint256 rest = FacilityTerms.unwrap(self) & ~(STATUS_MASK << STATUS_AT);
        return FacilityTerms.wrap(rest | (uint256(status_) << STATUS_AT));
    }

    function withVaultShare(FacilityTerms self, uint16 bps) internal pure returns (FacilityTerms) {
        return FacilityTerms.wrap((FacilityTerms.unwrap(self) & ~SHARE_MASK) | (uint256(bps) << SHARE_AT));
    }

    /// @param flags One, or several
    function with(FacilityTerms self, uint256 flags) internal pure returns (FacilityTerms) {
        return FacilityTerms.wrap(FacilityTerms.unwrap(self) | (flags << FLAGS_AT));
    }

    /// @param flags One, or several
    function without(FacilityTerms self, uint256 flags) internal pure returns (FacilityTerms) {
        return FacilityTerms.wrap(FacilityTerms.unwrap(self) & ~(flags << FLAGS_AT));
    }

    function has(FacilityTerms self, uint256 flag) internal pure returns (bool) {
        return FacilityTerms.unwrap(self) & (flag << FLAGS_AT) != 0;
    }

    function operator(FacilityTerms self) internal pure returns (address) {
        return address(uint160(FacilityTerms.unwrap(self)));
    }

    /// @return bps, of the residual
    function vaultShareBps(FacilityTerms self) internal pure returns (uint256) {
        return uint16(FacilityTerms.unwrap(self) >> SHARE_AT);
    }

    function status(FacilityTerms self) internal pure returns (FacilityStatus) {
        return FacilityStatus((FacilityTerms.unwrap(self) >> STATUS_AT) & STATUS_MASK);
    }

    /// @return Seconds from final, or from a due date, to delinquent
    function paymentGrace(FacilityTerms self) internal pure returns (uint256) {
        return uint32(FacilityTerms.unwrap(self) >> GRACE_AT);
    }

    /// @return Seconds
    function maxPeriod(FacilityTerms self) internal pure returns (uint256) {
        return FacilityTerms.unwrap(self) >> PERIOD_AT;
    }
}
