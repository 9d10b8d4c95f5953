import { Lines, Linked } from "./text";
import type { Card, ListCard, Row, TableCard, VerdictCard } from "./types";

const KNOWN = new Set(["list", "table", "verdict"]);

/** Whether this page knows how to show it; lines of any other are left as text. */
export function shows(card: Card): boolean {
  return KNOWN.has(card.kind);
}

export function CardView({ card }: { card: Card }) {
  if (card.kind === "list") return <List card={card} />;
  if (card.kind === "table") return <Comparison card={card} />;
  return <Verdict card={card} />;
}

function List({ card }: { card: ListCard }) {
  return (
    <section className="list-card" aria-label={card.heading || undefined}>
      {card.heading && <p className="card-heading">{card.heading}</p>}
      {card.parts.map((part) => (
        <div key={part.part} className="part" data-part={part.part}>
          <p className="part-heading">
            {part.heading.replace(/：$/, "")}
            <span className="count">{part.items.length}项</span>
          </p>
          <ol>
            {part.items.map((item, index) => (
              <li key={index}>
                <Linked text={item} />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

/** A table that turns into a list of cards on a narrow screen; the roles keep it a table for a screen reader. */
function Comparison({ card }: { card: TableCard }) {
  return (
    <table className="comparison" role="table">
      <caption className="unseen">各通知对照</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            通知
          </th>
          <th role="columnheader" scope="col">
            规定
          </th>
        </tr>
      </thead>
      {byTopic(card.rows).map(({ topic, rows }) => (
        <tbody role="rowgroup" key={topic} aria-label={topic || undefined}>
          {topic && (
            <tr role="row" className="topic">
              <th role="columnheader" scope="colgroup" colSpan={2}>
                {topic}
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <tr role="row" key={row.notice + row.says}>
              <th role="rowheader" scope="row">
                {row.notice}
              </th>
              <td role="cell">
                <Linked text={row.says} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** Rows of one topic together, in the order in which the topics come up. */
function byTopic(rows: Row[]): { topic: string; rows: Row[] }[] {
  const found: { topic: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const same = found.find(({ topic }) => topic === (row.topic ?? ""));
    if (same) same.rows.push(row);
    else found.push({ topic: row.topic ?? "", rows: [row] });
  }
  return found;
}

const WINDOWS = { open: "正在申报", upcoming: "还没有开始", closed: "已经截止", unknown: "申报时间不明" };
const MARKS = { unmet: "✗", unknown: "？", met: "✓" };
const COUNTED = { unmet: "不符合", unknown: "不清楚", met: "符合" };

/** Green only where somebody can go and apply: all is met, and the window is open. */
export function tone({ verdict, window }: Pick<VerdictCard, "verdict" | "window">): "good" | "wait" | "bad" {
  if (verdict === "ineligible") return "bad";
  return verdict === "eligible" && window === "open" ? "good" : "wait";
}

function Verdict({ card }: { card: VerdictCard }) {
  const counted = (["unmet", "unknown", "met"] as const)
    .map((status) => ({ status, count: card.reasons.filter((reason) => reason.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${COUNTED[status]}${count}条`);
  // Whoever asks why reads the reasons first.
  const after = card.after.length > 0 && (
    <p className="said">
      <Lines text={card.after.join("\n")} />
    </p>
  );
  return (
    <section className="verdict-card" data-tone={tone(card)}>
      <p className="window">{WINDOWS[card.window]}</p>
      <p className="headline">
        <Linked text={card.first} />
      </p>
      {!card.open && after}
      {card.reasons.length > 0 && (
        <details open={card.open}>
          <summary>逐条核对（{counted.join("，")}）</summary>
          <ul>
            {card.reasons.map((reason, index) => (
              <li key={index} data-status={reason.status}>
                <span aria-hidden="true">{MARKS[reason.status]} </span>
                <span className="unseen">{COUNTED[reason.status]}：</span>
                {reason.says}
              </li>
            ))}
          </ul>
        </details>
      )}
      {card.open && after}
    </section>
  );
}
