import "@chatui/core/dist/index.css";
import "../../bot/pages/static/chat/chat.css";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { closeOnEscape, wear } from "./embed";
import type { Config } from "./types";

const place = document.getElementById("chat");
if (place?.dataset.config) {
  const config = JSON.parse(place.dataset.config) as Config;
  wear(config.colour);
  if (config.embedded) closeOnEscape();
  place.classList.add("ChatApp");
  createRoot(place).render(<App config={config} />);
}
