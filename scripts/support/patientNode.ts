import { isPassing, NodeError, nodeErrorOf, patiently } from "@gpu-yield-vaults/sdk/logs";
import type { HardhatPlugin } from "hardhat/types/plugins";

/** Hardhat's errors about a connection, by their numbers. */
const CONNECTION = new Map<unknown, string>([
  [702, "what came was no whole answer"],
  [703, "the connection was refused"],
  [704, "no answer in time"],
]);

/** Hardhat's codes, where what came over HTTP was no answer. */
const NO_ANSWER = -1;
const ASKED_FOR_TIME = -32_005;

/**
 * Waits for a node that is busy, gone or behind, where Hardhat gives up at the first answer that it misses. What sends
 * is asked for once: the node may have taken it, and whoever sends looks before it sends again.
 */
export const patientNode: HardhatPlugin = {
  id: "patient-node",
  hookHandlers: {
    network: () =>
      Promise.resolve({
        default: () =>
          Promise.resolve({
            onRequest: async (context, connection, request, next) => {
              if (connection.networkConfig.type !== "http") return next(context, connection, request);
              const isSending = request.method.startsWith("eth_send");
              const outcome = await patiently(
                async () => {
                  try {
                    const response = await next(context, connection, request);
                    if ("error" in response && !isSending) throwIfPassing(response.error);
                    return { response };
                  } catch (error) {
                    const failure = failureOf(error);
                    if (failure) throw failure;
                    return { error }; // not of the node's making
                  }
                },
                undefined,
                ({ fault }) => !isSending && isPassing(fault),
              );
              if ("error" in outcome) throw outcome.error;
              return outcome.response;
            },
          }),
      }),
  },
};

/** Throws what passes by itself; anything else is an answer. */
function throwIfPassing(error: unknown): void {
  const failure = nodeErrorOf(error);
  if (failure && isPassing(failure.fault)) throw failure;
}

function failureOf(error: unknown): NodeError | undefined {
  if (error instanceof NodeError) return error;
  if (!(error instanceof Error)) return undefined;
  const words = "number" in error ? CONNECTION.get(error.number) : undefined;
  if (words !== undefined) return new NodeError("gone", words);
  if (!("code" in error)) return undefined;
  if (error.code === ASKED_FOR_TIME) return new NodeError("busy", error.message);
  return error.code === NO_ANSWER ? new NodeError("gone", error.message) : undefined;
}
