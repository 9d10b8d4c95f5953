// Bundles the chat page into bot/pages/static/built, and refuses a bundle that would load from another host.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const OUT = process.argv[2] ?? "../bot/pages/static/built";

// Mentioned in messages and namespaces, never fetched.
const NAMED_ONLY = ["http://www.w3.org/", "https://reactjs.org/docs/error-decoder.html"];

/** ChatUI marks none of its modules as free of side effects, so everything of it would be kept. */
const shakeChatUi = {
  name: "shake-chatui",
  setup({ onResolve }) {
    onResolve({ filter: /^@chatui\/core$/ }, async () => ({
      path: new URL("node_modules/@chatui/core/es/index.js", import.meta.url).pathname,
      sideEffects: false,
    }));
    onResolve({ filter: /^(intersection-observer|core-js.*)$/ }, (found) => ({
      path: found.path,
      namespace: "left-out",
      sideEffects: false,
    }));
    // Relative imports inside ChatUI must be marked as well, or its index pulls in every component.
    onResolve({ filter: /^\.{1,2}\// }, async (found) => {
      if (!found.importer.includes("@chatui/core/es") || found.pluginData === "resolved") return undefined;
      return { ...(await resolveWithin(found)), sideEffects: false };
    });
  },
};
let resolveWithin;
const rememberResolve = {
  name: "remember-resolve",
  setup(builder) {
    resolveWithin = ({ path, importer, resolveDir, kind }) =>
      builder.resolve(path, { importer, resolveDir, kind, pluginData: "resolved" });
    builder.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "export default undefined;" }));
  },
};

/** ChatUI's style sheet names three fonts on another host. */
const withoutFonts = {
  name: "without-fonts",
  setup({ onLoad }) {
    onLoad({ filter: /@chatui\/core\/dist\/index\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/@font-face\s*{[^}]*}/g, ""),
      loader: "css",
    }));
  },
};

await mkdir(OUT, { recursive: true });
await build({
  entryPoints: { chat: "src/main.tsx" },
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2020", "chrome87", "safari15"],
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [rememberResolve, shakeChatUi, withoutFonts],
  external: ["/static/*"],
  legalComments: "none",
  logLevel: "warning",
});
await copyFile("node_modules/htmx.org/dist/htmx.min.js", `${OUT}/htmx.min.js`);
// The font of Uyghur answers, with its licence, as the licence wants it.
const FONT = "node_modules/@fontsource/noto-naskh-arabic";
await copyFile(`${FONT}/files/noto-naskh-arabic-arabic-400-normal.woff2`, `${OUT}/noto-naskh-arabic.woff2`);
await copyFile(`${FONT}/LICENSE`, `${OUT}/noto-naskh-arabic.LICENSE.txt`);

for (const name of ["chat.js", "chat.css", "htmx.min.js"]) {
  const content = await readFile(`${OUT}/${name}`);
  if (name.startsWith("chat")) {
    const foreign = (content.toString("utf8").match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}[^"'`)\s]*/gi) ?? []).filter(
      (address) => !NAMED_ONLY.some((known) => address.startsWith(known)),
    );
    if (foreign.length) throw new Error(`${name} names other hosts: ${foreign.join(" ")}`);
  }
  // Served instead of the plain file to browsers that take it.
  await writeFile(`${OUT}/${name}.gz`, gzipSync(content, { level: 9 }));
  await writeFile(
    `${OUT}/${name}.br`,
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}
