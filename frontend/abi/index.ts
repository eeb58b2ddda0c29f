// Written by `npm run abi`. Do not edit.

export { accessManagerAbi } from "./AccessManager";
export { errorsAbi } from "./errors";
