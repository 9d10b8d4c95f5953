import { useSyncExternalStore } from "react";

const phone = window.matchMedia("(max-width: 40rem)"); // as in chat.css

function listen(changed: () => void): () => void {
  phone.addEventListener("change", changed);
  return () => phone.removeEventListener("change", changed);
}

/** Whether the window is as narrow as a phone's: there the conversation needs the room. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => phone.matches);
}
