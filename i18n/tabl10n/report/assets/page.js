"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const rows = all("tr.row");
  const toolbar = document.querySelector(".toolbar");
  const texts = new Map();
  const step = 500; // rows laid out at once: ten thousand would take many seconds
  let most = step;
  const chosen = { rule: new Set(), severity: new Set() };

  const detailsOf = (row) => row.nextElementSibling;
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, (row.textContent + " " + titles(row)).toLowerCase());
    return texts.get(row);
  };
  const titles = (row) => all("[title]", row).map((element) => element.title).join(" ");

  // A finding passes when its rule and its severity are chosen; nothing chosen means that all are.
  const passes = (found) => {
    const [rule, severity] = found.split("/");
    return (!chosen.rule.size || chosen.rule.has(rule)) && (!chosen.severity.size || chosen.severity.has(severity));
  };
  const isNarrowed = () => chosen.rule.size + chosen.severity.size > 0;
  const hasFinding = (row) => row.dataset.found.split(" ").some((found) => found && passes(found));
  const isShown = (row, words) =>
    (hasFinding(row) || (one("sound").checked && !isNarrowed() && !row.dataset.found)) &&
    words.every((word) => textOf(row).includes(word));

  const show = (row, shown) => {
    row.hidden = !shown;
    detailsOf(row).hidden = !shown || !row.classList.contains("opened");
  };

  const update = () => {
    const words = one("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const shown = isShown(row, words);
      count += shown;
      show(row, shown && count <= most);
    }
    for (const damage of all(".damage")) damage.classList.toggle("off", !passes(damage.dataset.found));
    for (const cell of all(".copy.damaged")) cell.classList.toggle("off", !cell.querySelector(".damage:not(.off)"));
    for (const item of all(".elsewhere li"))
      item.hidden = !passes(`${item.closest(".elsewhere").dataset.rule}/${item.dataset.severity}`);
    for (const list of all(".elsewhere")) list.hidden = all("li", list).every((item) => item.hidden);
    one("shown").textContent = `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows`;
    const more = one("more");
    more.hidden = count <= most;
    if (!more.hidden) more.textContent = `Show more of the other ${(count - most).toLocaleString("en")} rows`;
    one("clear").hidden = !isNarrowed() && !words.length;
  };

  const toggle = (button, kind) => {
    const set = chosen[kind];
    const value = button.dataset[kind];
    set.has(value) ? set.delete(value) : set.add(value);
    button.setAttribute("aria-pressed", set.has(value));
    update();
  };

  const clear = () => {
    chosen.rule.clear();
    chosen.severity.clear();
    for (const button of all("[aria-pressed]")) button.setAttribute("aria-pressed", "false");
    one("search").value = "";
    update();
  };

  const open = (row) => {
    const opened = row.classList.toggle("opened");
    row.querySelector(".open").setAttribute("aria-expanded", opened);
    detailsOf(row).hidden = !opened;
  };

  // The row that is on the line, else the first one after it, else the last.
  const jump = (line) => {
    const target = rows.find((row) => Number(row.id.slice(1)) >= line) || rows[rows.length - 1];
    if (!target) return;
    for (const row of all("tr.found")) row.classList.remove("found");
    show(target, true);
    target.classList.add("found");
    target.scrollIntoView({ block: "center" });
    target.querySelector(".open").focus({ preventScroll: true });
  };

  for (const button of all(".rule")) button.addEventListener("click", () => toggle(button, "rule"));
  for (const button of all(".pill")) button.addEventListener("click", () => toggle(button, "severity"));
  one("search").addEventListener("input", update);
  one("sound").addEventListener("change", update);
  one("more").addEventListener("click", () => {
    most += step;
    update();
  });
  one("clear").addEventListener("click", clear);
  one("line").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !one("line").value) return;
    event.preventDefault(); // else the row's button, focused by now, takes the key too
    jump(Number(one("line").value));
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr.row");
    if (row && event.target.closest(".open, td.damaged") && !String(getSelection())) open(row);
  });
  addEventListener("beforeprint", () => {
    for (const list of all(".elsewhere")) list.open = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input")) {
      event.preventDefault();
      one("search").focus();
    }
    if (event.key === "Escape") clear();
  });
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", `${toolbar.offsetHeight}px`);
  }).observe(toolbar);

  toolbar.hidden = false;
  one("sound").checked = !rows.some((row) => row.dataset.found);
  update();
  document.body.classList.add("ready");
  const line = /^#L(\d+)$/.exec(location.hash);
  if (line) jump(Number(line[1]));
})();
