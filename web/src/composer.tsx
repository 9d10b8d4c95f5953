import { Button, Input } from "@chatui/core";
import { useRef, useState, type KeyboardEvent } from "react";
import { meaningOfEnter } from "./enter";
import { useListening } from "./listening";

interface Props {
  placeholder: string;
  longest: number;
  waiting: boolean;
  onSend: (text: string) => void;
}

/** The place to type. ChatUI's own composer sends on Enter while an input method composes, and only by mouse else. */
export function Composer({ placeholder, longest, waiting, onSend }: Props) {
  const [text, setText] = useState("");
  const composing = useRef(false);
  const compositionEnded = useRef(-Infinity);
  const input = useRef<HTMLTextAreaElement>(null);
  const listening = useListening((words) => {
    setText((before) => (before + words).slice(0, longest));
    input.current?.focus();
  });
  const ready = text.trim() !== "" && !waiting;

  const send = () => {
    if (!ready) return;
    onSend(text);
    setText("");
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const meaning = meaningOfEnter(event, composing.current, compositionEnded.current);
    if (meaning === "send") {
      event.preventDefault();
      send();
    } else if (meaning === "compose" && !composing.current && !event.nativeEvent.isComposing) {
      event.preventDefault(); // Safari's order: the input method has used this Enter, it is no line break
    }
  };

  return (
    <form
      className="Composer"
      aria-label="提问"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="Composer-inputWrap">
        <label className="unseen" htmlFor="message">
          请输入问题
        </label>
        <Input
          id="message"
          className="Composer-input"
          rows={1}
          autoSize
          maxLength={longest}
          showCount={false}
          placeholder={placeholder}
          enterKeyHint="send"
          autoComplete="off"
          dir="auto"
          value={text}
          ref={input as never}
          onChange={(value: string) => setText(value)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event: { timeStamp: number }) => {
            composing.current = false;
            compositionEnded.current = event.timeStamp;
          }}
        />
      </div>
      {listening.offered && (
        <button
          type="button"
          className="Composer-voice"
          aria-pressed={listening.on}
          title="由浏览器把语音转成文字，发送前可以修改"
          onClick={listening.toggle}
        >
          {listening.on ? "在听" : "语音"}
        </button>
      )}
      <Button className="Composer-sendBtn" color="primary" type="submit" disabled={!ready}>
        发送
      </Button>
      <p className="listening" role="status">
        {listening.trouble}
      </p>
    </form>
  );
}
