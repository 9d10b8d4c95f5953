import { Bubble } from "@chatui/core";
import { Feedback } from "./feedback";
import { blocks, Linked, splitSources, type Row } from "./text";
import type { Answered, Citation, Config } from "./types";

interface Props {
  line: Answered;
  config: Config;
  /** Whether its buttons can still be pressed: only those of the last message can. */
  last: boolean;
  waiting: boolean;
  onChoose: (payload: string) => void;
  onOpine: (useful: boolean, reason?: string) => Promise<void>;
}

const NOT_JUDGED = new Set(["small_talk", "error"]);

export function Answer({ line, config, last, waiting, onChoose, onOpine }: Props) {
  const citations = line.custom.citations ?? [];
  const { said, sources } = citations.length ? splitSources(line.text) : { said: line.text, sources: "" };
  const status = line.custom.status;
  const judged = status !== undefined && !NOT_JUDGED.has(status) && !line.custom.ask && !line.custom.handover;
  return (
    <>
      <Bubble>
        {blocks(said).map((block, index) =>
          block.kind === "text" ? (
            <p key={index} className="said">
              <Linked text={block.text} />
            </p>
          ) : (
            <Comparison key={index} rows={block.rows} />
          ),
        )}
        {line.custom.checklist?.startsWith("/") && (
          <p>
            <a href={line.custom.checklist} target="_blank" rel="noopener">
              打开可以打印的材料清单
            </a>
          </p>
        )}
        {citations.length > 0 && <Sources sources={sources} citations={citations} notices={config.notices} />}
      </Bubble>
      {line.buttons.length > 0 && (
        <div className="choices" role="group" aria-label="可以这样回答">
          {line.buttons.map((button) => (
            <button
              key={button.payload}
              type="button"
              disabled={!last || waiting}
              onClick={() => onChoose(button.payload)}
            >
              {button.title}
            </button>
          ))}
        </div>
      )}
      {judged && <Feedback opinion={line.opinion} reasons={config.reasons} onOpine={onOpine} />}
    </>
  );
}

/** A table that turns into a list of cards on a narrow screen; the roles keep it a table for a screen reader. */
function Comparison({ rows }: { rows: Row[] }) {
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
      <tbody role="rowgroup">
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
    </table>
  );
}

function Sources({ sources, citations, notices }: { sources: string; citations: Citation[]; notices: Record<string, string> }) {
  return (
    <details className="sources">
      <summary>
        依据：{sources || `通知原文${citations.length}处`}
        <span className="open-hint">（看原文）</span>
      </summary>
      {byClause(citations).map(({ citation, quotes }, index) => (
        <blockquote key={index}>
          {quotes.map((quote) => (
            <p key={quote}>{quote}</p>
          ))}
          <a
            href={`/notices/${encodeURIComponent(citation.notice_id)}#${encodeURIComponent(citation.clause)}`}
            target="_blank"
            rel="noopener"
          >
            {notices[citation.notice_id] ?? citation.notice_id} {citation.clause}
            <span className="unseen">（在新页面打开通知）</span>
          </a>
        </blockquote>
      ))}
    </details>
  );
}

/** Quotes of one clause under one link, in the order in which the answer uses them. */
function byClause(citations: Citation[]): { citation: Citation; quotes: string[] }[] {
  const found: { citation: Citation; quotes: string[] }[] = [];
  for (const citation of citations) {
    const same = found.find(
      ({ citation: known }) => known.notice_id === citation.notice_id && known.clause === citation.clause,
    );
    if (!same) found.push({ citation, quotes: [citation.quote] });
    else if (!same.quotes.includes(citation.quote)) same.quotes.push(citation.quote);
  }
  return found;
}
