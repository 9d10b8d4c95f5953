import type { Line } from "./types";

/** What is kept in this browser, so that a reload loses nothing. */
export interface Kept {
  sender: string;
  lines: Line[];
  large: boolean;
  /** The place that the assistant was told for this conversation, "" for none. */
  region: string;
  /** Whether a person was asked for and may still say something. */
  people: boolean;
  /** The number of the last message from the desk that is shown. */
  seen: number;
}

export const MOST = 100; // lines
const NAME = "title-assistant";

export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A browser may forbid storage (an iframe, private browsing); then the conversation lives as long as the page. */
export function load(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "null") as Kept | null;
    if (!kept || typeof kept.sender !== "string" || !Array.isArray(kept.lines)) return null;
    return { ...kept, region: kept.region ?? "", people: kept.people ?? false, seen: kept.seen ?? 0, lines: kept.lines.map(interrupted) };
  } catch {
    return null;
  }
}

/** A message that was under way when the page went: whether it arrived is not known, sending it again is safe. */
function interrupted(line: Line): Line {
  if (line.who === "assistant" || line.sent !== "waiting") return line;
  return { ...line, sent: "failed", again: true, trouble: "页面刷新时还没有收到回答。" };
}

export function save(kept: Kept): void {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...kept, lines: kept.lines.slice(-MOST) }));
  } catch {
    // Full or forbidden: nothing is lost but the memory over a reload.
  }
}
