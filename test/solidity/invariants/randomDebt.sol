// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Form, Terms} from "../../../contracts/interfaces/FacilityTypes.sol";

/// @dev Turns terms into those of a loan or a lease: level payments, with or without a large last one, with or without
///      late interest.
function randomDebt(Terms memory terms, Form form, uint256 seed) pure {
    terms.form = form;
    terms.vaultShareBps = uint16(seed % 2) * 1_000;
    terms.debt.period = uint32(10 days + (seed % 30 days));
    terms.debt.payments = uint16(3 + ((seed >> 8) % 20));
    terms.debt.lateRate = uint64((seed >> 16) % 2) * 1e17;
    terms.debt.finalPayment = uint128((terms.amount * ((seed >> 24) % 3)) / 5);
    if (form == Form.Loan) {
        terms.debt.yearlyRate = 12e16;
        terms.debt.shorten = (seed >> 32) % 2 == 0;
        if (terms.debt.shorten) terms.debt.finalPayment = 0;
    } else {
        uint256 rest = terms.amount - terms.debt.finalPayment;
        terms.debt.rent = uint128((rest * 21) / 20 / terms.debt.payments + 1);
    }
}
