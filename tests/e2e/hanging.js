// Dots between two pieces of text that stand last in their line, with what stands before each.
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const shown = (node) => node.parentElement.checkVisibility() && !node.parentElement.closest(".u-vh");
  const nodes = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim() && shown(walker.currentNode)) nodes.push(walker.currentNode);
  const box = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  nodes.forEach((node, index) => {
    for (const { index: at } of node.data.matchAll(/·/g)) {
      let [next, place] = [node, at + 1 + node.data.slice(at + 1).search(/\S/)];
      if (place <= at) [next, place] = [nodes[index + 1], nodes[index + 1]?.data.search(/\S/)];
      if (next && box(next, place).top > box(node, at).bottom - 2) found.push(node.data.slice(Math.max(0, at - 30), at + 20));
    }
  });
  return found;
}
