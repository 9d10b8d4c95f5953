import type { Edition } from "./types";

const YEAR = 31536000; // seconds

/** Shows the page in this edition. 长辈版 is chosen on the server's side of the page and stays. */
export function show(edition: Edition): void {
  document.documentElement.dataset.edition = edition;
}

/** The other pages of this site are shown in the same edition (bot/pages/edition.py reads it). */
export function remember(edition: Edition): void {
  document.cookie = `edition=${edition}; path=/; max-age=${YEAR}; samesite=lax`;
}
