import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** Telephone, tablet, laptop and wide screen, CSS pixels. */
const WIDTHS = [390, 768, 1280, 1920] as const;
/** Colours are the theme's: in the dark the widest and the narrowest arrangement show all of them. */
const DARK_WIDTHS = [390, 1280] as const;
/** The narrowest telephone: everything fits it. */
const NARROWEST = 360;
/** Longest that charts may take to be drawn for another width, milliseconds. */
const PATIENCE = 2_000;
const HEIGHT = 900;

/** Everything that axe-core knows, and the one rule whose answer depends on the theme. */
const ALL_RULES: RunOptions = { resultTypes: ["violations"] };
const THEME_RULES: RunOptions = { ...ALL_RULES, runOnly: ["color-contrast"] };

/**
 * What axe-core finds wrong with the page as it stands, each with the widths and themes at which it does, and where it
 * is wider than the screen. The page is left as wide and in the theme in which it was.
 */
export async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const size = page.viewportSize();
  const isDark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
  const found = new Map<string, string[]>();
  const add = (words: string, where: string) => found.set(words, [...(found.get(words) ?? []), where]);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of colorScheme === "light" ? WIDTHS : DARK_WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      const rules = colorScheme === "light" ? ALL_RULES : THEME_RULES;
      for (const words of await brokenRules(page, rules)) add(words, `${width} px ${colorScheme}`);
    }
  }
  for (const width of [NARROWEST, ...WIDTHS]) {
    await page.setViewportSize({ width, height: HEIGHT });
    if (!(await fits(page))) add("wider than the screen", `${width} px`);
  }
  if (size) await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
  return [...found].map(([words, places]) => `${words} [${places.join(", ")}]`);
}

/** Whether nothing is wider than the screen, once charts have been drawn for it. */
async function fits(page: Page): Promise<boolean> {
  const isNoWider = "document.documentElement.scrollWidth <= window.innerWidth";
  const fitting = page.waitForFunction(isNoWider, undefined, { timeout: PATIENCE });
  return fitting.then(
    () => true,
    () => false,
  );
}

/** A theme's colours come by transitions: what is half way between two themes is neither. */
const AT_REST = `new Promise((done) => {
  const finish = () => {
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    for (const animation of ending) animation.finish();
    done();
  };
  requestAnimationFrame(() => requestAnimationFrame(finish));
})`;

async function brokenRules(page: Page, options: RunOptions): Promise<readonly string[]> {
  await page.evaluate(AT_REST);
  const results = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id} at ${target.join(" ")}: ${html.slice(0, 120)}`),
  );
}
