import { Bubble } from "@chatui/core";
import { CardView, shows } from "./cards";
import { Feedback } from "./feedback";
import { PassingOn } from "./passing_on_buttons";
import { placed, withoutSource } from "./placing";
import { Lines } from "./text";
import type { Answered, Citation, Config } from "./types";

interface Props {
  line: Answered;
  config: Config;
  /** All bubbles of the answer that ends with this one. */
  answer: string;
  onLink: () => Promise<string>;
  onOpine: (useful: boolean, reason?: string) => Promise<void>;
}

const NOT_JUDGED = new Set(["small_talk", "error"]);

export function Answer({ line, config, answer, onLink, onOpine }: Props) {
  const citations = line.custom.citations ?? [];
  const source = citations.length ? (line.custom.source ?? "") : "";
  const said = withoutSource(line.text, source);
  const status = line.custom.status;
  const judged = status !== undefined && !NOT_JUDGED.has(status) && !line.custom.ask && !line.custom.handover;
  return (
    <>
      <Bubble>
        {placed(said, (line.custom.cards ?? []).filter(shows)).map((block, index) =>
          typeof block === "string" ? (
            <p key={index} className="said" lang={line.custom.language} dir={line.custom.direction}>
              <Lines text={block} />
            </p>
          ) : (
            <CardView key={index} card={block} />
          ),
        )}
        {line.custom.checklist?.startsWith("/") && (
          <p>
            <a href={line.custom.checklist} target="_blank" rel="noopener">
              打开可以打印的材料清单
            </a>
          </p>
        )}
        {citations.length > 0 && <Sources source={source} citations={citations} config={config} />}
      </Bubble>
      {judged && (
        <Feedback opinion={line.opinion} reasons={config.reasons} onOpine={onOpine}>
          <PassingOn line={line} answer={answer} title={config.title} onLink={onLink} />
        </Feedback>
      )}
    </>
  );
}

function Sources({ source, citations, config }: { source: string; citations: Citation[]; config: Config }) {
  return (
    <details className="sources">
      <summary>
        {source || `依据：通知原文${citations.length}处`}
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
            {config.notices[citation.notice_id] ?? citation.notice_id} {citation.clause}
            <span className="unseen">（在新页面打开通知）</span>
          </a>
          {config.originals.includes(citation.notice_id) && (
            <>
              {" · "}
              <a className="original" href={`/notices/${encodeURIComponent(citation.notice_id)}/original`}>
                查看原件
              </a>
            </>
          )}
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
