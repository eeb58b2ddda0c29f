/**
 * Runs in the page: nameless controls, doubled ids, skipped headings, and text under a contrast of 4.5 (3 when large).
 */
export const FLAWS = `(() => {
  const flaws = [];
  const visible = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden";
  const nameOf = (node) =>
    node.getAttribute("aria-label") || node.textContent.trim() || node.getAttribute("title") ||
    (node.labels && [...node.labels].map((label) => label.textContent).join("")) || "";
  for (const node of document.querySelectorAll("a[href], button, input, summary, [role=tab], [role=radio]"))
    if (visible(node) && !nameOf(node)) flaws.push("nameless " + node.outerHTML.slice(0, 120));
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) flaws.push("doubled id " + id);
  if (document.querySelectorAll("h1").length !== 1) flaws.push("not one h1");
  let level = 0;
  for (const node of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(node.tagName[1]);
    if (next > level + 1) flaws.push("heading skips to " + node.tagName + " " + node.textContent);
    level = next;
  }
  for (const image of document.querySelectorAll("img")) if (!image.hasAttribute("alt")) flaws.push("image without alt");
  if (!document.documentElement.lang) flaws.push("no language");

  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const paint = (...colours) => {
    brush.clearRect(0, 0, 1, 1);
    for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const linear = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    const words = text.textContent.trim();
    const isExempt = node.closest("script, style, .sr-only, svg, [disabled], [aria-disabled=true]");
    if (!words || !visible(node) || isExempt) continue;
    const backgrounds = [];
    for (let at = node; at; at = at.parentElement) backgrounds.unshift(getComputedStyle(at).backgroundColor);
    const style = getComputedStyle(node);
    const back = luminance(paint("white", ...backgrounds));
    const front = luminance(paint("white", ...backgrounds, style.color));
    const contrast = (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) flaws.push("contrast " + contrast.toFixed(2) + ": " + words.slice(0, 60));
  }
  return [...new Set(flaws)];
})()`;
