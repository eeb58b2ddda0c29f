/** What an index answers, typed and checked; without Ponder, for the web app and for commands. */

export { IndexClient, IndexError, type IndexClientOptions } from "./IndexClient.ts";
export { openApi } from "./openApi.ts";
export { ROUTES, type Answered, type Asked, type RouteName } from "./routes.ts";
