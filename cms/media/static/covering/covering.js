/* Draws covers over a picture by mouse, pen, finger and keyboard. Without it, the form of numbers does the same. */

(() => {
  const form = document.querySelector("[data-covering]");
  if (!form || !window.PointerEvent) return;

  const part = (name) => form.querySelector(`[data-${name}]`);
  const texts = JSON.parse(document.getElementById("covering-texts").textContent);
  const stage = part("stage");
  const list = part("boxes");
  const status = part("status");
  const rows = part("rows");
  const empty = part("empty");
  const total = form.querySelector("[name=covers-TOTAL_FORMS]");
  const covers = new window.Covers(Number(form.querySelector("[name=covers-MAX_NUM_FORMS]").value));
  const FIELDS = ["left", "top", "width", "height", "shape", "style"];
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const CORNERS = [[0, 0], [1, 0], [0, 1], [1, 1]];
  const TAP = 6; // pixels that a finger moves on a tap
  const items = new Map();
  const look = { shape: "oval", style: "mosaic" };
  let selected = null;
  let drag = null;
  let saying = 0;

  const fill = (text, values) => text.replace(/{(\w+)}/g, (all, name) => (name in values ? values[name] : all));
  const say = (name, values = {}) => { status.textContent = fill(texts[name], values); };

  /* The name of a box, as one hears it. */
  const named = (box) => {
    const alike = box.isProposal ? covers.proposals : covers.kept;
    return fill(texts[box.isProposal ? "proposal" : "cover"], { n: alike.indexOf(box) + 1 });
  };
  const placed = (box) =>
    fill(texts.place, Object.fromEntries(FIELDS.slice(0, 4).map((name) => [name, Math.round(box[name])])));

  const made = (box) => {
    const item = document.createElement("li");
    const grip = document.createElement("div");
    grip.className = "covering__grip";
    grip.tabIndex = 0;
    grip.setAttribute("role", "application");
    grip.setAttribute("aria-roledescription", texts.kind);
    grip.setAttribute("aria-describedby", "covering-keys");
    const number = document.createElement("span");
    number.className = "covering__number";
    number.setAttribute("aria-hidden", "true");
    item.append(grip, number);
    grip.addEventListener("focus", () => select(box.id));
    grip.addEventListener("keydown", (event) => press(event, box.id));
    items.set(box.id, item);
    list.append(item);
    return item;
  };

  const show = () => {
    for (const [id, item] of items) {
      if (!covers.find(id)) {
        item.remove();
        items.delete(id);
      }
    }
    if (!covers.find(selected)) selected = null;
    for (const box of covers.boxes) {
      const item = items.get(box.id) || made(box);
      const shown = box.isProposal ? "proposal" : box.style;
      const mark = box.id === selected ? " covering__box--selected" : "";
      item.className = `covering__box covering__box--${box.shape} covering__box--${shown}${mark}`;
      for (const name of FIELDS.slice(0, 4)) item.style[name] = `${box[name]}%`;
      item.querySelector(".covering__grip").setAttribute("aria-label", `${named(box)}: ${placed(box)}`);
      const alike = box.isProposal ? covers.proposals : covers.kept;
      item.querySelector(".covering__number").textContent = `${alike.indexOf(box) + 1}${box.isProposal ? "?" : ""}`;
    }
    showHandles();
    showTools();
    if (!rows.contains(document.activeElement)) writeRows();
  };

  const showHandles = () => {
    list.querySelectorAll(".covering__handle").forEach((handle) => handle.remove());
    if (!selected) return;
    for (const [x, y] of CORNERS) {
      const handle = document.createElement("span");
      handle.className = "covering__handle";
      handle.dataset.corner = `${x}${y}`;
      // Outside of the box, so that a small one can still be moved.
      handle.style[x ? "left" : "right"] = "calc(100% - 0.25rem)";
      handle.style[y ? "top" : "bottom"] = "calc(100% - 0.25rem)";
      handle.style.cursor = x === y ? "nwse-resize" : "nesw-resize";
      items.get(selected).append(handle);
    }
  };

  const showTools = () => {
    const box = covers.find(selected);
    form.querySelector("[data-do=undo]").disabled = !covers.past.length;
    form.querySelector("[data-do=keep-all]").hidden = !covers.proposals.length;
    part("selected").hidden = !box;
    if (!box) return;
    part("name").textContent = named(box);
    form.querySelector("[data-do=keep]").hidden = !box.isProposal;
    for (const name of ["shape", "style"]) {
      form.querySelector(`[name=selected-${name}][value=${box[name]}]`).checked = true;
    }
  };

  /* The numbers that are sent. A found face that nobody covered is not among them. */
  const writeRows = () => {
    rows.replaceChildren(
      ...covers.kept.map((box, index) => {
        const row = empty.content.cloneNode(true).firstElementChild;
        row.innerHTML = row.innerHTML.replaceAll("__prefix__", String(index));
        row.querySelector("legend").textContent = fill(texts.cover, { n: index + 1 });
        row.querySelector("[data-field=DELETE]")?.remove();
        for (const name of FIELDS) {
          const input = row.querySelector(`[data-field=${name}] :is(input, select)`);
          input.value = box[name];
          input.addEventListener("change", () => write(box.id, name, input.value));
        }
        return row;
      }),
    );
    total.value = covers.kept.length;
  };

  const write = (id, name, value) => {
    const box = covers.find(id);
    if (!box || value === "") return;
    covers.remember();
    if (name === "shape" || name === "style") box[name] = value;
    else covers.place(box, { ...box, [name]: Number(value) });
    show();
  };

  const select = (id) => {
    if (selected === id) return;
    selected = id;
    show();
  };

  const focus = (box) => items.get(box.id)?.querySelector(".covering__grip").focus({ preventScroll: true });

  const add = (place) => {
    covers.remember();
    const box = covers.add({ ...look, ...place });
    if (!box) {
      covers.past.pop();
      say("too_many");
      return null;
    }
    selected = box.id;
    show();
    return box;
  };

  /* A new cover of a usual size, around a point of the picture. */
  const addAt = (x, y) => {
    const width = 14;
    const height = (width * 1.25 * stage.clientWidth) / stage.clientHeight;
    const box = add({ left: x - width / 2, top: y - height / 2, width, height });
    if (box) {
      focus(box);
      say("added", { n: covers.kept.indexOf(box) + 1 });
    }
  };

  const keep = (box) => {
    if (!box.isProposal) return;
    covers.remember();
    box.isProposal = false;
    show();
    say("kept");
  };

  const remove = (box) => {
    const index = covers.boxes.indexOf(box);
    covers.remember();
    covers.remove(box);
    show();
    say("removed");
    const next = covers.boxes[Math.min(index, covers.boxes.length - 1)];
    if (next) focus(next);
    else form.querySelector("[data-do=add]").focus();
  };

  const grow = (box, by) => {
    covers.remember();
    covers.grow(box, box.width * by, box.height * by);
    show();
  };

  const actions = {
    add: () => addAt(50, 50),
    undo: () => {
      covers.undo();
      show();
      say("undone");
    },
    "keep-all": () => {
      covers.remember();
      covers.proposals.forEach((box) => { box.isProposal = false; });
      show();
      say("all_kept");
    },
    keep: () => keep(covers.find(selected)),
    remove: () => remove(covers.find(selected)),
    bigger: () => grow(covers.find(selected), 0.15),
    smaller: () => grow(covers.find(selected), -0.15),
  };

  const press = (event, id) => {
    const box = covers.find(id);
    if (event.key in ARROWS && !event.altKey && !event.metaKey) {
      const step = event.ctrlKey ? 0.25 : 1;
      const [x, y] = ARROWS[event.key].map((direction) => direction * step);
      if (!event.repeat) covers.remember();
      if (event.shiftKey) covers.place(box, { ...box, width: box.width + x, height: box.height + y });
      else covers.place(box, { ...box, left: box.left + x, top: box.top + y });
      show();
      clearTimeout(saying);
      saying = setTimeout(() => { status.textContent = placed(box); }, 400);
    } else if (event.key === "Delete" || event.key === "Backspace") remove(box);
    else if (event.key === "Enter" || event.key === " ") keep(box);
    else if (event.key === "Escape") select(null);
    else return;
    event.preventDefault();
  };

  /* Where a pointer is, in percent of the picture. */
  const point = (event) => {
    const frame = stage.getBoundingClientRect();
    return [((event.clientX - frame.left) / frame.width) * 100, ((event.clientY - frame.top) / frame.height) * 100];
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button || drag) return;
    event.preventDefault();
    const item = event.target.closest(".covering__box");
    const id = [...items].find(([, known]) => known === item)?.[0];
    const box = id ? covers.find(id) : null;
    const corner = event.target.dataset.corner;
    const start = point(event);
    drag = { pointer: event.pointerId, start, from: [event.clientX, event.clientY], isMoved: false };
    if (box && corner) {
      const [x, y] = [...corner].map(Number);
      drag.fixed = [x ? box.left : box.left + box.width, y ? box.top : box.top + box.height];
      drag.box = box;
    } else if (box) {
      drag.box = box;
      drag.place = { ...box };
      drag.wasSelected = selected === box.id;
      select(box.id);
      focus(box);
    }
    stage.setPointerCapture(event.pointerId);
  });

  stage.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const far = Math.hypot(event.clientX - drag.from[0], event.clientY - drag.from[1]);
    if (!drag.isMoved && far < TAP) return;
    const [x, y] = point(event);
    if (!drag.isMoved) {
      drag.isMoved = true;
      if (drag.box) covers.remember();
      else {
        drag.box = add({ left: drag.start[0], top: drag.start[1], width: 1, height: 1 });
        drag.fixed = drag.start;
      }
    }
    if (!drag.box) return;
    if (drag.fixed) covers.span(drag.box, drag.fixed, [x, y]);
    else {
      const left = drag.place.left + x - drag.start[0];
      covers.place(drag.box, { ...drag.place, left, top: drag.place.top + y - drag.start[1] });
    }
    show();
  });

  const drop = (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { box, isMoved, fixed, start } = drag;
    drag = null;
    if (event.type === "pointercancel") return;
    if (isMoved && box) focus(box);
    else if (box && !fixed) keep(box);
    else if (!box && selected) select(null);
    else if (!box && !isMoved) addAt(...start);
  };
  stage.addEventListener("pointerup", drop);
  stage.addEventListener("pointercancel", drop);

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do]();
  });

  form.addEventListener("keydown", (event) => {
    const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!isUndo || event.target.matches("input, select")) return;
    event.preventDefault();
    if (covers.past.length) actions.undo();
  });

  part("selected").addEventListener("change", (event) => {
    const name = event.target.name.replace("selected-", "");
    const box = covers.find(selected);
    if (!box || !(name in look)) return;
    covers.remember();
    box[name] = look[name] = event.target.value;
    show();
  });

  form.addEventListener("submit", (event) => {
    writeRows();
    const undecided = covers.proposals.length;
    if (!covers.kept.length) {
      event.preventDefault();
      say("nothing");
      status.scrollIntoView({ block: "center" });
    } else if (undecided && !window.confirm(fill(texts.undecided, { n: undecided }))) event.preventDefault();
    if (!event.defaultPrevented) part("save").disabled = true; // a double click sends it once
  });
  window.addEventListener("pageshow", () => { part("save").disabled = false; });

  const promise = form.querySelector("[name=is_all]");
  const ask = () => {
    for (const choice of form.querySelectorAll("[name=people]")) choice.required = promise.checked;
  };
  promise.addEventListener("change", ask);
  ask();

  const lookForFaces = async () => {
    say("looking");
    try {
      const answer = await fetch(form.dataset.faces, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const { faces } = await answer.json();
      for (const face of faces) covers.add({ ...face, isProposal: true });
      show();
      say(faces.length ? "found" : "none", { n: faces.length });
    } catch {
      say("failed");
    }
  };

  /* What was sent and came back with an error, or was found without JavaScript. */
  for (const row of rows.querySelectorAll("[data-row]")) {
    const [left, top, width, height, shape, style] = FIELDS.map(
      (name) => row.querySelector(`[data-field=${name}] :is(input, select)`).value,
    );
    if (width === "" || height === "") continue;
    covers.add({ left: Number(left), top: Number(top), width: Number(width), height: Number(height), shape, style });
  }
  part("drawn").remove();
  form.classList.add("covering--drawing");
  for (const name of ["tools", "keys"]) part(name).hidden = false;
  part("plain").hidden = true;
  part("numbers").open = false;
  show();
  if (form.dataset.isNew === "yes") lookForFaces();
})();
