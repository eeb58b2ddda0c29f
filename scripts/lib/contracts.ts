import { ZeroAddress, type ContractRunner, type Interface } from "ethers";
import type {
  IClusterRegistry,
  ICollateralEscrow,
  ICovenants,
  IFacilityManager,
  IFacilityOrigination,
  IGpuYieldVault,
  ILoanLedger,
  ILoanManager,
  ILossAnnouncements,
  IDrawEscrow,
  IOperatorBond,
  IRedemptionQueue,
  IReportBounds,
  IReportClock,
  IReporterQuorum,
  IWorkouts,
  IRevenueOracle,
  IDrawLimits,
  TestDollar,
} from "../../build/types/index.ts";
import type * as Bindings from "../../build/types/index.ts";
import { build } from "./build.ts";

/** An oracle and the two it asks. */
export type OracleContracts = {
  oracle: IRevenueOracle;
  clock: IReportClock;
  quorum: IReporterQuorum;
  bounds: IReportBounds;
  /** Where the errors are declared that a report can be refused with. */
  errors: readonly Interface[];
};

/** The contracts behind one vault, wherever they are deployed. */
export type VaultContracts = {
  vault: IGpuYieldVault;
  queue: IRedemptionQueue;
  /** All sources of the vault that account for facilities. */
  managers: readonly IFacilityManager[];
  shares: IFacilityManager;
  loans: ILoanManager;
  ledger: ILoanLedger;
  origination: IFacilityOrigination;
  covenants: ICovenants;
  losses: ILossAnnouncements;
  workouts: IWorkouts;
  registry: IClusterRegistry;
  escrow: ICollateralEscrow;
  bond: IOperatorBond;
  drawLimits: IDrawLimits;
  drawEscrow: IDrawEscrow;
} & OracleContracts;

/** Forms of financing, as the contracts number them. */
const [REVENUE_SHARE, LOAN] = [0, 1] as const;

/**
 * Finds the contracts behind a vault, from the vault alone.
 *
 * @param cluster Whose manager's oracle is wanted; that of the revenue shares when left out.
 */
export async function attachVault(address: string, runner: ContractRunner, cluster?: bigint): Promise<VaultContracts> {
  const types = await bindings();
  const vault = types.IGpuYieldVault__factory.connect(address, runner);
  const sources = (await vault.sources()).map((source) => types.IFacilityManager__factory.connect(source, runner));
  const shares = await financing(sources, REVENUE_SHARE);
  const loans = types.ILoanManager__factory.connect(await (await financing(sources, LOAN)).getAddress(), runner);
  const workouts = types.IWorkouts__factory.connect(await shares.workouts(), runner);
  const losses = types.ILossAnnouncements__factory.connect(await workouts.losses(), runner);
  const own = await losses.getAddress();
  // One source finances nothing: what it is told of losses counts for leavers alone.
  const managers = sources.filter(({ target }) => target !== own);
  const origination = types.IFacilityOrigination__factory.connect(await shares.origination(), runner);
  const parts = await origination.parts();
  const registry = types.IClusterRegistry__factory.connect(parts.registry, runner);
  const bond = types.IOperatorBond__factory.connect(parts.bond, runner);
  const manager = cluster === undefined ? undefined : await managerOf({ managers, registry }, cluster);
  return {
    vault,
    queue: types.IRedemptionQueue__factory.connect(await vault.queue(), runner),
    managers,
    shares,
    loans,
    ledger: types.ILoanLedger__factory.connect(await loans.ledger(), runner),
    origination,
    covenants: types.ICovenants__factory.connect(parts.covenants, runner),
    losses,
    workouts,
    registry,
    escrow: types.ICollateralEscrow__factory.connect(await bond.escrow(), runner),
    bond,
    drawLimits: types.IDrawLimits__factory.connect(parts.drawLimits, runner),
    drawEscrow: types.IDrawEscrow__factory.connect(parts.drawEscrow, runner),
    ...(await attachOracle(await (manager ?? shares).oracle(), runner)),
  };
}

/** The manager that accounts for a cluster, of those given; `undefined` where none of them does. */
export async function managerOf(
  { managers, registry }: Pick<VaultContracts, "managers" | "registry">,
  cluster: bigint,
): Promise<IFacilityManager | undefined> {
  const wanted = await registry.managerOf(cluster);
  if (wanted === ZeroAddress) return undefined;
  const addresses = await Promise.all(managers.map((manager) => manager.getAddress()));
  return managers[addresses.indexOf(wanted)];
}

async function financing(managers: readonly IFacilityManager[], form: number): Promise<IFacilityManager> {
  const finances = await Promise.all(managers.map((manager) => manager.finances(form)));
  const manager = managers[finances.indexOf(true)];
  if (!manager) throw new Error(`no source of the vault finances form ${form}`);
  return manager;
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
  const clock = types.IReportClock__factory.connect(await oracle.clock(), runner);
  return { oracle, clock, quorum, bounds, errors: [oracle.interface, quorum.interface, bounds.interface] };
}

/** The generated bindings, which exist only once the contracts have been compiled. */
export async function bindings(): Promise<typeof Bindings> {
  await build();
  return import("../../build/types/index.ts");
}
