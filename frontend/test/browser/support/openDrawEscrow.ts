import { id } from "ethers";
import { localActor, localReporters } from "../../../../scripts/lib/localAccounts.ts";
import { finance, timeOf } from "./finance.ts";
import type { ServedApp } from "./serveApp.ts";

const ORDERED = 1;

export const DRAWN = 300_000n * 10n ** 6n;
/** Three tenths of it. */
export const EARNED = 90_000n * 10n ** 6n;

/** Another cluster, all of it drawn and the hardware ordered: three tenths of the money are earned. */
export async function openDrawEscrow(app: ServedApp): Promise<bigint> {
  const { provider, contracts } = app;
  const { origination, drawEscrow, quorum, registry } = contracts;
  const operator = await provider.getSigner(localActor("operator").address);
  const cluster = await finance(
    app,
    { name: "Phoebe", gpuCount: 12, cost: DRAWN },
    { vaultShareBps: 10_000, milestones: { orderedBps: 3_000, deliveredBps: 5_000 } },
  );
  await (await origination.connect(operator).draw(cluster, DRAWN, operator.address)).wait();

  const { version } = await registry.hardware(cluster);
  const attestation = {
    cluster,
    milestone: ORDERED,
    reporterSet: await quorum.version(),
    clusterVersion: version,
    reachedAt: await timeOf(provider),
    evidenceRoot: id("the order"),
  };
  const digest = await drawEscrow.digestOf(attestation);
  const reporters = localReporters().slice(0, Number(await quorum.threshold()));
  await (
    await drawEscrow.connect(operator).attest(
      attestation,
      reporters.map(({ address }) => address),
      reporters.map(({ signingKey }) => signingKey.sign(digest).serialized),
    )
  ).wait();
  return cluster;
}
