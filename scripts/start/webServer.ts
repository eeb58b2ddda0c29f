import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves a folder of static files.
 *
 * @param documents JSON documents beside the files, by path.
 */
export function createWebServer(folder: string, documents: Readonly<Record<string, unknown>>): Server {
  return createServer((request, response) => {
    void respond(folder, documents, request, response);
  });
}

async function respond(
  folder: string,
  documents: Readonly<Record<string, unknown>>,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== "GET" && method !== "HEAD") return void response.writeHead(405).end();
  const path = pathOf(url);
  if (path === undefined) return void response.writeHead(400).end();
  if (Object.hasOwn(documents, path)) {
    const text = JSON.stringify(documents[path]);
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    return void response.end(method === "HEAD" ? undefined : text);
  }

  const file = await findFile(folder, path);
  const found = file ?? join(folder, "404.html");
  // Names under _next carry a hash of their content; everything else may change with the next build.
  const caching = path.startsWith("/_next/static/") ? "public, max-age=31536000, immutable" : "no-cache";
  const type = TYPES[extname(found)] ?? "application/octet-stream";
  response.writeHead(file ? 200 : 404, { "Content-Type": type, "Cache-Control": caching });
  if (method === "HEAD") return void response.end();
  createReadStream(found)
    .on("error", () => response.end())
    .pipe(response);
}

/** The path asked for, decoded; `undefined` when it leads out of the folder or is malformed. */
function pathOf(url = "/"): string | undefined {
  try {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname)).replaceAll(sep, "/");
    return path.includes("\0") || path.split("/").includes("..") ? undefined : path;
  } catch {
    return undefined;
  }
}

/** A file, or a folder's page. */
async function findFile(folder: string, path: string): Promise<string | undefined> {
  for (const candidate of [path, join(path, "index.html"), `${path}.html`]) {
    const file = join(folder, candidate);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return file;
  }
  return undefined;
}
