import { artifacts } from "hardhat";
import { Compiler } from "./chain/plan.ts";

/** The compiled contracts of this project: each is read and parsed once in a process, however often it is deployed. */
export const compiler = new Compiler(artifacts);
