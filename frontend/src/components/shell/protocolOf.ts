import type { Protocol } from "@/hooks/useProtocol";
import type { Client } from "@/lib/chain/client";
import { HeadWatch } from "@/lib/chain/readHead";
import type { Deployment } from "@/lib/config/deployment";
import { HistoryReader } from "@/lib/history/HistoryReader";
import { IndexedLogs } from "@/lib/history/IndexedLogs";
import { nodeLogs } from "@/lib/history/LogSource";
import { IndexReader } from "@/lib/indexer/IndexReader";

/** What a page about one vault talks to. */
export function protocolOf(deployment: Deployment, client: Client): Protocol {
  const read = { client, deployment };
  const index = deployment.indexUrl === undefined ? undefined : new IndexReader(deployment.indexUrl, deployment);
  const node = nodeLogs(client);
  const logs = index ? new IndexedLogs(index, node) : node;
  return { deployment, read, head: new HeadWatch(), logs, history: new HistoryReader(read, logs), index };
}
