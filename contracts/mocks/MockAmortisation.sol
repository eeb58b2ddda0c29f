// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Amortisation, Schedule} from "../facilities/lib/Amortisation.sol";

/// @notice The arithmetic of schedules, for tests to call.
contract MockAmortisation {
    function ratePerPeriodUp(uint256 yearlyRate, uint256 period) external pure returns (uint256) {
        return Amortisation.ratePerPeriodUp(yearlyRate, period);
    }

    function power(uint256 growth, uint256 k) external pure returns (uint256) {
        return Amortisation.power(growth, k);
    }

    function levelPaymentUp(
        uint256 principal,
        uint256 growth,
        uint256 payments,
        uint256 finalPayment
    ) external pure returns (uint256) {
        return Amortisation.levelPaymentUp(principal, growth, payments, finalPayment);
    }

    function balanceAfterUp(Schedule calldata schedule, uint256 k) external pure returns (uint256) {
        return schedule.balanceAfterUp(k);
    }

    function owedAfter(
        Schedule calldata schedule,
        uint256 k
    ) external pure returns (uint256 interest, uint256 principal) {
        return schedule.owedAfter(k);
    }

    function paymentsNeeded(Schedule calldata schedule) external pure returns (uint256) {
        return schedule.paymentsNeeded();
    }

    function paymentsCovered(Schedule calldata schedule, uint256 paid) external pure returns (uint256) {
        return schedule.paymentsCovered(paid);
    }

    function implicitGrowth(
        uint256 principal,
        uint256 payment,
        uint256 payments,
        uint256 finalPayment
    ) external pure returns (uint256) {
        return Amortisation.implicitGrowth(principal, payment, payments, finalPayment);
    }

    function termFor(
        uint256 principal,
        uint256 growth,
        uint256 payment,
        uint256 maxPayments
    ) external pure returns (uint256) {
        return Amortisation.termFor(principal, growth, payment, maxPayments);
    }

    /// @notice Balance, cumulative interest and principal after each payment, 0 to the last.
    function rows(
        Schedule calldata schedule
    ) external pure returns (uint256[] memory balances, uint256[] memory interest, uint256[] memory principal) {
        uint256 count = schedule.payments + 1;
        (balances, interest, principal) = (new uint256[](count), new uint256[](count), new uint256[](count));
        for (uint256 k = 0; k < count; ++k) {
            balances[k] = schedule.balanceAfterUp(k);
            (interest[k], principal[k]) = schedule.owedAfter(k);
        }
    }
}
