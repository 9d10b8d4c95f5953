import type { Answered, Line } from "./types";

const LONGEST_ANSWER = 8000; // characters that an opinion may hold

/** Today where the notices are made, as people write it. */
export function todayInBeijing(): string {
  return new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", dateStyle: "long" }).format(new Date());
}

/** Everything that was answered together with the line, word for word. */
export function wholeAnswer(lines: Line[], line: Answered): string {
  const at = lines.findIndex((one) => one.id === line.id);
  const said: string[] = [];
  for (let before = at; before >= 0; before--) {
    const one = lines[before];
    if (one.who === "person") break;
    if (!one.custom.by) said.unshift(one.text);
  }
  return said.join("\n").slice(0, LONGEST_ANSWER);
}

/** An answer for somebody else: question, answer with its sources, day, and the link where there is one. */
export function forOthers(line: Answered, answer: string, title: string, link = ""): string {
  const when = line.day ? `${title}，${line.day}答复` : title;
  return [`问：${line.question}`, `答：${answer}`, `（${when}）`, link].filter(Boolean).join("\n");
}

/** Copies; pages without TLS have no clipboard of their own, and then the old way serves. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    try {
      return document.execCommand("copy");
    } finally {
      field.remove();
    }
  }
}
