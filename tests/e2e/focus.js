/* Tell about the element that has the focus: is it on the screen, uncovered, and does the focus change its look?
   In a frame of our own it is an element inside that has it, and changes. */
() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const inside = node.contentDocument?.activeElement ?? node;

  /* What a reader sees of an element: if none of it changes, the focus cannot be seen. */
  function look() {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } = getComputedStyle(inside);
    const hasOutline = outlineStyle !== "none" && outlineColor !== "rgba(0, 0, 0, 0)";
    return [hasOutline ? outlineWidth + outlineColor : "", boxShadow, backgroundColor].join("|");
  }

  const box = node.getBoundingClientRect();
  const middle = document.elementFromPoint(
    box.left + box.width / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
  const label = node.labels?.[0];
  const focused = look();
  inside.blur();
  const blurred = look();
  inside.focus({ preventScroll: true });
  return {
    html: node.outerHTML.slice(0, 100),
    onScreen: box.width > 0 && box.height > 0 && box.right > 0 && box.top < innerHeight && box.bottom > 0,
    uncovered: Boolean(middle) && [node, label].some((part) => part?.contains(middle) || middle.contains(node)),
    changes: focused !== blurred,
  };
}
