import { connect, type AddressInfo } from "node:net";
import type { Server } from "node:http";
import { CliError } from "../lib/cliError.ts";

/** A port that something is to be served on, and the flag that chooses another one. */
export type Port = {
  number: number;
  flag: string;
};

const HOSTS = ["127.0.0.1", "::1"] as const;

/** Refuses a port on which somebody answers already; asked before anything long happens. */
export async function requireFree(port: Port): Promise<void> {
  const answers = await Promise.all(HOSTS.map((host) => isAnswered(host, port.number)));
  if (answers.some(Boolean)) throw taken(port);
}

/** Listens on this machine only, under both of its names where it has both. Returns what ends it. */
export async function listen(createServer: () => Server, port: Port): Promise<() => Promise<void>> {
  const [first, ...others] = HOSTS;
  const servers = [await open(createServer(), first, port)];
  for (const host of others) {
    // A machine without IPv6 is no failure.
    const server = await open(createServer(), host, port).catch(() => undefined);
    if (server) servers.push(server);
  }
  return async () => {
    await Promise.all(servers.map(close));
  };
}

/** Listens on this machine only, where nobody does. */
export async function listenAnywhere(server: Server): Promise<{ url: string; close(): Promise<void> }> {
  const [host] = HOSTS;
  await open(server, host, { number: 0, flag: "" });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}`, close: () => close(server) };
}

const taken = ({ number, flag }: Port) =>
  new CliError(`Port ${number} is taken.`, [], `end what listens there, or choose another port with ${flag}.`);

function isAnswered(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
    socket.setTimeout(2_000, () => answer(false));
  });
}

function open(server: Server, host: string, port: Port): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? taken(port) : error));
    server.listen(port.number, host, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
