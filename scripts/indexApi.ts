// `npm run index:api`: writes the OpenAPI file of the index from the schemas that it answers by.

import { openApi } from "@gpu-yield-vaults/indexer/client";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

const FILE = join(import.meta.dirname, "..", "packages", "indexer", "openapi.json");

const options = await resolveConfig(FILE);
await writeFile(FILE, await format(JSON.stringify(openApi()), { ...options, filepath: FILE }));
