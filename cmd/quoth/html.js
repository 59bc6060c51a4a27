// Pointing at any part of a statement, or reaching it with the tab key, shows
// all of it and puts the rest back. A click keeps it so; Escape lets go.
(() => {
  const parts = new Map();
  for (const part of document.querySelectorAll("[data-of]")) {
    for (const key of part.dataset.of.split(" ")) {
      if (!parts.has(key)) parts.set(key, []);
      parts.get(key).push(part);
    }
  }
  let kept = [];
  let shown = [];

  const show = (keys) => {
    for (const part of document.querySelectorAll(".shown")) part.classList.remove("shown", "as-source", "as-cue", "as-content");
    for (const text of document.querySelectorAll(".showing")) text.classList.remove("showing");
    shown = keys.filter((key) => parts.has(key));
    for (const key of shown) {
      for (const part of parts.get(key)) {
        part.classList.add("shown");
        const { of, as } = part.dataset;
        if (as) part.classList.add("as-" + as.split(" ")[of.split(" ").indexOf(key)]);
        part.closest("article").querySelector(".text").classList.add("showing");
      }
    }
  };

  // The list beside the text scrolls by itself; the page stays where it is.
  const reveal = () => {
    const entry = shown.length && document.getElementById(shown[0] + "-s");
    const list = entry && entry.closest("aside");
    if (!list || getComputedStyle(list).position !== "sticky") return;
    const above = entry.getBoundingClientRect().top - list.getBoundingClientRect().top;
    const below = entry.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
    if (above < 0) list.scrollTop += above - 16;
    else if (below > 0) list.scrollTop += below + 16;
  };

  const meant = (event) => {
    const part = event.target.closest && event.target.closest("[data-means]");
    return part ? part.dataset.means.split(" ") : null;
  };
  const inText = (event) => event.target.closest(".text") !== null;

  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      show(meant(event) || kept);
      if (meant(event) && inText(event)) reveal();
    });
  }
  document.addEventListener("focusout", () => show(kept));
  document.documentElement.addEventListener("mouseleave", () => show(kept));

  document.addEventListener("click", (event) => {
    const keys = meant(event);
    if (String(getSelection()) !== "") return;
    kept = keys && keys.join() !== kept.join() ? keys : [];
    show(keys || kept);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show((kept = []));
  });

  const follow = () => {
    const key = location.hash.slice(1).replace(/-s$/, "");
    if (parts.has(key)) show((kept = [key]));
  };
  addEventListener("hashchange", follow);
  follow();
})();
