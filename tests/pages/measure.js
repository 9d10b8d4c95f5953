// What is measured of a page as it stands: texts, lines, paragraphs, targets, what floats. Called with whether it is 长辈版.
(elder) => {
  const seen = (one) => one.checkVisibility() && !one.closest(".unseen") && !one.matches(".skip");
  const named = (one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 12)}`;
  const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const all = [...document.body.querySelectorAll("*")].filter(seen);
  const texts = all.filter(own);
  let main = "button, a.button, input:not([type=hidden], [type=radio]), select, textarea, .choice label, .feedback label, nav a, .switches a";
  if (elder) main += ", summary, .files a, .told a";
  // A paragraph: a block that holds text itself. What is told by rows (white-space: pre-line) counts row by row.
  const block = (one) => ["block", "list-item"].includes(getComputedStyle(one).display);
  const paragraphs = all
    .filter((one) => one.matches("p, li, .row, blockquote, dd, div") && block(one) && !one.closest("summary, [role=group]"))
    .filter((one) => own(one) || [...one.children].some((child) => !block(child) && child.textContent.trim() && !child.matches("button, a.button")))
    .filter((one) => ![...one.children].some((child) => block(child) && child.matches("p, li, .row, details, ul, ol, div")));
  const lines = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  };
  const gaps = [];
  for (let at = 1; at < paragraphs.length; at++) {
    const [one, next] = [paragraphs[at - 1], paragraphs[at]];
    const [above, below] = [lines(one), lines(next)];
    const [style, after] = [getComputedStyle(one), getComputedStyle(next)];
    if (!above.length || !below.length || style.fontSize !== after.fontSize) continue;
    const line = Math.max(parseFloat(style.lineHeight), parseFloat(after.lineHeight));
    const apart = Math.min(...below.map((box) => box.bottom)) - Math.max(...above.map((box) => box.bottom));
    if (apart > 0) gaps.push([`${named(one)} / ${named(next)}`, apart / line]);
  }
  return {
    texts: texts.map((one) => [named(one), parseFloat(getComputedStyle(one).fontSize)]),
    lines: all.filter((one) => one.matches("p, li, blockquote, .row")).map((one) => {
      const style = getComputedStyle(one);
      return [named(one), parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
    }),
    gaps,
    targets: all.filter((one) => one.matches(main)).map((one) => {
      const box = one.getBoundingClientRect();
      return [named(one), Math.min(box.width, box.height)];
    }),
    floating: all.filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) || one.matches("dialog")).map(named),
    pictures: document.querySelectorAll("img, canvas, video, audio, iframe").length,
    refreshed: document.querySelectorAll("meta[http-equiv=refresh]").length,
  };
}
