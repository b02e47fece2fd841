// Titles that go on as somebody types, below the field of a search form: the combobox of the ARIA patterns.
// Nothing depends on it: the form works without, and whoever saves data is not asked for more.
"use strict";

const WAIT = 200; // ms after the last letter

for (const field of navigator.connection?.saveData ? [] : document.querySelectorAll("[data-suggest]")) {
  const { suggest: address, suggestions: label } = field.dataset;
  const list = document.createElement("span");
  const status = document.createElement("span");
  let active = -1; // the title that is chosen; -1 is the field itself
  let asking, timer;

  function put(element, attributes) {
    for (const name in attributes) element.setAttribute(name, attributes[name]);
  }

  function choose(number) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = number;
    const title = list.children[active];
    title?.setAttribute("aria-selected", "true");
    title?.scrollIntoView({ block: "nearest" });
    put(field, { "aria-activedescendant": title ? title.id : "" });
  }

  function show(found) {
    list.replaceChildren(...found.map(({ title, html_url, lang, dir }, number) => {
      const option = document.createElement("span");
      put(option, { role: "option", class: "suggestions__title", id: `${list.id}-${number}`, lang, dir });
      option.setAttribute("aria-selected", "false");
      option.textContent = title;
      // The path alone: a reader stays on the host that was chosen, such as an onion address.
      option.addEventListener("click", () => location.assign(new URL(html_url).pathname));
      return option;
    }));
    list.hidden = !found.length;
    active = -1;
    put(field, { "aria-expanded": String(!list.hidden), "aria-activedescendant": "" });
    status.textContent = found.length ? `${label}: ${found.length}` : "";
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    show([]);
  }

  async function ask() {
    asking = new AbortController();
    const { signal } = asking;
    const query = new URLSearchParams({ q: field.value, language: document.documentElement.lang.toLowerCase() });
    try {
      // Not stored: what is typed must leave nothing on the phone.
      const answer = await fetch(`${address}?${query}`, { signal, cache: "no-store" });
      const found = answer.ok ? (await answer.json()).items : [];
      if (!signal.aborted) show(found);
    } catch {
      if (!signal.aborted) show([]); // offline: no titles are no error
    }
  }

  function wait(event) {
    if (event.isComposing) return;
    clearTimeout(timer);
    asking?.abort();
    if (field.value.trim()) timer = setTimeout(ask, WAIT);
    else close();
  }

  function press(event) {
    const places = list.children.length + 1;
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose((active + 2) % places - 1);
    else if (event.key === "ArrowUp") choose((active + places) % places - 1);
    else if (event.key === "Enter" && active >= 0) list.children[active].click();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  put(list, { role: "listbox", class: "suggestions", id: `${field.id}-titles`, "aria-label": label });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // or the field would lose the focus
  put(status, { role: "status", class: "visually-hidden" });
  put(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
  show([]);
  field.after(list, status);
  field.addEventListener("input", wait);
  field.addEventListener("compositionend", wait);
  field.addEventListener("keydown", press);
  field.addEventListener("blur", close);
}
