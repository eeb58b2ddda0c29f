// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Kink, KinkLib, MarkdownLib, MarkdownWord} from "../../../contracts/vault/Kinks.sol";
import {SolidityTest} from "../support/SolidityTest.sol";

/// @notice Words that are plain sums: what is put in comes out, part by part, and never reaches its neighbour.
contract KinksTest is SolidityTest {
    int256 private constant SLOPE = 1 << 94;
    int256 private constant LOSS = 1 << 102;
    int256 private constant TOKENS = 1 << 38;

    // --- kinks ---

    function testFuzz_aKinkKeepsItsParts(uint256 seed) public pure {
        (int256 a, int256 b, int256 c) = _some(seed);
        _assertParts(KinkLib.pack(a, b, c), a, b, c);
        assertTrue(KinkLib.pack(a, b, c).fits(), "fits");
    }

    function testFuzz_aSumOfTwoIsTheSumOfTheirParts(uint256 first, uint256 second) public pure {
        (int256 a, int256 b, int256 c) = _some(first);
        (int256 e, int256 f, int256 g) = _some(second);
        Kink sum = KinkLib.pack(a, b, c).plus(KinkLib.pack(e, f, g));
        _assertParts(sum, a + e, b + f, c + g);
        bool fits = _isIn(a + e, SLOPE) && _isIn(b + f, LOSS) && _isIn(c + g, TOKENS);
        assertEq(sum.fits(), fits, "fits as long as each part does");
    }

    function testFuzz_whatWasPutIsTakenAwayWhole(uint256 first, uint256 second) public pure {
        (int256 a, int256 b, int256 c) = _some(first);
        (int256 e, int256 f, int256 g) = _some(second);
        Kink left = KinkLib.pack(a, b, c).plus(KinkLib.pack(e, f, g)).minus(KinkLib.pack(e, f, g));
        assertEq(Kink.unwrap(left), Kink.unwrap(KinkLib.pack(a, b, c)), "left");
        Kink none = KinkLib.pack(a, b, c).plus(Kink.wrap(0).minus(KinkLib.pack(a, b, c)));
        assertEq(Kink.unwrap(none), 0, "nothing is zero");
    }

    function test_eachPartIsRefusedAtHalfItsWidth() public {
        int256[3] memory half = [SLOPE, LOSS, TOKENS];
        for (uint256 i = 0; i < 3; ++i) {
            int256[3] memory p;
            p[i] = half[i] - 1;
            this.pack(p);
            p[i] = -half[i];
            this.pack(p);
            p[i] = half[i];
            vm.expectRevert(abi.encodeWithSelector(KinkLib.KinkLib_TooWide.selector, p[0], p[1], p[2]));
            this.pack(p);
            p[i] = -half[i] - 1;
            vm.expectRevert(abi.encodeWithSelector(KinkLib.KinkLib_TooWide.selector, p[0], p[1], p[2]));
            this.pack(p);
        }
    }

    function pack(int256[3] calldata p) external pure returns (Kink) {
        return KinkLib.pack(p[0], p[1], p[2]);
    }

    function test_nothingElseFits() public pure {
        for (uint256 bit = 240; bit < 256; ++bit) assertTrue(!Kink.wrap(1 << bit).fits(), "above the parts of a kink");
    }

    // --- markdowns ---

    function testFuzz_aMarkdownKeepsItsParts(uint104 a, uint96 b, uint40 c) public pure {
        (a, b, c) = (a >> 1, b >> 1, c >> 1);
        MarkdownWord word = MarkdownLib.pack(a, b, c);
        _assertMarkdown(word, a, b, c);
        assertTrue(word.fits(), "fits");
    }

    function testFuzz_markdownsAddUpAndOverflowIsSeen(uint256 first, uint256 second) public pure {
        MarkdownWord one = _someMarkdown(first);
        MarkdownWord two = _someMarkdown(second);
        (uint256 a, uint256 b, uint256 c) = one.parts();
        (uint256 e, uint256 f, uint256 g) = two.parts();
        MarkdownWord sum = one.plus(two);
        _assertMarkdown(sum, a + e, b + f, c + g);
        bool fits = (a + e) >> 103 == 0 && (b + f) >> 95 == 0 && (c + g) >> 39 == 0;
        assertEq(sum.fits(), fits, "fits as long as each part does");
    }

    function testFuzz_takingMoreThanThereIsIsSeen(uint256 first, uint256 second) public pure {
        MarkdownWord one = _someMarkdown(first);
        MarkdownWord two = _someMarkdown(second);
        (uint256 a, uint256 b, uint256 c) = one.parts();
        (uint256 e, uint256 f, uint256 g) = two.parts();
        MarkdownWord left = one.minus(two);
        assertEq(left.fits(), a >= e && b >= f && c >= g, "fits only where nothing was borrowed");
        if (left.fits()) _assertMarkdown(left, a - e, b - f, c - g);
    }

    function test_eachPartOfAMarkdownIsRefusedAtHalfItsWidth() public {
        uint256[3] memory half = [uint256(1) << 103, 1 << 95, 1 << 39];
        for (uint256 i = 0; i < 3; ++i) {
            uint256[3] memory p;
            p[i] = half[i] - 1;
            this.packMarkdown(p);
            p[i] = half[i];
            vm.expectRevert(abi.encodeWithSelector(MarkdownLib.MarkdownLib_TooWide.selector, p[0], p[1], p[2]));
            this.packMarkdown(p);
        }
    }

    function packMarkdown(uint256[3] calldata p) external pure returns (MarkdownWord) {
        return MarkdownLib.pack(p[0], p[1], p[2]);
    }

    function test_nothingElseFitsAMarkdown() public pure {
        for (uint256 bit = 240; bit < 256; ++bit) assertTrue(!MarkdownWord.wrap(1 << bit).fits(), "above its parts");
    }

    // --- helpers ---

    function _some(uint256 seed) private pure returns (int256 a, int256 b, int256 c) {
        a = _signed(seed, 1, SLOPE);
        b = _signed(seed, 2, LOSS);
        c = _signed(seed, 3, TOKENS);
    }

    /// @dev Often at its bounds, where neighbours are in danger.
    function _signed(uint256 seed, uint256 salt, int256 half) private pure returns (int256) {
        uint256 r = uint256(keccak256(abi.encode(seed, salt)));
        if (r % 5 == 0) return -half;
        if (r % 5 == 1) return half - 1;
        if (r % 5 == 2) return 0;
        return int256((r >> 8) % uint256(2 * half)) - half;
    }

    function _someMarkdown(uint256 seed) private pure returns (MarkdownWord) {
        return MarkdownLib.pack(_unsigned(seed, 1, 1 << 103), _unsigned(seed, 2, 1 << 95), _unsigned(seed, 3, 1 << 39));
    }

    function _unsigned(uint256 seed, uint256 salt, uint256 half) private pure returns (uint256) {
        uint256 r = uint256(keccak256(abi.encode(seed, salt)));
        if (r % 4 == 0) return 0;
        if (r % 4 == 1) return half - 1;
        return (r >> 8) % half;
    }

    function _isIn(int256 part, int256 half) private pure returns (bool) {
        return part >= -half && part < half;
    }

    function _assertParts(Kink kink, int256 a, int256 b, int256 c) private pure {
        (int256 slope, int256 lossSlope, int256 delinquent) = kink.parts();
        assertEq(slope, a, "value slope");
        assertEq(lossSlope, b, "loss slope");
        assertEq(delinquent, c, "delinquent");
    }

    function _assertMarkdown(MarkdownWord word, uint256 a, uint256 b, uint256 c) private pure {
        (uint256 lossSlope, uint256 depreciation, uint256 delinquent) = word.parts();
        assertEq(lossSlope, a, "loss slope");
        assertEq(depreciation, b, "depreciation");
        assertEq(delinquent, c, "delinquent");
        assertEq(word.slopeLeft(), b, "what still falls then, by itself");
    }
}
