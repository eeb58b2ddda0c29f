import type { ContractRunner, Interface } from "ethers";
import type {
  IClusterRegistry,
  ICollateralEscrow,
  IFacilityBook,
  IGpuYieldVault,
  IOperatorBond,
  IRedemptionQueue,
  IReportBounds,
  IReporterQuorum,
  IResolutions,
  IRevenueOracle,
  IUnderwriting,
  TestDollar,
} from "../../build/types/index.ts";
import type * as Bindings from "../../build/types/index.ts";
import { build } from "./build.ts";

/** An oracle and the two it asks. */
export type OracleContracts = {
  oracle: IRevenueOracle;
  quorum: IReporterQuorum;
  bounds: IReportBounds;
  /** Where the errors are declared that a report can be refused with. */
  errors: readonly Interface[];
};

/** The contracts behind one vault, wherever they are deployed. */
export type VaultContracts = {
  vault: IGpuYieldVault;
  queue: IRedemptionQueue;
  book: IFacilityBook;
  resolutions: IResolutions;
  escrow: ICollateralEscrow;
  bond: IOperatorBond;
  registry: IClusterRegistry;
  underwriting: IUnderwriting;
} & OracleContracts;

/** Finds the contracts behind a vault, from the vault alone; the oracle is the book's current one. */
export async function attachVault(address: string, runner: ContractRunner): Promise<VaultContracts> {
  const types = await bindings();
  const vault = types.IGpuYieldVault__factory.connect(address, runner);
  const book = types.IFacilityBook__factory.connect(await vault.book(), runner);
  const bond = types.IOperatorBond__factory.connect(await book.bond(), runner);
  return {
    vault,
    queue: types.IRedemptionQueue__factory.connect(await vault.queue(), runner),
    book,
    resolutions: types.IResolutions__factory.connect(await book.resolutions(), runner),
    escrow: types.ICollateralEscrow__factory.connect(await bond.escrow(), runner),
    bond,
    registry: types.IClusterRegistry__factory.connect(await book.registry(), runner),
    underwriting: types.IUnderwriting__factory.connect(await book.underwriting(), runner),
    ...(await attachOracle(await book.oracle(), runner)),
  };
}

/** The ERC-20 token at an address, read through what every ERC-20 has in common with the local chain's dollar. */
export async function attachToken(
  address: string,
  runner: ContractRunner | null,
): Promise<Pick<TestDollar, "balanceOf">> {
  const { TestDollar__factory } = await bindings();
  return TestDollar__factory.connect(address, runner);
}

export async function attachOracle(address: string, runner: ContractRunner): Promise<OracleContracts> {
  const types = await bindings();
  const oracle = types.IRevenueOracle__factory.connect(address, runner);
  const quorum = types.IReporterQuorum__factory.connect(await oracle.quorum(), runner);
  const bounds = types.IReportBounds__factory.connect(await oracle.bounds(), runner);
  return { oracle, quorum, bounds, errors: [oracle.interface, quorum.interface, bounds.interface] };
}

/** The generated bindings, which exist only once the contracts have been compiled. */
export async function bindings(): Promise<typeof Bindings> {
  await build();
  return import("../../build/types/index.ts");
}
