import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";

interface Props {
  opinion?: "useful" | "useless";
  reasons: string[];
  onOpine: (useful: boolean, reason?: string) => Promise<void>;
  /** What else can be done with the answer. */
  children?: ReactNode;
}

const LONGEST = 200; // characters of a reason in one's own words

/** 有用 / 这条不对 under an answer; the latter asks why, may be left without a reason, and takes the answer along. */
export function Feedback({ opinion, reasons, onOpine, children }: Props) {
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const [reason, setReason] = useState("");
  const [words, setWords] = useState("");
  const name = useId();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (asking) form.current?.scrollIntoView({ block: "nearest" });
  }, [asking]);

  const give = async (useful: boolean, why?: string) => {
    setFailed(false);
    try {
      await onOpine(useful, why);
      setAsking(false);
    } catch {
      setFailed(true);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void give(false, [reason, words.trim()].filter(Boolean).join("：") || undefined);
  };

  if (opinion && !asking) {
    return (
      <div className="feedback">
        <p role="status">{opinion === "useful" ? "已记下：有用。" : "已记下：这条不对。回答已一并附上，我们会查看。"}</p>
        <div role="group" aria-label="转给别人或朗读">
          {children}
        </div>
      </div>
    );
  }
  return (
    <div className="feedback">
      <div role="group" aria-label="对这个回答">
        <button type="button" onClick={() => void give(true)}>
          有用
        </button>
        <button type="button" aria-expanded={asking} onClick={() => setAsking(!asking)}>
          这条不对
        </button>
        {children}
      </div>
      {asking && (
        <form ref={form} onSubmit={submit}>
          <fieldset>
            <legend>哪里不好（可以不选）</legend>
            {reasons.map((each) => (
              <label key={each}>
                <input type="radio" name={name} checked={reason === each} onChange={() => setReason(each)} />
                {each}
              </label>
            ))}
          </fieldset>
          <label>
            补充说明（不要写个人信息）
            <input
              type="text"
              maxLength={LONGEST}
              value={words}
              autoComplete="off"
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={(event) => {
                // Enter that ends a composition must not submit.
                if (event.key === "Enter" && (event.nativeEvent.isComposing || event.keyCode === 229)) event.preventDefault();
              }}
            />
          </label>
          <button type="submit">提交</button>
        </form>
      )}
      {failed && <p role="alert">评价没有发出去，请稍后再试。</p>}
    </div>
  );
}
