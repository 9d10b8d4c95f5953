import type { Reply, Standing } from "./types";

const PATIENCE = 20_000; // milliseconds until a request counts as lost

/** A request that brought no answer; `again` says whether the same request may succeed later. */
export class Trouble extends Error {
  constructor(
    message: string,
    readonly again: boolean,
  ) {
    super(message);
  }
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: patience.signal,
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok && answer) return answer;
    const error = (answer as { error?: { reason: string; mend: string } } | null)?.error;
    const words = error ? `${error.reason}。${error.mend}。` : "服务暂时没有回应。";
    throw new Trouble(words, response.status === 429 || response.status >= 500 || response.ok);
  } catch (problem) {
    if (problem instanceof Trouble) throw problem;
    throw new Trouble(patience.signal.aborted ? "等了20秒没有收到回答。" : "网络不通，没有发出去。", true);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks; `id` stays the same when the same message is sent again, so that it is answered once. */
export async function ask(sender: string, message: string, id: string): Promise<Reply[]> {
  const answer = (await post("/api/chat", { sender, message }, { "X-Message-Id": id })) as { messages: Reply[] };
  return answer.messages;
}

/** How the person stands with the desk, and what it said after number `seen`. */
export async function stand(sender: string, seen: number): Promise<Standing> {
  return (await post("/api/handover", { sender, seen })) as Standing;
}

export async function judge(opinion: {
  sender: string;
  question: string;
  answer_status: string;
  useful: boolean;
  reason?: string;
  answer?: string;
}): Promise<void> {
  await post("/api/feedback", opinion);
}

/** A link to what the notices say to this; refused where the answer cannot stand alone. */
export async function receiptOf(sender: string, question: string, answer: string): Promise<string> {
  return ((await post("/api/receipts", { sender, question, answer })) as { address: string }).address;
}
