import { useEffect, useState } from "react";
import type { Answered, Choosable, Line } from "./types";

interface Props {
  line: Answered;
  onChoose: (said: string) => void;
}

const MOST_AT_ONCE = 5; // groups; the others come on demand

/** The message of the newest answer that offers something to tap; none once the person has gone on. */
export function offered(lines: Line[]): Answered | undefined {
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    if (line.who === "person") return undefined;
    if (line.buttons.length || line.custom.choose?.length) return line;
  }
  return undefined;
}

/** What can be tapped in answer to the newest message; it stays above the box while the conversation scrolls. */
export function QuickReplies({ line, onChoose }: Props) {
  const choose = line.custom.choose ?? [];
  if (!line.buttons.length && !choose.length) return null;
  return (
    <div className="choices quick" role="group" aria-label="可以这样回答">
      {line.buttons.map((button) => (
        <button key={button.payload} type="button" onClick={() => onChoose(button.payload)}>
          {button.title}
        </button>
      ))}
      {choose.length > 0 && <Known key={line.id} choose={choose} onChoose={onChoose} />}
    </div>
  );
}

/** Step by step: a group, then one of it. */
function Known({ choose, onChoose }: { choose: Choosable[]; onChoose: (said: string) => void }) {
  const [within, setWithin] = useState<Choosable | null>(null);
  const [all, setAll] = useState(choose.length <= MOST_AT_ONCE);
  useEffect(() => setWithin(null), [choose]);
  if (within) {
    return (
      <>
        <button type="button" className="back" onClick={() => setWithin(null)}>
          返回
        </button>
        {within.options.map((name) => (
          <button key={name} type="button" onClick={() => onChoose(name)}>
            {name}
          </button>
        ))}
      </>
    );
  }
  return (
    <>
      {(all ? choose : choose.slice(0, MOST_AT_ONCE)).map((one) => (
        <button
          key={one.title}
          type="button"
         
          onClick={() => (one.options.length ? setWithin(one) : onChoose(one.title))}
        >
          {one.title}
          {one.options.length > 0 && <span aria-hidden="true"> ›</span>}
        </button>
      ))}
      {!all && (
        <button type="button" className="back" onClick={() => setAll(true)}>
          其他
        </button>
      )}
    </>
  );
}
