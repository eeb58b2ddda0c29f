// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {CovenantTerms, DebtTerms, Form, Terms} from "../../interfaces/FacilityTypes.sol";
import {IFacilityOrigination} from "../../interfaces/IFacilityOrigination.sol";
import {Amortisation} from "./Amortisation.sol";

/// @title TermRules
/// @notice Which terms are terms. A form's terms are there, and none of another form's.
library TermRules {
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_GRACE = 60 days;
    uint256 private constant MIN_PERIOD = 1 hours;
    uint256 private constant MAX_PERIOD = 366 days;
    uint256 private constant MAX_PAYMENTS = 120;
    uint256 private constant MAX_LOOK_BACK = 36;
    /// @dev Below it a schedule could be off by more than a unit (`Amortisation`). 1e18 = 100 % a year.
    uint256 private constant MIN_RATE = 1e14;
    uint256 private constant MAX_RATE = 1e18;

    /// @notice What every form has.
    /// @param cost Base units; of the cluster
    function check(Terms calldata terms, uint256 cost) internal pure {
        requireInRange("amount", terms.amount, 1, cost);
        requireInRange("vaultShareBps", terms.vaultShareBps, terms.form == Form.RevenueShare ? 1 : 0, BPS);
        requireInRange("paymentGrace", terms.paymentGrace, 1, MAX_GRACE);
        requireInRange("bondBps", terms.bondBps, 0, BPS);
        requireInRange("orderedBps", terms.milestones.orderedBps, 0, BPS);
        requireInRange("deliveredBps", terms.milestones.deliveredBps, 0, BPS - terms.milestones.orderedBps);
        if (terms.covenants.periods != 0) _checkCovenants(terms.covenants, terms.form);
    }

    function requireInRange(bytes32 field, uint256 given, uint256 minimum, uint256 maximum) internal pure {
        if (given < minimum || given > maximum) {
            revert IFacilityOrigination.FacilityOrigination_TermOutOfRange(field, given, minimum, maximum);
        }
    }

    /// @dev A lease's rate is found bit by bit.
    function _rateAndPayment(Terms calldata terms) private pure returns (uint256 growth, uint256 payment) {
        DebtTerms calldata debt = terms.debt;
        if (terms.form == Form.Lease) {
            growth = Amortisation.implicitGrowth(terms.amount, debt.rent, debt.payments, debt.finalPayment);
            return (growth, debt.rent);
        }
        growth = Amortisation.ratePerPeriodUp(debt.yearlyRate, debt.period);
        payment = Amortisation.levelPaymentUp(terms.amount, growth, debt.payments, debt.finalPayment);
    }

    /// @notice The terms of a revenue share.
    function checkShare(Terms calldata terms) internal pure {
        DebtTerms calldata debt = terms.debt;
        _requireNone("debt", terms.form, uint256(debt.period) + debt.payments + debt.finalPayment);
        _requireNone("debt", terms.form, uint256(debt.yearlyRate) + debt.rent + debt.lateRate);
        requireInRange("preferredReturnRate", terms.share.preferredReturnRate, 0, MAX_RATE);
        requireInRange("hurdleShareBps", terms.share.hurdleShareBps, 0, BPS);
    }

    /// @notice The terms of a loan or a lease, and what they come to.
    /// @return growth Rate of a period [2^-128]
    /// @return payment Of one period, for the whole amount
    function checkDebt(Terms calldata terms) internal pure returns (uint256 growth, uint256 payment) {
        DebtTerms calldata debt = terms.debt;
        _requireNone("share", terms.form, uint256(terms.share.preferredReturnRate) + terms.share.hurdleShareBps);
        requireInRange("amount", terms.amount, 1, type(uint96).max);
        requireInRange("period", debt.period, MIN_PERIOD, MAX_PERIOD);
        requireInRange("payments", debt.payments, 1, MAX_PAYMENTS);
        // A term can't be shortened to where a final payment would be due at once.
        requireInRange("finalPayment", debt.finalPayment, 0, debt.shorten ? 0 : terms.amount);
        requireInRange("lateRate", debt.lateRate, 0, MAX_RATE);
        if (terms.form == Form.Loan) {
            _requireNone("rent", terms.form, debt.rent);
            if (debt.yearlyRate != 0) requireInRange("yearlyRate", debt.yearlyRate, MIN_RATE, MAX_RATE);
        } else {
            _requireNone("yearlyRate", terms.form, debt.yearlyRate);
            requireInRange("rent", debt.rent, 1, terms.amount);
            uint256 total = uint256(debt.rent) * debt.payments + debt.finalPayment;
            if (total < terms.amount) revert IFacilityOrigination.FacilityOrigination_RentTooSmall(total, terms.amount);
        }
        (growth, payment) = _rateAndPayment(terms);
        uint256 least = Amortisation.ratePerPeriodUp(MIN_RATE, debt.period);
        if (growth != 0) requireInRange("rate", growth, least, Amortisation.ONE - 1);
        // One above: a lease's rate that only this limit keeps down would not be the one that its rent is worth.
        requireInRange("growth", Amortisation.power(growth + 1, debt.payments), 0, Amortisation.LIMIT - 1);
    }

    function _checkCovenants(CovenantTerms calldata terms, Form form) private pure {
        requireInRange("periods", terms.periods, 1, MAX_LOOK_BACK);
        requireInRange("curePeriods", terms.curePeriods, 1, type(uint8).max);
        _requireFalling("coverageBps", terms.coverageBps);
        _requireFalling("priceBps", terms.priceBps);
        if (form == Form.RevenueShare) _requireNone("coverageBps", form, terms.coverageBps[0]);
        if (terms.priceBps[0] != 0) requireInRange("priceLow", terms.priceLow, 1, type(uint96).max);
        uint16[3] calldata ltv = terms.loanToValueBps;
        if (ltv[0] > ltv[1] || ltv[1] > ltv[2]) {
            revert IFacilityOrigination.FacilityOrigination_TiersNotInOrder("loanToValueBps", ltv[0], ltv[1], ltv[2]);
        }
    }

    function _requireFalling(bytes32 field, uint16[3] calldata tiers) private pure {
        if (tiers[0] < tiers[1] || tiers[1] < tiers[2]) {
            revert IFacilityOrigination.FacilityOrigination_TiersNotInOrder(field, tiers[0], tiers[1], tiers[2]);
        }
    }

    function _requireNone(bytes32 field, Form form, uint256 given) private pure {
        if (given != 0) revert IFacilityOrigination.FacilityOrigination_TermNotForForm(field, uint8(form));
    }
}
