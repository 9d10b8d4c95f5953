import { Fragment, type ReactNode } from "react";

// Phones that are still in use do not know lookbehind, so longer runs of digits are matched and passed over.
const LINKED = /(https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'*+,;=%]+)|\d[\d-]*/g;
const PHONE = /^(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9})$/;

/** Text in which phone numbers can be called and addresses opened. */
export function Linked({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const found of text.matchAll(LINKED)) {
    const [whole, address] = found;
    if (!address && !PHONE.test(whole)) continue;
    parts.push(text.slice(end, found.index));
    parts.push(
      address ? (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {address}
        </a>
      ) : (
        <a href={`tel:${whole}`}>{whole}</a>
      ),
    );
    end = found.index + whole.length;
  }
  parts.push(text.slice(end));
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>{part}</Fragment>
      ))}
    </>
  );
}

/** A paragraph, or what several notices say side by side. */
export type Block = { kind: "text"; text: string } | { kind: "comparison"; rows: Row[] };
export interface Row {
  notice: string;
  says: string;
}

const OF_NOTICE = /^【(.+?)】(.*)$/;

/** Lines that begin with 【某通知】 one after the other are a comparison; a single one is plain text. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  let rows: Row[] = [];
  let plain: string[] = [];
  const endRows = () => {
    if (rows.length > 1) {
      endPlain();
      found.push({ kind: "comparison", rows });
    } else {
      plain.push(...rows.map((row) => `【${row.notice}】${row.says}`));
    }
    rows = [];
  };
  const endPlain = () => {
    const text = plain.join("\n").trim();
    if (text) found.push({ kind: "text", text });
    plain = [];
  };
  for (const line of text.split("\n")) {
    const match = OF_NOTICE.exec(line);
    if (match) {
      rows.push({ notice: match[1], says: match[2] });
      continue;
    }
    if (rows.length) endRows();
    plain.push(line);
  }
  endRows();
  endPlain();
  return found;
}

const SOURCES = /\n?依据：([^\n]*)$/;

/** The answer without its last line 依据：…, and that line; the page folds the quotes under it. */
export function splitSources(text: string): { said: string; sources: string } {
  const found = SOURCES.exec(text);
  return found ? { said: text.slice(0, found.index), sources: found[1] } : { said: text, sources: "" };
}
