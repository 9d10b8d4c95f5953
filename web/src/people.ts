import { useEffect, useState, type MutableRefObject } from "react";
import { stand } from "./api";
import type { Kept } from "./storage";
import type { Answered, Standing } from "./types";

const AFTER_TROUBLE = 15; // seconds until the next try when the server could not be asked

/** Adds what the desk said; each number once, also when two tabs ask. */
function withWords(kept: Kept, found: Standing): Kept {
  const shown = new Set(kept.lines.map((line) => line.id));
  const fresh = found.messages
    .map(
      (word): Answered => ({
        id: `desk-${word.id}`,
        who: "assistant",
        question: "",
        text: word.text,
        buttons: [],
        custom: { by: word.who },
      }),
    )
    .filter((line) => !shown.has(line.id));
  const seen = Math.max(kept.seen, ...found.messages.map((word) => word.id));
  const over = found.state === "none" || (found.state === "closed" && found.messages.length === 0);
  return { ...kept, lines: [...kept.lines, ...fresh], seen, people: !over };
}

/** While a person was asked for: asks the desk again and again, adds what it said; how the person stands. */
export function usePeople(
  people: boolean,
  sender: string,
  asked: number,
  now: MutableRefObject<Kept>,
  change: (next: (kept: Kept) => Kept) => void,
): string {
  const [standing, setStanding] = useState("");

  useEffect(() => {
    if (!people) {
      setStanding("");
      return;
    }
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const look = async () => {
      let again = AFTER_TROUBLE;
      try {
        const found = await stand(sender, now.current.seen);
        if (gone) return;
        change((kept) => (kept.sender === sender ? withWords(kept, found) : kept));
        setStanding(found.standing);
        // Words that have come are acknowledged at once: the clerk sees that they arrived.
        again = found.messages.length > 0 ? 0.2 : found.again_in;
      } catch {
        if (gone) return;
      }
      timer = setTimeout(() => void look(), again * 1000);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [people, sender, asked, now, change]);

  return standing;
}
