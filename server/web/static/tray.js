// The tray: clauses picked on any page, to be compared side by side. It is kept
// in this browser; the address of the comparison holds the clauses themselves.
const KEY = "tray", MOST = 6;

const read = () => {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(all) ? all.filter((c) => typeof c?.at === "string" && typeof c?.label === "string") : [];
  } catch { return []; }
};
const write = (all) => {
  try { localStorage.setItem(KEY, JSON.stringify(all)); } catch { /* storage is off: the tray lasts for the page */ }
};
let all = read();
const has = (at) => all.some((c) => c.at === at);

const bar = document.createElement("section");
bar.className = "tray";
bar.setAttribute("aria-label", "Clauses picked for comparing");
bar.hidden = true;
document.body.append(bar);

function draw() {
  bar.hidden = all.length === 0;
  document.body.classList.toggle("has-tray", all.length > 0);
  const list = document.createElement("ul");
  list.className = "chips";
  for (const clause of all) {
    const li = document.createElement("li");
    const chip = document.createElement("span");
    chip.className = "chip";
    const link = document.createElement("a");
    link.href = `/agreements/${clause.at}`;
    link.textContent = clause.label;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "x";
    drop.textContent = "×";
    drop.setAttribute("aria-label", `Take ${clause.label} out`);
    drop.addEventListener("click", () => toggle(clause.at, clause.label));
    chip.append(link, drop);
    li.append(chip);
    list.append(li);
  }
  const go = document.createElement("a");
  go.className = "button small";
  go.textContent = all.length > 1 ? `Compare these ${all.length}` : "Pick one more to compare";
  if (all.length > 1) go.href = `/compare/text?${all.map((c) => `clause=${encodeURIComponent(c.at)}`).join("&")}`;
  const empty = document.createElement("button");
  empty.type = "button";
  empty.className = "plain small";
  empty.textContent = "Empty";
  empty.addEventListener("click", () => { all = []; write(all); draw(); });
  bar.replaceChildren(list, go, empty);
  for (const b of document.querySelectorAll("button[data-pick]")) tell(b);
}

function tell(button) {
  const inside = has(button.dataset.pick);
  button.textContent = inside ? "Picked" : "Pick";
  button.setAttribute("aria-label", `${button.textContent}: ${button.dataset.label}`);
  button.setAttribute("aria-pressed", String(inside));
  button.disabled = !inside && all.length >= MOST;
}

function toggle(at, label) {
  all = has(at) ? all.filter((c) => c.at !== at) : [...all, { at, label }].slice(0, MOST);
  write(all);
  draw();
}

for (const place of document.querySelectorAll("[data-clause]")) {
  const button = place.querySelector("[data-pick]");
  if (!button) continue;
  button.parentElement.classList.remove("late");
  button.dataset.pick = place.dataset.clause;
  button.title = "Pick this clause to compare it with others";
  button.dataset.label = place.dataset.label;
  button.addEventListener("click", () => toggle(place.dataset.clause, place.dataset.label));
}
addEventListener("storage", (e) => { if (e.key === KEY) { all = read(); draw(); } });
draw();
