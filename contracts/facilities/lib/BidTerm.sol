// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Form, Terms} from "../../interfaces/FacilityTypes.sol";

/// @title BidTerm
/// @notice What operators bid for capital, in each form of financing: one term out of all.
library BidTerm {
    /// @notice The term that is bid: yearly rate [1e18], rent [base units] or the vault's share [bps].
    function find(Terms calldata terms) internal pure returns (uint128) {
        if (terms.form == Form.Loan) return terms.debt.yearlyRate;
        if (terms.form == Form.Lease) return terms.debt.rent;
        return terms.vaultShareBps;
    }

    /// @notice The terms with the winner and its bid in them. A bid is never above the term it replaces: it fits.
    function awarded(Terms memory terms, address winner, uint128 bid) internal pure returns (Terms memory) {
        terms.operator = winner;
        if (terms.form == Form.Loan) terms.debt.yearlyRate = uint64(bid);
        else if (terms.form == Form.Lease) terms.debt.rent = bid;
        else terms.vaultShareBps = uint16(bid);
        return terms;
    }
}
