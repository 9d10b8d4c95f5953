// A link to a clause opens what it stands folded in, in browsers that do not do so themselves.
"use strict";
(() => {
  const reveal = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; }
    const clause = name && document.getElementById(name);
    let folded = clause && clause.closest("details:not([open])");
    if (!folded) return;
    for (; folded; folded = clause.closest("details:not([open])")) folded.open = true;
    clause.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  // A link to the clause that the address already names changes no hash.
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) setTimeout(reveal);
  });
  reveal();
})();
