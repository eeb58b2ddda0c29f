export {
  COLUMNS,
  OPTIONAL_COLUMNS,
  showRefusal,
  type AnyColumn,
  type Column,
  type Refusal,
  type ScenarioEvent,
  type ScenarioRow,
} from "@gpu-yield-vaults/sdk/telemetry";
