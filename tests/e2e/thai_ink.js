/* Where the ink of Thai text really is, and what cuts or covers it. Returns {clipped, colliding, measured}.
   The ink box of each cluster (consonant with its vowels and tone marks) comes from the canvas, which
   knows the glyphs; its place comes from a Range, which knows the layout. */
() => {
  const THAI = /[\u0e01-\u0e5b]/;
  const SLACK = 0.75; // px: positions are rounded to device pixels
  const canvas = document.createElement("canvas").getContext("2d");
  const split = new Intl.Segmenter("th", { granularity: "grapheme" });
  const metrics = new Map();

  /* The canvas rounds ink to whole pixels, so the glyphs are measured large and scaled down. */
  const LARGE = 400;

  function ink({ fontStyle, fontWeight, fontSize, fontFamily }, cluster) {
    const key = [fontStyle, fontWeight, fontSize, fontFamily, cluster].join("|");
    if (!metrics.has(key)) {
      canvas.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
      const ascent = canvas.measureText(cluster).fontBoundingBoxAscent;
      canvas.font = `${fontStyle} ${fontWeight} ${LARGE}px ${fontFamily}`;
      const large = canvas.measureText(cluster);
      const scale = parseFloat(fontSize) / LARGE;
      metrics.set(key, {
        ascent,
        above: large.actualBoundingBoxAscent * scale,
        below: large.actualBoundingBoxDescent * scale,
      });
    }
    return metrics.get(key);
  }

  /* Texts for screen readers only are cut to a pixel on purpose. */
  function isHiddenOnPurpose(element) {
    for (let node = element; node; node = node.parentElement) {
      const box = node.getBoundingClientRect();
      const style = getComputedStyle(node);
      if (style.position === "absolute" && (box.width <= 2 || box.height <= 2)) return true;
    }
    return !element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  function clippers(element) {
    const found = [];
    for (let node = element; node && node !== document.documentElement; node = node.parentElement) {
      const style = getComputedStyle(node);
      if (node !== document.body && /hidden|clip/.test(style.overflowY)) found.push(node.getBoundingClientRect());
      if (style.position === "fixed") break;
    }
    return found;
  }

  /* What stays in view while the page moves covers it, with a ground of its own. */
  function stuck(element) {
    for (let node = element; node; node = node.parentElement) {
      if (getComputedStyle(node).position === "sticky") return node;
    }
    return null;
  }

  const boxes = [];
  const clipped = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!THAI.test(node.data) || element.closest("script,style,option,select,textarea,svg")) continue;
    if (isHiddenOnPurpose(element)) continue;
    const font = getComputedStyle(element);
    const cutters = clippers(element);
    const layer = stuck(element);
    for (const { segment, index } of split.segment(node.data)) {
      if (!segment.trim()) continue;
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + segment.length);
      const [place] = range.getClientRects();
      if (!place || !place.width) continue;
      const glyph = ink(font, segment);
      // The range's box is the font's own ascent and descent around the baseline.
      const baseline = place.top + glyph.ascent;
      const box = {
        segment, baseline, layer, left: place.left, right: place.right,
        top: baseline - glyph.above, bottom: baseline + glyph.below,
        words: node.data.trim().slice(0, 40),
      };
      boxes.push(box);
      for (const cutter of cutters) {
        if (box.top < cutter.top - SLACK || box.bottom > cutter.bottom + SLACK) {
          clipped.push(`“${segment}” in “${box.words}” is cut by ${
            Math.max(cutter.top - box.top, box.bottom - cutter.bottom).toFixed(1)} px`);
        }
      }
    }
  }

  const colliding = [];
  boxes.sort((a, b) => a.baseline - b.baseline);
  for (let i = 0; i < boxes.length; i += 1) {
    const upper = boxes[i];
    for (let j = i + 1; j < boxes.length && boxes[j].baseline < upper.baseline + 90; j += 1) {
      const lower = boxes[j];
      if (lower.baseline - upper.baseline < 4) continue; // the same line
      if (lower.layer !== upper.layer) continue;
      if (lower.left >= upper.right - SLACK || lower.right <= upper.left + SLACK) continue;
      if (upper.bottom > lower.top + SLACK) {
        colliding.push(`“${upper.segment}” in “${upper.words}” touches “${lower.segment}” in “${lower.words}” below it by ${
          (upper.bottom - lower.top).toFixed(1)} px`);
      }
    }
  }
  return { clipped, colliding, measured: boxes.length };
}
