import { Bubble } from "@chatui/core";
import { Lines } from "./text";
import type { Config } from "./types";

interface Props {
  config: Config;
  waiting: boolean;
  onChoose: (question: string) => void;
}

const FEW = 3; // questions in 长辈版

/** What stands at the top of every conversation: the greeting and the questions asked most. */
export function Welcome({ config, waiting, onChoose }: Props) {
  return (
    <section className="Message left welcome" aria-labelledby="often">
      <Bubble>
        <p className="said greeting">
          <Lines text={config.greeting} />
        </p>
        {config.edition === "elder" && <p className="said">{config.privacy}</p>}
        {config.region && <p className="said">默认按“{config.region}”回答；单位不在这里，请在问题里说明。</p>}
      </Bubble>
      <h2 id="often">大家常问</h2>
      <div className="choices often">
        {config.questions.slice(0, config.edition === "elder" ? FEW : undefined).map((question) => (
          <button key={question} type="button" disabled={waiting} onClick={() => onChoose(question)}>
            {question}
          </button>
        ))}
      </div>
    </section>
  );
}
