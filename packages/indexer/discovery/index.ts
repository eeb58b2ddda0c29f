export { discover, type Discovery } from "./discover.ts";
