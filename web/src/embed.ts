/** Black or white, whichever can be read better on `hex` (#rgb or #rrggbb). */
export function inkOn(hex: string): string {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, "$&$&") : hex;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
}

/** The embedding site's colour, on bar, send button and the person's own messages. */
export function wear(colour: string): void {
  if (!colour) return;
  document.documentElement.style.setProperty("--own", colour);
  document.documentElement.style.setProperty("--on-own", inkOn(colour));
}

/** Whether the page stands in a widget on another page. */
export const inWidget = window.parent !== window;

/** Asks the embedding page to close the chat; it says nothing about the conversation, so any such page may hear it. */
export function askToClose(): void {
  window.parent.postMessage("title-assistant:close", "*");
}

export function closeOnEscape(): void {
  if (!inWidget) return;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) askToClose();
  });
}
