import { queryOptions } from "@tanstack/react-query";
import { parseDeployment, type Deployment } from "../config/deployment";
import { keys } from "./keys";

/** The file is not there, or not a deployment. */
export class DeploymentMissingError extends Error {
  override name = "DeploymentMissingError";
}

export function deploymentQuery() {
  return queryOptions({
    queryKey: keys.deployment,
    queryFn: fetchDeployment,
    staleTime: Infinity,
    retry: false,
    refetchInterval: (query) => (query.state.status === "error" ? 3_000 : false),
  });
}

async function fetchDeployment({ signal }: { signal: AbortSignal }): Promise<Deployment> {
  const response = await fetch("/deployment.json", { cache: "no-store", signal });
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  if (!response.ok || !isJson) throw new DeploymentMissingError(`/deployment.json answered ${response.status}.`);
  return parseDeployment(await response.json());
}
