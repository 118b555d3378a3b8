// The one module that pages load. Everything here adds to pages that work
// without it; each part is fetched only where the page has something for it.
import { switchTheme } from "./switch.js";

const when = (selector, module) => {
  if (document.querySelector(selector)) import(module);
};

function localStorageHas(key) {
  try { return (localStorage.getItem(key) ?? "[]") !== "[]"; } catch { return false; }
}

// "/" goes to the search box, as on other sites.
addEventListener("keydown", (e) => {
  if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select")) return;
  const box = document.querySelector('input[name="q"]');
  if (!box) return;
  e.preventDefault();
  box.focus();
  box.select();
});

switchTheme();
when('input[name="q"][type="search"]', "./suggest.js");
when("#upload", "./upload.js");
when("[data-provision]", "./reading.js");
if (localStorageHas("tray") || document.querySelector("[data-clause]")) import("./tray.js");
when("[data-compare]", "./compare.js");
