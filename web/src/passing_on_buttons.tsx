import { useEffect, useState } from "react";
import { copy, forOthers } from "./passing_on";
import type { Answered } from "./types";

interface Props {
  line: Answered;
  /** All bubbles of the answer. */
  answer: string;
  title: string;
  onLink: () => Promise<string>;
}

const speaks = "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;

/** 复制, 分享 and 朗读 under an answer; what the browser cannot do is not offered, nor Chinese sounds for another language. */
export function PassingOn({ line, answer, title, onLink }: Props) {
  const [told, setTold] = useState("");
  const [speaking, setSpeaking] = useState(false);

  useEffect(() => {
    if (speaking) return () => speechSynthesis.cancel();
  }, [speaking]);

  const copied = async (text: string, done: string) => {
    setTold((await copy(text)) ? done : "这个浏览器不让复制，请长按文字选择。");
  };

  const share = async () => {
    // Where no link can stand for it, the text is passed on alone.
    const link = await onLink().catch(() => "");
    const text = forOthers(line, answer, title, link);
    if (!navigator.share) return copied(text, link ? "已复制，带链接，可以粘贴给别人。" : "已复制，可以粘贴给别人。");
    try {
      await navigator.share({ title, text });
    } catch (refused) {
      if ((refused as Error).name !== "AbortError") await copied(text, "已复制，可以粘贴给别人。");
    }
  };

  const speak = () => {
    if (speaking) return setSpeaking(false);
    const words = new SpeechSynthesisUtterance(answer);
    words.lang = "zh-CN";
    words.onend = words.onerror = () => setSpeaking(false);
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
    setSpeaking(true);
  };

  return (
    <>
      <button type="button" onClick={() => void copied(forOthers(line, answer, title), "已复制。")}>
        复制
      </button>
      <button type="button" onClick={() => void share()}>
        分享
      </button>
      {speaks && !line.custom.language && (
        <button type="button" aria-pressed={speaking} onClick={speak}>
          {speaking ? "停止朗读" : "朗读"}
        </button>
      )}
      <span className="told" role="status">
        {told}
      </span>
    </>
  );
}
