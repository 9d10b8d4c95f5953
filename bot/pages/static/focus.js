// After htmx has put in the next question, a screen reader starts there, as it would on a new page.
document.addEventListener("htmx:afterSettle", () => {
  const main = document.getElementById("main");
  if (main) main.focus({ preventScroll: true });
});
