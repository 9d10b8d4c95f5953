import type { Config, Edition } from "./types";

const YEAR = 31536000; // seconds

/** Shows the page in this edition. 长辈版 is chosen on the server's side of the page and stays. */
export function show(edition: Edition): void {
  document.documentElement.dataset.edition = edition;
}

/** The other pages of this site are shown in the same edition (bot/pages/edition.py reads it). */
export function remember(edition: Edition): void {
  document.cookie = `edition=${edition}; path=/; max-age=${YEAR}; samesite=lax`;
}

/** An edition that is off and that these words name, and what is on its switch (bot/pages/edition.py, switches_named). */
export function named({ editions }: Config, words: string, now: string): { edition: string; name: string } | undefined {
  for (const [edition, [name, ...others]] of Object.entries(editions)) {
    const said = words.trim();
    if (edition !== now && (said === name || others.some((other) => said.includes(other)))) return { edition, name };
  }
  return undefined;
}
