import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Shot } from "./shoot.ts";

const STYLE = `
  body { margin: 2rem; font: 15px/1.5 system-ui, sans-serif; background: #8a8f8c; }
  h2 { margin: 3rem 0 1rem; }
  div { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }
  figure { margin: 0; }
  img { display: block; height: 640px; max-width: 100%; object-fit: cover; object-position: top; }
`;

/** One page with all pictures, those of a page of a world side by side. */
export async function writeContactSheet(folder: string, shots: readonly Shot[]): Promise<void> {
  const groups = Map.groupBy(shots, ({ world, path }) => `${world}: ${path}`);
  const sections = [...groups].map(([title, own]) => {
    const figures = own.map(
      ({ file, width, theme }) =>
        `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a>` +
        `<figcaption>${width} px, ${theme}</figcaption></figure>`,
    );
    return `<h2>${title}</h2>\n<div>\n${figures.join("\n")}\n</div>`;
  });
  const head = `<meta charset="utf-8"><title>Every page of every world</title><style>${STYLE}</style>`;
  const body = `<body>\n${sections.join("\n")}\n</body>`;
  const page = `<!doctype html>\n<html lang="en">\n<head>${head}</head>\n${body}\n</html>\n`;
  await writeFile(join(folder, "index.html"), page);
}
