import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const CORRECT = "Check the meter readings and invoices, and build the report anew.";
const GOVERNOR = "The governor can propose again with values inside the outer caps.";

function hours(gpuSeconds: bigint): string {
  return `${(gpuSeconds / 3600n).toLocaleString("en-US")} GPU-hours`;
}

function kilowattHours(wattHours: bigint): string {
  return `${(wattHours / 1000n).toLocaleString("en-US")} kWh`;
}

export const boundsSentences: Sentences<ErrorsOf<"ReportBounds">> = {
  ReportBounds_DecimalsOutOfRange: ({ given, minimum, maximum }) =>
    tell(
      `The asset has ${given} decimals; bounds work with ${minimum} to ${maximum}.`,
      "This concerns whoever sets the oracle up.",
    ),
  ReportBounds_UnknownModel: ({ model }, say) =>
    tell(`No plausibility bounds are set for ${say.label(model)}.`, "The governor has to set them first."),
  ReportBounds_BandInverted: ({ field, minimum, maximum }, say) =>
    tell(`The band “${say.label(field)}” runs from ${minimum} down to ${maximum}.`, GOVERNOR),
  ReportBounds_OutsideOuterCap: ({ field, given, cap }, say) =>
    tell(`“${say.label(field)}” is ${given}, beyond the outer cap of ${cap}.`, GOVERNOR),
  ReportBounds_AvailableAboveInstalled: ({ gpuSecondsAvailable, gpuSecondsInstalled }) =>
    tell(`${hours(gpuSecondsAvailable)} were offered, but only ${hours(gpuSecondsInstalled)} are installed.`, CORRECT),
  ReportBounds_SoldAboveAvailable: ({ gpuSecondsSold, gpuSecondsAvailable }) =>
    tell(`${hours(gpuSecondsSold)} were sold, but only ${hours(gpuSecondsAvailable)} were on offer.`, CORRECT),
  ReportBounds_SoldWithoutGross: ({ gpuSecondsSold }) =>
    tell(`${hours(gpuSecondsSold)} were sold for nothing.`, CORRECT),
  ReportBounds_GrossWithoutSold: ({ gross }, say) =>
    tell(`${say.money(gross)} was billed although no hours were sold.`, CORRECT),
  ReportBounds_EnergyAboveCapacity: ({ energyWh, maximumWh }) =>
    tell(`${kilowattHours(energyWh)} is more than the cluster can draw (${kilowattHours(maximumWh)}).`, CORRECT),
  ReportBounds_EnergyBelowBusy: ({ energyWh, minimumWh }) =>
    tell(
      `${kilowattHours(energyWh)} is less than the rented hours must have drawn (${kilowattHours(minimumWh)}).`,
      CORRECT,
    ),
  ReportBounds_PriceOutOfBand: ({ gross, minimumGross, maximumGross }, say) =>
    tell(
      `${say.money(gross)} for these hours lies outside the price band (${say.money(minimumGross)} ` +
        `to ${say.money(maximumGross)}).`,
      CORRECT,
    ),
  ReportBounds_TariffOutOfBand: ({ energyCost, minimumCost, maximumCost }, say) =>
    tell(
      `${say.money(energyCost)} for this energy lies outside the tariff band ` +
        `(${say.money(minimumCost)} to ${say.money(maximumCost)}).`,
      CORRECT,
    ),
  ReportBounds_OtherOpexAboveCap: ({ otherOpex, maximum }, say) =>
    tell(`Other running costs of ${say.money(otherOpex)} exceed the cap of ${say.money(maximum)}.`, CORRECT),
};
