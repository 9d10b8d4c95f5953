import { Bubble, Typing } from "@chatui/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Answer } from "./answer";
import { offered, QuickReplies } from "./choosing";
import { Composer } from "./composer";
import { useConversation } from "./conversation";
import { named, show } from "./edition";
import { askToClose, inWidget } from "./embed";
import { useNarrow } from "./narrow";
import { wholeAnswer } from "./passing_on";
import type { Config, Said } from "./types";
import { Welcome } from "./welcome";

export function App({ config }: { config: Config }) {
  const talk = useConversation(config);
  const list = useRef<HTMLDivElement>(null);
  const last = talk.lines[talk.lines.length - 1];
  const lastId = last?.id;
  const offering = offered(talk.lines);

  const elder = config.edition === "elder";
  const asked = talk.lines.filter((line) => line.who === "person").pop();
  const larger = asked && named(config, asked.text, elder ? "elder" : talk.large ? "large" : "usual");

  const narrow = useNarrow();
  const talking = talk.lines.length > 0;

  // On a phone what stood above and below the first question makes room for the answers (chat.css).
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute("data-talking", talking);
  }, [talking]);

  useLayoutEffect(() => {
    if (!elder) show(talk.large ? "large" : "usual");
  }, [elder, talk.large]);

  // A new answer is read from its question on; a long one must not begin above the screen.
  useEffect(() => {
    if (talk.lines[talk.lines.length - 1]?.id.startsWith("desk-")) {
      list.current?.querySelector(".MessageList")?.lastElementChild?.scrollIntoView({ block: "end" });
      return;
    }
    const asked = list.current?.querySelectorAll(".Message.right");
    const newest = asked?.[asked.length - 1];
    if (newest) newest.scrollIntoView({ block: "start" });
    else list.current?.scrollTo({ top: 0 });
  }, [lastId, talk.waiting]);

  const tools = (
    <Tools
      large={talk.large}
      empty={!talking}
      onLarge={elder ? undefined : talk.toggleLarge}
      onClear={talk.clear}
    />
  );
  return (
    <>
      {!elder && !narrow && tools}
      <div className="MessageContainer" ref={list} tabIndex={0} role="region" aria-label="对话">
        {(elder ? inWidget || talking : narrow) && tools}
        <Welcome config={config} waiting={talk.waiting} onChoose={talk.send} />
        <div className="MessageList" role="log" aria-live="polite" aria-relevant="additions" aria-busy={talk.waiting}>
          {talk.lines.map((line) =>
            line.who === "person" ? (
              <Question key={line.id} line={line} waiting={talk.waiting} onRetry={() => talk.retry(line)} />
            ) : (
              <div key={line.id} className="Message left" data-status={line.custom.status} data-by={line.custom.by}>
                {line.custom.by === "clerk" ? (
                  <p className="by">工作人员</p>
                ) : (
                  <span className="unseen">{line.custom.by ? "系统：" : "助手回答："}</span>
                )}
                <Answer
                  line={line}
                  config={config}
                  answer={wholeAnswer(talk.lines, line)}
                  onLink={() => talk.link(line)}
                  onOpine={(useful, reason) => talk.opine(line, useful, reason)}
                />
              </div>
            ),
          )}
          {talk.waiting && (
            <div className="Message left">
              <span className="unseen">正在查通知</span>
              <Typing />
            </div>
          )}
        </div>
      </div>
      <div className="ChatFooter">
        {talk.standing && (
          <p className="standing" role="status">
            {talk.standing}
          </p>
        )}
        {larger && !talk.waiting && (
          <p className="larger" role="status">
            这个网站有“{larger.name}”，字更大。<a href={`?edition=${larger.edition}`}>换成{larger.name}</a>
          </p>
        )}
        {offering && !talk.waiting && <QuickReplies line={offering} onChoose={talk.send} />}
        <Composer
          placeholder={narrow ? "请输入问题" : config.placeholder}
          longest={config.longest}
          waiting={talk.waiting}
          onSend={talk.send}
        />
        <p className="privacy">{config.privacy}</p>
      </div>
    </>
  );
}

function Question({ line, waiting, onRetry }: { line: Said; waiting: boolean; onRetry: () => void }) {
  return (
    <div className="Message right" data-sent={line.sent}>
      <span className="unseen">我问：</span>
      <Bubble>
        <p className="said" dir="auto">
          {line.text}
        </p>
      </Bubble>
      {line.sent === "failed" && (
        <p className="trouble" role="alert">
          {line.trouble}
          {line.again && (
            <button type="button" disabled={waiting} onClick={onRetry}>
              重发
            </button>
          )}
        </p>
      )}
    </div>
  );
}

interface ToolsProps {
  large: boolean;
  empty: boolean;
  /** Not given where the type is larger already. */
  onLarge?: () => void;
  onClear: () => void;
}

/** 大字 and 清空. A dialog of the browser would be blocked in an iframe, so 清空 asks in place. */
function Tools({ large, empty, onLarge, onClear }: ToolsProps) {
  const [asking, setAsking] = useState(false);
  return (
    <div className="tools" role="group" aria-label="对话设置">
      {onLarge && (
        <button type="button" aria-pressed={large} onClick={onLarge}>
          大字
        </button>
      )}
      {asking ? (
        <>
          <button
            type="button"
            autoFocus
            onClick={() => {
              onClear();
              setAsking(false);
            }}
          >
            确定清空
          </button>
          <button type="button" onClick={() => setAsking(false)}>
            不清空
          </button>
        </>
      ) : (
        <button type="button" disabled={empty} onClick={() => setAsking(true)}>
          清空
        </button>
      )}
      {inWidget && (
        <button type="button" onClick={askToClose}>
          关闭
        </button>
      )}
    </div>
  );
}
