import { useEffect, useRef, useState } from "react";

/** What of the Web Speech API is used; TypeScript's own library does not know it. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult: (event: { results: { 0: { transcript: string } }[] }) => void;
  onend: () => void;
  onerror: (event: { error: string }) => void;
  start: () => void;
  abort: () => void;
}
type Recognizer = new () => Recognition;

const known = window as unknown as { SpeechRecognition?: Recognizer; webkitSpeechRecognition?: Recognizer };
const Recognizer = known.SpeechRecognition ?? known.webkitSpeechRecognition;

export interface Listening {
  /** Whether the browser can turn speech into words. */
  offered: boolean;
  on: boolean;
  trouble: string;
  toggle: () => void;
}

/** Speech as words for the box; nothing is sent before the person has seen it. */
export function useListening(onHeard: (words: string) => void): Listening {
  const [on, setOn] = useState(false);
  const [trouble, setTrouble] = useState("");
  const running = useRef<Recognition | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const toggle = () => {
    if (running.current) return running.current.abort();
    if (!Recognizer) return;
    const recognition = new Recognizer();
    recognition.lang = "zh-CN";
    recognition.interimResults = false;
    recognition.onresult = ({ results }) => onHeard(Array.from(results, (one) => one[0].transcript).join(""));
    recognition.onerror = ({ error }) => setTrouble(error === "aborted" ? "" : "没有听到，请再说一次，或者打字。");
    recognition.onend = () => {
      running.current = null;
      setOn(false);
    };
    running.current = recognition;
    setTrouble("");
    setOn(true);
    recognition.start();
  };
  return { offered: Recognizer !== undefined, on, trouble, toggle };
}
