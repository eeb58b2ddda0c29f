/** Headers of every page. Frames are refused twice: old browsers know only the second way. */
export function headersOf(policy: string): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": `${policy}; frame-ancestors 'none'`,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
  };
}

type Headers = Readonly<Record<string, string>>;

/** Names under it carry a hash of their content; everything else may change with the next build. */
const FOREVER = "/_next/static/*";
const IMMUTABLE = "public, max-age=31536000, immutable";

/** Files that tell hosts what to send, by name. */
export function hostFiles(headers: Headers): Readonly<Record<string, string>> {
  return { _headers: netlify(headers), "vercel.json": vercel(headers), "nginx.conf": nginx(headers) };
}

/** Netlify's, and Cloudflare Pages'. */
function netlify(headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return ["/*", ...lines, FOREVER, `  Cache-Control: ${IMMUTABLE}`, ""].join("\n");
}

function vercel(headers: Headers): string {
  const all = Object.entries(headers).map(([key, value]) => ({ key, value }));
  const rules = [
    { source: "/(.*)", headers: all },
    { source: "/_next/static/(.*)", headers: [{ key: "Cache-Control", value: IMMUTABLE }] },
  ];
  return `${JSON.stringify({ trailingSlash: true, headers: rules }, null, 2)}\n`;
}

/** What belongs into nginx's `server` block. A location with a header of its own inherits none. */
function nginx(headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`);
  return [
    ...lines,
    "gzip_static on;",
    "error_page 404 /404.html;",
    "location / { try_files $uri $uri/index.html =404; }",
    "location ~ /(_headers|vercel\\.json|nginx\\.conf)$ { return 404; }",
    "location /_next/static/ {",
    ...[...lines, `add_header Cache-Control "${IMMUTABLE}" always;`].map((line) => `  ${line}`),
    "}",
    "",
  ].join("\n");
}
