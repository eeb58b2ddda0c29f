import { Hono } from "hono";
import { compress } from "hono/compress";
import { client, graphql } from "ponder";
import { db } from "ponder:api";
import schema from "ponder:schema";
import { openApi } from "../../client/openApi.ts";
import { serveAccounts } from "./accounts.ts";
import { bareNames } from "./bareNames.ts";
import { serveClusters } from "./clusters.ts";
import { serveDue } from "./due.ts";
import { serveLogs } from "./logs.ts";
import { serveService } from "./service.ts";
import { serveVaults } from "./vaults.ts";

const app = new Hono();

app.use("/graphql", graphql({ db, schema }));
app.use("/sql/*", bareNames, client({ db, schema }));
// A page of logs is megabytes of digits.
app.use("/v1/logs", compress());
app.get("/v1/openapi.json", (context) => context.json(openApi()));
serveService(app);
serveVaults(app);
serveAccounts(app);
serveClusters(app);
serveDue(app);
serveLogs(app);
app.all("/v1/*", (context) =>
  context.json({ error: "There is no such route.", next: "/v1/openapi.json lists them." }, 404),
);

export default app;
