// The button 打印 stands only where it can work; on paper everything that is folded stands open. A page for paper is folded
// on a phone, where it would be many screens long.
const opened = [];
function ready() {
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
}
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("main details:not([open])")) {
    folded.open = true;
    opened.push(folded);
  }
});
window.addEventListener("afterprint", () => {
  while (opened.length) opened.pop().open = false;
});
if (window.matchMedia("(max-width: 40rem)").matches) {
  for (const folded of document.querySelectorAll("[data-folds] details[open]")) folded.open = false;
}
document.addEventListener("htmx:afterSettle", ready);
ready();
