import type { ContractRunner } from "ethers";
import type { IClusterRegistry, IFacilityBook, IGpuYieldVault, IRevenueOracle } from "../../build/types/index.ts";
import { build } from "./build.ts";

/** The contracts behind one vault, wherever they are deployed. */
export interface VaultContracts {
  vault: IGpuYieldVault;
  book: IFacilityBook;
  oracle: IRevenueOracle; // the book's current one
  registry: IClusterRegistry;
}

/** Finds the contracts behind a vault, from the vault alone. */
export async function attachVault(address: string, runner: ContractRunner): Promise<VaultContracts> {
  // The bindings exist only once the contracts have been compiled.
  await build();
  const types = await import("../../build/types/index.ts");
  const vault = types.IGpuYieldVault__factory.connect(address, runner);
  const book = types.IFacilityBook__factory.connect(await vault.book(), runner);
  return {
    vault,
    book,
    oracle: types.IRevenueOracle__factory.connect(await book.oracle(), runner),
    registry: types.IClusterRegistry__factory.connect(await book.registry(), runner),
  };
}
