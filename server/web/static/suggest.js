// Suggestions under the search boxes, from the first two letters on. The box is
// a combobox: arrows choose, Enter goes, Escape closes.
import { get } from "./get.js";

let n = 0;
function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggest";
  list.id = `suggest-${++n}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  input.parentElement.append(list);
  input.parentElement.style.position = "relative";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  let items = [], at = -1, asked = "", timer = 0, leaving = false;
  input.form.addEventListener("submit", (e) => { if (leaving) e.preventDefault(); });
  addEventListener("pageshow", () => { leaving = false; });

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const leave = (path) => {
    leaving = true;
    location.assign(path);
  };
  const go = (item) => {
    close();
    if (item.id && item.agreement) leave(`/agreements/${encodeURIComponent(item.agreement)}/${encodeURIComponent(item.id)}`);
    else if (item.topic) leave(`/compare?topic=${encodeURIComponent(item.topic)}`);
    else {
      input.value = item.text;
      input.form.requestSubmit();
    }
  };
  const choose = (k) => {
    at = (k + items.length) % items.length;
    [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const show = (found) => {
    items = found;
    if (!items.length) return close();
    list.replaceChildren(...items.map((item, i) => {
      const li = document.createElement("li");
      li.id = `${list.id}-${i}`;
      li.setAttribute("role", "option");
      li.setAttribute("aria-selected", "false");
      const kind = document.createElement("small");
      kind.textContent = item.topic ? "compare this topic" : item.kind === "citation" ? "go to the clause" : "";
      li.append(item.text, " ", kind);
      li.addEventListener("mousedown", (e) => { e.preventDefault(); go(item); });
      return li;
    }));
    list.hidden = false;
    at = -1;
    input.setAttribute("aria-expanded", "true");
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const q = input.value.trim();
    if (q.length < 2) return close();
    timer = setTimeout(async () => {
      asked = q;
      try {
        const answer = await get(`/api/v1/suggest?q=${encodeURIComponent(q)}`);
        if (asked === input.value.trim() && document.activeElement === input) show(answer.suggestions ?? answer.items ?? []);
      } catch { close(); }
    }, 90);
  });
  input.addEventListener("keydown", (e) => {
    if (list.hidden) return;
    if (e.key === "ArrowDown") choose(at + 1);
    else if (e.key === "ArrowUp") choose(at < 0 ? items.length - 1 : at - 1);
    else if (e.key === "Enter" && at >= 0) go(items[at]);
    else if (e.key === "Escape") close();
    else return;
    e.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 120));
}

for (const input of document.querySelectorAll('input[name="q"][type="search"]')) suggest(input);
