import type { KeyboardEvent } from "react";

/** Safari ends a composition before it reports the Enter that ended it; so close to it, Enter belongs to the input method. */
const SAFARI_ORDER = 50; // milliseconds

/** What Enter means: "send", "compose" (it belongs to the input method), or "line" (Shift+Enter). Null for other keys. */
export function meaningOfEnter(
  event: KeyboardEvent<HTMLElement>,
  composing: boolean,
  compositionEnded: number,
): "send" | "compose" | "line" | null {
  if (event.key !== "Enter" && event.keyCode !== 13) return null;
  if (composing || event.nativeEvent.isComposing || event.keyCode === 229) return "compose";
  if (event.timeStamp - compositionEnded < SAFARI_ORDER) return "compose";
  return event.shiftKey ? "line" : "send";
}
