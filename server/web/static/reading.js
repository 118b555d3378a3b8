// Adds to a provision's page: where the reader is, in the contents beside the
// text; citations to copy; and what a reference leads to, before one goes there.
const article = document.querySelector("[data-provision]");
const agreement = article.dataset.agreement;

// Where am I: the last heading that has passed the top of the window.
const links = new Map([...document.querySelectorAll(".beside a[data-to]")].map((a) => [a.dataset.to, a]));
const sections = [...document.querySelectorAll("[data-section]")];
let here = null;
function locate() {
  let id = article.dataset.provision;
  for (const s of sections) {
    if (s.getBoundingClientRect().top > 120) break;
    if (links.has(s.dataset.section)) id = s.dataset.section;
  }
  const link = links.get(id);
  if (link === here) return;
  here?.classList.remove("here");
  here = link ?? null;
  here?.classList.add("here");
  inSight(here);
}

// Moves the contents list alone: the page stays where the reader is.
function inSight(link) {
  const list = link?.closest(".beside");
  if (!list) return;
  const at = link.getBoundingClientRect(), box = list.getBoundingClientRect();
  if (at.top < box.top + 20 || at.bottom > box.bottom - 20) list.scrollTop += at.top - box.top - box.height / 3;
}
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; locate(); });
}, { passive: true });
inSight(links.get(article.dataset.provision));

// A citation to copy: what a person would write, and the address.
for (const heading of document.querySelectorAll("[data-clause]")) {
  const id = heading.dataset.clause.split("/")[1];
  const button = heading.querySelector("[data-copy]");
  if (!button) continue;
  button.parentElement.classList.remove("late");
  button.setAttribute("aria-label", `Copy citation of ${heading.dataset.label}`);
  button.addEventListener("click", async () => {
    const text = `${heading.dataset.label}, ${article.dataset.name}\n${location.origin}/agreements/${agreement}/${id}`;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Could not copy";
    }
    setTimeout(() => { button.textContent = "Copy citation"; }, 1600);
  });
}

// What a reference leads to, on hover and on focus.
const box = document.createElement("div");
box.className = "preview";
box.id = "preview";
box.setAttribute("role", "tooltip");
box.hidden = true;
document.body.append(box);
const known = new Map();
let timer = 0, shownFor = null;

function read(path) {
  if (!known.has(path)) {
    known.set(path, fetch(path).then((r) => (r.ok ? r.json() : Promise.reject(new Error(r.statusText)))));
  }
  return known.get(path);
}

async function show(link) {
  const to = new URL(link.href);
  const [, , id, provision] = to.pathname.split("/");
  const answer = await read(`/api/v1/agreements/${id}/provisions/${provision}`);
  if (shownFor !== link) return;
  const p = answer.provision ?? answer;
  const title = document.createElement("strong");
  title.textContent = [p.citation, p.title].filter(Boolean).join(" – ");
  const text = document.createElement("p");
  const words = p.text || (answer.children ?? []).map((c) => c.citation ?? c.title).join("; ");
  text.textContent = words.length > 600 ? words.slice(0, 600).replace(/\s\S*$/, "") + " …" : words;
  box.replaceChildren(title, text);
  box.hidden = false;
  const at = link.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 16);
  const below = at.bottom + box.offsetHeight + 12 < innerHeight;
  box.style.left = `${Math.max(8, left) + scrollX}px`;
  box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + scrollY}px`;
  link.setAttribute("aria-describedby", "preview");
}

function hide() {
  clearTimeout(timer);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  box.hidden = true;
}

function want(link, wait) {
  if (shownFor === link) return;
  hide();
  shownFor = link;
  timer = setTimeout(() => show(link).catch(hide), wait);
}

for (const link of document.querySelectorAll(".text a.ref, .text sup a, .side section a")) {
  if (!link.pathname.startsWith("/agreements/")) continue;
  link.removeAttribute("title");
  link.addEventListener("mouseenter", () => want(link, 180));
  link.addEventListener("mouseleave", hide);
  link.addEventListener("focus", () => want(link, 0));
  link.addEventListener("blur", hide);
}
addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
