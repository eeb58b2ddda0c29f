// Imported before hardhat: what public networks get is compiled into a folder of its own.
process.env.BUILD_FOLDER ??= "production";
