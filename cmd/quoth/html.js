// Pointing at any part of a statement, or reaching it with the tab key, shows
// all of it and puts the rest back; so it is with the mentions of a speaker. A
// click keeps it so; Escape lets go.
(() => {
  const parts = new Map(); // what belongs to a statement or speaks of a speaker
  const speaker = new Map(); // of a statement
  const put = (key, part) => {
    if (!parts.has(key)) parts.set(key, []);
    parts.get(key).push(part);
  };
  for (const part of document.querySelectorAll("[data-of], [data-who], [data-speaker]")) {
    const { of, who, says, speaker: itself } = part.dataset;
    for (const list of [of, who, itself]) {
      if (list) for (const key of list.split(" ")) put(key, part);
    }
    if (says) speaker.set(of, says);
  }
  let kept = [];
  let shown = [];

  const show = (keys) => {
    for (const part of document.querySelectorAll(".shown, .meant")) part.classList.remove("shown", "meant", "as-source", "as-cue", "as-date", "as-figure", "as-content");
    for (const text of document.querySelectorAll(".showing")) text.classList.remove("showing");
    shown = keys.filter((key) => parts.has(key));
    for (const key of new Set([...shown, ...shown.map((key) => speaker.get(key))])) {
      for (const part of parts.get(key) || []) {
        const { of, as, who } = part.dataset;
        if (who && who.split(" ").includes(key)) {
          part.classList.add("meant");
        } else if (shown.includes(key)) {
          part.classList.add("shown");
          if (as) part.classList.add("as-" + as.split(" ")[of.split(" ").indexOf(key)]);
        }
        if (shown.includes(key)) part.closest("article").querySelector(".text").classList.add("showing");
      }
    }
  };

  // The list beside the text scrolls by itself; the page stays where it is.
  const reveal = () => {
    const entry = shown.length && (document.getElementById(shown[0] + "-s") || document.getElementById(shown[0]));
    const list = entry && entry.closest("aside");
    if (!list || getComputedStyle(list).position !== "sticky") return;
    const above = entry.getBoundingClientRect().top - list.getBoundingClientRect().top;
    const below = entry.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
    if (above < 0) list.scrollTop += above - 16;
    else if (below > 0) list.scrollTop += below + 16;
  };

  const meant = (event) => {
    const part = event.target.closest && event.target.closest("[data-means], [data-who], [data-speaker]");
    if (!part) return null;
    const { means, who, speaker } = part.dataset;
    return (means || who || speaker).split(" ");
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
