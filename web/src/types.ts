export type Edition = "usual" | "large" | "elder";

/** What the page is told by the server (the attribute data-config of #chat). */
export interface Config {
  title: string;
  greeting: string;
  placeholder: string;
  questions: string[];
  reasons: string[];
  privacy: string;
  longest: number;
  notices: Record<string, string>;
  /** Notices whose original file was kept. */
  originals: string[];
  region: string;
  colour: string;
  embedded: boolean;
  sender: string;
  /** usual, large (大字) or elder (长辈版), as the person has chosen on any page of this site. */
  edition: Edition;
  /** What each edition is called, first as on its switch; empty in a frame of another site. */
  editions: Partial<Record<Edition, string[]>>;
  asked: { question: string; messages: Reply[] } | null;
}

export interface Citation {
  notice_id: string;
  clause: string;
  quote: string;
}

export interface Choice {
  title: string;
  payload: string;
}

/** Lines of a reply that belong together, as the wording names them: the first of them, and how many they are. */
interface Lines {
  first: string;
  lines: number;
}

export interface ListCard extends Lines {
  kind: "list";
  /** Whose list it is, "" where that is plain. */
  heading: string;
  parts: { part: string; heading: string; items: string[] }[];
}

export interface Row {
  notice: string;
  says: string;
  /** Named where the rows are on several topics. */
  topic?: string;
}

export interface TableCard extends Lines {
  kind: "table";
  rows: Row[];
}

export interface VerdictCard extends Lines {
  kind: "verdict";
  verdict: "eligible" | "not_yet" | "ineligible" | "need_info";
  window: "open" | "closed" | "upcoming" | "unknown";
  after: string[];
  reasons: { status: "unmet" | "unknown" | "met"; says: string }[];
  open: boolean;
}

export type Card = ListCard | TableCard | VerdictCard;

/** Something to choose: `title` is what is said where there are no options below it. */
export interface Choosable {
  title: string;
  options: string[];
}

/** One message of the assistant, as /api/chat gives it. */
export interface Reply {
  text: string;
  buttons: Choice[];
  custom: {
    status?: string;
    ask?: string;
    citations?: Citation[];
    checklist?: string;
    /** Of a fixed answer that is not in Chinese: its tag, and how its lines run. */
    language?: string;
    direction?: "ltr" | "rtl";
    cards?: Card[];
    /** The line of sources with which the text ends. */
    source?: string;
    /** The known answers to the question, where they are too many for buttons. */
    choose?: Choosable[];
    /** How the person stands in the queue; `receipt`: it only says that the clerk has the message. */
    handover?: { number: number; state: string; receipt?: boolean };
    /** Who says it, where it is not the assistant. */
    by?: "clerk" | "desk";
  };
}

/** What /api/handover gives. */
export interface Standing {
  state: "none" | "waiting" | "claimed" | "closed";
  standing: string;
  messages: { id: number; who: "clerk" | "desk"; text: string; at: string }[];
  again_in: number;
}

export type Sent = "waiting" | "answered" | "failed";

/** A line of the conversation: what the person said, or what the assistant answered. */
export interface Said {
  id: string;
  who: "person";
  text: string;
  sent: Sent;
  /** Why it failed, in words; `again` whether sending it again can help. */
  trouble?: string;
  again?: boolean;
}

export interface Answered extends Reply {
  id: string;
  who: "assistant";
  /** The person's message that this answers. */
  question: string;
  opinion?: "useful" | "useless";
  /** The day on which it was answered, in Beijing, as people write it. */
  day?: string;
}

export type Line = Said | Answered;
