import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { CliError } from "../lib/cliError.ts";
import { TIME_ACTS, type TimeAct } from "./TimeMachine.ts";

/** Pages of this machine may ask; whatever else a browser has open may not. */
const LOCAL_ORIGIN = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * `POST /ACT?vault=0x…` brings something about on the local chain, and answers `{ "said": … }` once it has happened, or
 * `{ "refused": … }`.
 */
export function createTimeServer(bring: (act: TimeAct, vault: string | undefined) => Promise<string>): Server {
  return createServer((request, response) => {
    void respond(bring, request, response);
  });
}

async function respond(
  bring: (act: TimeAct, vault: string | undefined) => Promise<string>,
  { method, url = "/", headers: { origin } }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (origin !== undefined && !LOCAL_ORIGIN.test(origin)) return void response.writeHead(403).end();
  if (origin !== undefined) response.setHeader("Access-Control-Allow-Origin", origin);
  if (method !== "POST") return void response.writeHead(405).end();
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const act = TIME_ACTS.find((name) => pathname === `/${name}`);
  if (!act) {
    send(response, 404, { refused: `There is nothing but ${TIME_ACTS.join(", ")}.` });
    return;
  }
  try {
    send(response, 200, { said: await bring(act, searchParams.get("vault") ?? undefined) });
  } catch (error) {
    if (!(error instanceof CliError)) process.stderr.write(`${String(error)}\n`);
    send(response, 409, { refused: error instanceof CliError ? error.message : "The chain refused it." });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
