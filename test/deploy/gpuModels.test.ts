import { expect } from "chai";
import { parseUnits } from "ethers";
import { GPU_MODELS, type GpuModelFacts } from "../../deploy/parameters/gpuModels.ts";
import { NETWORKS, parametersFor } from "../../deploy/parameters/parametersFor.ts";

const price = (text: string) => parseUnits(text, 6);
const models: readonly [string, GpuModelFacts][] = Object.entries(GPU_MODELS);

describe("GPU models", () => {
  it("are those that clusters are built of in 2026, with the watts of their systems", () => {
    expect(models.map(([name, { systemWatts }]) => [name, systemWatts])).to.deep.equal([
      ["H100-SXM5", 1_275],
      ["H200-SXM", 1_275],
      ["B200", 1_788],
      ["B300", 1_813],
      ["A100-SXM4-80GB", 813],
      ["MI300X", 1_250],
      ["L40S", 500],
    ]);
  });

  for (const [name, { systemWatts, leastBusyWatts, offered, band }] of models) {
    describe(name, () => {
      const [lowest, highest] = offered.map(price) as [bigint, bigint];
      const [minPrice, maxPrice] = band.map(price) as [bigint, bigint];

      it("may be rented for every firm price, a quarter of the lowest, and a quarter more than the highest", () => {
        expect(minPrice * 4n <= lowest, "lowest").to.equal(true);
        expect(maxPrice * 4n >= highest * 5n, "highest").to.equal(true);
      });

      it("has a band that is not wide for its own sake", () => {
        expect(minPrice * 5n >= lowest, "least").to.equal(true);
        expect(maxPrice * 5n <= highest * 7n, "most").to.equal(true);
      });

      it("draws a seventh to a sixth of its system's watts while it is rented, at the least", () => {
        expect(leastBusyWatts / systemWatts).to.be.within(1 / 7, 1 / 6);
      });

      it("is known on every network, within its band", () => {
        for (const network of NETWORKS) {
          expect(parametersFor(network).bounds.models[name], network).to.deep.equal({
            minPrice: band[0],
            maxPrice: band[1],
            leastBusyWatts,
            minTariff: "0.01",
            maxTariff: "0.60",
            otherOpexCap: "3.00",
          });
        }
      });
    });
  }
});
