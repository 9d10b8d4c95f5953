import { useCallback, useEffect, useRef, useState } from "react";
import { ask, judge, receiptOf, Trouble } from "./api";
import { remember } from "./edition";
import { load, MOST, randomId, save, type Kept } from "./storage";
import { usePeople } from "./people";
import { todayInBeijing, wholeAnswer } from "./passing_on";
import type { Answered, Config, Line, Reply, Said } from "./types";

export interface Conversation {
  lines: Line[];
  waiting: boolean;
  large: boolean;
  /** How the person stands with the desk, in a sentence; "" where nobody was asked for. */
  standing: string;
  send: (text: string) => void;
  retry: (line: Said) => void;
  /** A link to what the notices say to the line's question. */
  link: (line: Answered) => Promise<string>;
  opine: (line: Answered, useful: boolean, reason?: string) => Promise<void>;
  clear: () => void;
  toggleLarge: () => void;
}

function answers(question: string, replies: Reply[]): Answered[] {
  const day = todayInBeijing();
  return replies.map((reply) => ({ ...reply, id: randomId(), who: "assistant", question, day }));
}

/** Continues what this browser kept; a question answered by the server itself (?q=) joins it once. */
function begin(config: Config): Kept {
  const found = load() ?? { sender: config.sender, lines: [], large: false, region: "", people: false, seen: 0 };
  // In a frame of another site no cookie is kept; there the browser's storage is all that remembers 大字.
  const kept = config.embedded && config.edition === "usual" ? found : { ...found, large: config.edition === "large" };
  if (!config.asked) return kept;
  const said: Said = { id: randomId(), who: "person", text: config.asked.question, sent: "answered" };
  const lines = [...kept.lines, said, ...answers(said.text, config.asked.messages)];
  const address = new URL(window.location.href);
  address.searchParams.delete("q");
  history.replaceState(null, "", address);
  // The server answered under its own sender: going on with that one keeps what was just said.
  const people = config.asked.messages.some((reply) => reply.custom.handover) || kept.people;
  const joined = { ...kept, sender: config.sender, lines, people };
  save(joined);
  return joined;
}

export function useConversation(config: Config): Conversation {
  const [kept, setKept] = useState<Kept>(() => begin(config));
  const [waiting, setWaiting] = useState(false);
  const now = useRef(kept);
  const busy = useRef(false);
  const [asked, setAsked] = useState(0);

  const change = useCallback((next: (kept: Kept) => Kept) => {
    now.current = next(now.current);
    now.current = { ...now.current, lines: now.current.lines.slice(-MOST) };
    save(now.current);
    setKept(now.current);
  }, []);

  const mark = useCallback(
    (id: string, mended: Partial<Said>) =>
      change((k) => ({
        ...k,
        lines: k.lines.map((line) => (line.id === id && line.who === "person" ? { ...line, ...mended } : line)),
      })),
    [change],
  );

  const deliver = useCallback(
    async (said: Said) => {
      if (busy.current) return;
      busy.current = true;
      setWaiting(true);
      const { sender } = now.current;
      mark(said.id, { sent: "waiting", trouble: undefined });
      try {
        if (config.region && now.current.region !== config.region) {
          await ask(sender, config.region, `${said.id}-region`);
          change((k) => ({ ...k, region: config.region }));
        }
        const replies = await ask(sender, said.text, said.id);
        if (now.current.sender !== sender) return; // cleared meanwhile
        const people = replies.some((reply) => reply.custom.handover);
        const shown = replies.filter((reply) => !reply.custom.handover?.receipt || reply.buttons.length > 0);
        change((k) => ({
          ...k,
          lines: withAnswers(k.lines, said, answers(said.text, shown)),
          people: k.people || people,
        }));
        if (people) setAsked((n) => n + 1);
      } catch (problem) {
        const trouble = problem instanceof Trouble ? problem : new Trouble("出了点问题，没有发出去。", true);
        mark(said.id, { sent: "failed", trouble: trouble.message, again: trouble.again });
      } finally {
        busy.current = false;
        setWaiting(false);
      }
    },
    [change, config.region, mark],
  );

  const send = useCallback(
    (text: string) => {
      if (busy.current || !text.trim()) return;
      const said: Said = { id: randomId(), who: "person", text: text.trim(), sent: "waiting" };
      change((k) => ({ ...k, lines: [...k.lines, said] }));
      void deliver(said);
    },
    [change, deliver],
  );

  const standing = usePeople(kept.people, kept.sender, asked, now, change);

  // What failed for want of a network is sent again, once, when the network is back.
  useEffect(() => {
    const again = () => {
      const last = now.current.lines[now.current.lines.length - 1];
      if (last?.who === "person" && last.sent === "failed" && last.again) void deliver(last);
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [deliver]);

  // Another tab of the same browser goes on with the same conversation.
  useEffect(() => {
    const elsewhere = () => {
      const other = load();
      if (other && !busy.current) setKept((now.current = other));
    };
    window.addEventListener("storage", elsewhere);
    return () => window.removeEventListener("storage", elsewhere);
  }, []);

  const opine = useCallback(
    async (line: Answered, useful: boolean, reason?: string) => {
      const { sender } = now.current;
      const answer = wholeAnswer(now.current.lines, line);
      await judge({ sender, question: line.question, answer_status: line.custom.status ?? "none", useful, reason, answer });
      change((k) => ({
        ...k,
        lines: k.lines.map((l) => (l.id === line.id ? { ...line, opinion: useful ? "useful" : "useless" } : l)),
      }));
    },
    [change],
  );

  return {
    lines: kept.lines,
    waiting,
    large: kept.large,
    standing,
    send,
    retry: deliver,
    link: (line) => receiptOf(now.current.sender, line.question, line.text),
    opine,
    clear: () => change((k) => ({ ...k, sender: randomId(), lines: [], region: "", people: false, seen: 0 })),
    toggleLarge: () => {
      change((k) => ({ ...k, large: !k.large }));
      remember(now.current.large ? "large" : "usual");
    },
  };
}

/** The answers directly after their question, wherever that stands by now. */
function withAnswers(lines: Line[], said: Said, answered: Answered[]): Line[] {
  const at = lines.findIndex((line) => line.id === said.id);
  const arrived: Said = { ...said, sent: "answered", trouble: undefined };
  if (at < 0) return lines;
  return [...lines.slice(0, at), arrived, ...answered, ...lines.slice(at + 1)];
}
