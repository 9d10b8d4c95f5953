import type { Card } from "./types";

/** The text with each card in the place of its lines; a card whose lines are not there is left out. */
export function placed(text: string, cards: Card[]): (string | Card)[] {
  const lines = text.split("\n");
  const found: (string | Card)[] = [];
  let at = 0;
  const say = (until: number) => {
    const plain = lines.slice(at, until).join("\n").trim();
    if (plain) found.push(plain);
  };
  for (const card of cards) {
    const begins = lines.indexOf(card.first, at);
    if (begins < 0) continue;
    say(begins);
    found.push(card);
    at = begins + card.lines;
  }
  say(lines.length);
  return found;
}

/** The text without its line of sources; the page folds the quotes under that. */
export function withoutSource(text: string, source: string): string {
  const at = source ? text.lastIndexOf(source) : -1;
  return at < 0 ? text : (text.slice(0, at) + text.slice(at + source.length)).trim();
}
