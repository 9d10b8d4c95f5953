import type { Config, Edition } from "./types";

const ORDER: Edition[] = ["usual", "large", "elder"]; // the smallest type first
const YEAR = 31536000; // seconds

/** Shows the page in this edition. 长辈版 is chosen on the server's side of the page and stays. */
export function show(edition: Edition): void {
  document.documentElement.dataset.edition = edition;
}

/** The other pages of this site are shown in the same edition (bot/pages/edition.py reads it). */
export function remember(edition: Edition): void {
  document.cookie = `edition=${edition}; path=/; max-age=${YEAR}; samesite=lax`;
}

/** An edition larger than this one that these words name, and what is on its switch (bot/pages/edition.py, switches_named). */
export function named({ editions }: Config, words: string, now: Edition): { edition: string; name: string } | undefined {
  for (const edition of ORDER.slice(ORDER.indexOf(now) + 1)) {
    const [name, ...others] = editions[edition] ?? [];
    const said = words.trim();
    if (name && (said === name || others.some((other) => said.includes(other)))) return { edition, name };
  }
  return undefined;
}
