// Hands documents in one by one and tells how far each is read. Without this
// module the form sends them all and waits for a page.
const form = document.getElementById("upload");
const list = document.getElementById("jobs");
const input = form.querySelector("input[type=file]");

const STAGES = {
  waiting: "waiting for other documents", pages: "reading pages", ocr: "reading pictures of pages", layout: "finding lines and columns",
  outline: "finding articles and sections", references: "following references", terms: "reading values", check: "checking",
  tokens: "counting", keeping: "keeping", indexing: "making it findable",
};
const ORDER = Object.keys(STAGES);

function element(name, text, className) {
  const e = document.createElement(name);
  if (text) e.textContent = text;
  if (className) e.className = className;
  return e;
}

async function* lines(stream) {
  const decoder = new TextDecoder();
  let rest = "";
  for (const reader = stream.getReader(); ;) {
    const { value, done } = await reader.read();
    if (done) break;
    rest += decoder.decode(value, { stream: true });
    const parts = rest.split("\n");
    rest = parts.pop();
    for (const p of parts) if (p) yield JSON.parse(p);
  }
}

async function take(file) {
  const item = element("li");
  const name = element("strong", file.name);
  const bar = element("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", `Reading ${file.name}`);
  const stage = element("span", "sending", "hint");
  item.append(name, bar, stage);
  list.append(item);
  const fail = (text) => {
    bar.remove();
    stage.remove();
    item.append(element("span", text, "bad"));
  };
  try {
    const answer = await fetch(`/api/v1/agreements?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      return fail(problem.detail ?? `The server refused it (${answer.status}).`);
    }
    let ended = false;
    for await (const line of lines(answer.body)) {
      if (line.event === "progress") {
        const at = Math.max(0, ORDER.indexOf(line.stage));
        const within = line.of ? (line.done ?? 0) / line.of : 0;
        bar.value = 100 * (at + within) / ORDER.length;
        stage.textContent = (STAGES[line.stage] ?? line.stage) + (line.of ? `, page ${line.page} of ${line.of}` : "");
      } else if (line.event === "failed") {
        ended = true;
        fail(line.problem?.detail ?? "It could not be read.");
      } else if (line.event === "done") {
        ended = true;
        bar.remove();
        const link = element("a", line.agreement.title);
        link.href = line.agreement.href;
        stage.textContent = `${line.agreement.provisions} provisions` + (line.agreement.doubts ? `, ${line.agreement.doubts} doubts` : "");
        item.insertBefore(link, stage);
      }
    }
    if (!ended) fail("The connection ended before it was read.");
  } catch {
    fail("The server could not be reached.");
  }
}

let queue = Promise.resolve();
function hand(files) {
  for (const file of files) queue = queue.then(() => take(file));
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  hand([...input.files]);
  input.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (e) => {
    e.preventDefault();
    form.classList.add("over");
  });
}
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (e) => {
  e.preventDefault();
  form.classList.remove("over");
  hand([...e.dataTransfer.files]);
});
