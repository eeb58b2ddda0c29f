/** A deployment that was not begun, or that could not go on. */
export class DeploymentRefused extends Error {
  override readonly name = "DeploymentRefused";

  constructor(
    summary: string,
    readonly facts: readonly string[] = [],
  ) {
    super([summary, ...facts.map((fact) => `  ${fact}`)].join("\n"));
  }
}
