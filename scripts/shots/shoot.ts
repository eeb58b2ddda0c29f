import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { silent } from "../lib/progress.ts";
import type { World } from "../worlds/world.ts";
import type { ShownPage } from "./pagesIn.ts";
import { serveOnce } from "./serveOnce.ts";

/** A picture, and what it is of. */
export type Shot = { file: string; world: string; path: string; theme: Theme; width: number };

/** What pictures are made with: the project's folder, the static export, the pictures' folder, and a browser. */
export type Studio = { root: string; web: string; folder: string; browser: Browser };

const THEMES = ["light", "dark"] as const;
type Theme = (typeof THEMES)[number];

/** A telephone, and a laptop, CSS pixels. */
const WIDTHS = [390, 1280] as const;
const HEIGHT = 900;

/** Longest that a page may take until nothing of it is awaited, milliseconds. */
const PATIENCE = 30_000;
/** For charts to be drawn anew, milliseconds. */
const REDRAWN = 400;

/** Pictures pages of one world. */
export async function shoot(
  { root, web, folder, browser }: Studio,
  name: string,
  world: World,
  pages: readonly ShownPage[],
): Promise<readonly Shot[]> {
  const served = await serveOnce(root, web, world, silent);
  const context = await browser.newContext({ reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    const shots: Shot[] = [];
    for (const { path } of pages) {
      await page.goto(served.url + path);
      await untilAtRest(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        for (const theme of THEMES) {
          await page.emulateMedia({ colorScheme: theme });
          await page.waitForTimeout(REDRAWN);
          const file = `${name}-${path.replaceAll("/", "") || "home"}-${width}-${theme}.png`;
          await page.screenshot({ path: join(folder, file), fullPage: true });
          shots.push({ file, world: name, path, theme, width });
        }
      }
    }
    return shots;
  } finally {
    await context.close();
    await served.close();
  }
}

/** Until no place-holder is left. */
async function untilAtRest(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor({ timeout: PATIENCE });
  await page.waitForFunction("document.querySelector('.animate-pulse') === null", undefined, { timeout: PATIENCE });
}
