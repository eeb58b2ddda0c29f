// Import this before "hardhat": it chooses the contracts as they are deployed (through the IR, a million runs) and
// gives them a folder of their own, so that the tests' quick build stays cached.

process.env.HARDHAT_BUILD_PROFILE = "production";
process.env.BUILD_FOLDER = "production";
