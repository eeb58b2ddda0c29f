import { z } from "zod";
import { cluster } from "./schemas/clusters.ts";
import { activity, due, health, logs } from "./schemas/service.ts";
import { account, prices, statement, vaults } from "./schemas/vaults.ts";

/** What an address looks like in a request: in any letters. */
const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "an address is 0x and 40 hexadecimal digits")
  .toLowerCase();
/** Several of them, with commas in between. */
const addresses = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}(,0x[0-9a-fA-F]{40}){0,99}$/, "up to 100 addresses with commas in between are needed")
  .toLowerCase();
const number = z.string().regex(/^\d{1,15}$/, "a whole number is needed");
const id = z.string().regex(/^\d{1,78}$/, "a whole number is needed");

const PAGE = number.optional().meta({ description: "how many at most; 100 unless told, 1,000 at most" });

/** Every route of version 1, once: the server, the client and the OpenAPI file follow from here. */
export const ROUTES = {
  health: {
    path: "/v1/health",
    what: "Which chain, which block, and how far behind.",
    parameters: z.object({}),
    query: z.object({}),
    answer: health,
  },
  vaults: {
    path: "/v1/vaults",
    what: "Every vault that the directory lists, with its figures as of the last indexed block, and of an earlier second.",
    parameters: z.object({}),
    query: z.object({ at: number.optional().meta({ description: "unix seconds" }) }),
    answer: vaults,
  },
  prices: {
    path: "/v1/vaults/:address/prices",
    what: "A vault's balance and prices in seconds of its past, each as the contract would have answered then.",
    parameters: z.object({ address }),
    query: z.object({
      from: number.optional().meta({ description: "unix seconds; the first deposit unless told" }),
      to: number.optional().meta({ description: "unix seconds; the last indexed block unless told" }),
      points: number.optional().meta({ description: "how many, evenly; 160 unless told, 1,000 at most" }),
    }),
    answer: prices,
  },
  account: {
    path: "/v1/accounts/:address",
    what: "What an account holds in every vault, what it cost, what moved it, what it waits for, and its roles.",
    parameters: z.object({ address }),
    query: z.object({ limit: PAGE }),
    answer: account,
  },
  statement: {
    path: "/v1/statements",
    what: "Where a vault's cash came from and went to between two seconds.",
    parameters: z.object({}),
    query: z.object({
      vault: address,
      from: number.optional().meta({ description: "unix seconds; its opening unless told" }),
      to: number.optional().meta({ description: "unix seconds; the last indexed block unless told" }),
    }),
    answer: statement,
  },
  cluster: {
    path: "/v1/clusters/:id",
    what: "A cluster: its title, its facility, periods, reports with who signed them, settlements, bonds.",
    parameters: z.object({ id }),
    query: z.object({ limit: PAGE }),
    answer: cluster,
  },
  due: {
    path: "/v1/due",
    what: "Every deadline, window, expiry and scheduled action, with who may act and what happens if nobody does.",
    parameters: z.object({}),
    query: z.object({
      vault: address.optional(),
      until: number.optional().meta({ description: "unix seconds; no end unless told" }),
    }),
    answer: due,
  },
  activity: {
    path: "/v1/activity",
    what: "The ledger: every event of every contract, newest first.",
    parameters: z.object({}),
    query: z.object({
      vault: address.optional(),
      cluster: id.optional(),
      event: z.string().max(64).optional(),
      before: id.optional().meta({ description: "the `before` of the page ahead" }),
      limit: PAGE,
    }),
    answer: activity,
  },
  logs: {
    path: "/v1/logs",
    what: "Logs of some contracts as the chain has them, oldest first, up to the last indexed block or as many as fit.",
    parameters: z.object({}),
    query: z.object({
      address: addresses.meta({ description: "of contracts that are followed, with commas in between" }),
      from: number.meta({ description: "the first block" }),
      to: number.meta({ description: "the last block" }),
    }),
    answer: logs,
  },
} as const;

export type RouteName = keyof typeof ROUTES;

/** What an object without fields asks for is nothing, and no object in which all is forbidden. */
type Fields<Schema extends z.ZodObject> = [keyof Schema["shape"]] extends [never] ? object : z.input<Schema>;

/** What a route is asked with. */
export type Asked<Name extends RouteName> = Fields<(typeof ROUTES)[Name]["parameters"]> &
  Fields<(typeof ROUTES)[Name]["query"]>;

/** What a route answers, with whole numbers as such. */
export type Answered<Name extends RouteName> = z.output<(typeof ROUTES)[Name]["answer"]>;
