import { Fragment, type ReactNode } from "react";

// Phones that are still in use do not know lookbehind, so longer runs of digits are matched and passed over.
const LINKED = /(https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'*+,;=%]+)|\d[\d-]*/g;
const PHONE = /^(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9})$/;

/** A text of several lines, each a paragraph of its own, so that they stand apart (chat.css says how far). */
export function Lines({ text }: { text: string }) {
  return (
    <>
      {text
        .split("\n")
        .filter((line) => line.trim())
        .map((line, index) => (
          <span key={index} className="row">
            <Linked text={line} />
          </span>
        ))}
    </>
  );
}

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
        <a href={`tel:${whole}`} dir="ltr">
          {whole}
        </a>
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
