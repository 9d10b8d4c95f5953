// Shows /openapi.json as a page.
const main = document.getElementById("operations");
const add = (parent, tag, text) => { const e = document.createElement(tag); e.textContent = text; parent.append(e); return e; };
fetch("/openapi.json").then(r => r.json()).then(api => {
  main.textContent = "";
  const name = content => {
    const [[type, { schema }]] = Object.entries(content);
    return schema.$ref ? schema.$ref.split("/").pop() : type;
  };
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      add(main, "h2", `${method.toUpperCase()} ${path}`);
      add(main, "p", operation.summary);
      if (operation.requestBody) add(main, "p", `请求体:${name(operation.requestBody.content)}`);
      const list = add(main, "ul", "");
      for (const [status, response] of Object.entries(operation.responses))
        add(list, "li", `${status} ${response.description}:${name(response.content)}`);
    }
  }
  add(main, "h2", "数据结构");
  for (const [title, schema] of Object.entries(api.components.schemas)) {
    const box = add(main, "details", "");
    add(box, "summary", title);
    add(box, "pre", JSON.stringify(schema, null, 2)).tabIndex = 0; // so that the keyboard can scroll it
  }
}).catch(() => { main.textContent = "读不到 /openapi.json。"; });
