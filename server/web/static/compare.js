// Adds to the pages that compare: topics found while typing, comparisons saved
// under a name, and one choice that puts the other away.
const KEY = "comparisons";

// Choosing a topic puts one's own words away, and the other way round.
const topic = document.getElementById("topic"), words = document.getElementById("words");
if (topic && words) {
  topic.addEventListener("change", () => { if (topic.value) words.value = ""; });
  words.addEventListener("input", () => { if (words.value) topic.value = ""; });
}

// Topics by any of their names.
const typing = document.getElementById("typing");
if (typing) {
  typing.classList.remove("late");
  const input = typing.querySelector("input");
  const sections = [...document.querySelectorAll(".groups section")];
  const narrow = () => {
    const parts = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const section of sections) {
      let some = false;
      for (const li of section.querySelectorAll("li")) {
        li.hidden = !parts.every((p) => li.dataset.words.includes(p));
        some ||= !li.hidden;
      }
      section.hidden = !some;
    }
  };
  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (e) => {
    if (e.key !== "Enter") return;
    e.preventDefault();
    document.querySelector(".groups li:not([hidden]) a")?.click();
  });
  narrow();
}

const read = () => {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(all) ? all.filter((c) => typeof c?.name === "string" && typeof c?.path === "string" && c.path.startsWith("/compare")) : [];
  } catch { return []; }
};
const write = (all) => { try { localStorage.setItem(KEY, JSON.stringify(all.slice(-50))); } catch { /* storage is off */ } };

// What was saved, on the page where topics are picked.
const saved = document.getElementById("saved");
function list() {
  const all = read();
  saved.hidden = all.length === 0;
  saved.querySelector("ul").replaceChildren(...all.map((c) => {
    const li = document.createElement("li"), chip = document.createElement("span"), link = document.createElement("a"), drop = document.createElement("button");
    chip.className = "chip";
    link.href = c.path;
    link.textContent = c.name;
    drop.type = "button";
    drop.className = "plain small";
    drop.textContent = "×";
    drop.setAttribute("aria-label", `Forget ${c.name}`);
    drop.addEventListener("click", () => { write(read().filter((x) => x.name !== c.name)); list(); });
    chip.append(link, drop);
    li.append(chip);
    return li;
  }));
}
if (saved) list();

// Saving, on the page of a comparison. Its place is kept free, so that nothing
// moves when it comes.
const box = document.querySelector("form.save");
if (box) {
  const name = box.elements.name, button = box.querySelector("button");
  box.classList.remove("late");
  box.addEventListener("submit", (e) => {
    e.preventDefault();
    write([...read().filter((c) => c.name !== name.value), { name: name.value, path: location.pathname + location.search }]);
    button.textContent = "Saved";
    setTimeout(() => { button.textContent = "Save"; }, 1600);
  });
}
