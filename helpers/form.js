// A form of cards: words, fields, buttons, feedback. All wording comes from the kernel; a press sends what was entered.
// Native controls, so that keyboard, screen reader and touch work as everywhere else.

const make = (tag, options = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "html") node.innerHTML = value;
    else if (name in node && !["list", "form"].includes(name)) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
};
const shape = (tag, attributes, text = "") => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
};

// Each field: (what it is, its present value, what to call with a new one) → element.
const FIELDS = {
  choice: (field, value, set) => pick("radio", field, (key) => key === value, (key) => set(key)),

  set(field, value, set) {
    const chosen = new Set(value || []);
    return pick("checkbox", field, (key) => chosen.has(key), (key, on) => {
      if (on) chosen.add(key);
      else chosen.delete(key);
      set(field.options.map(([each]) => each).filter((each) => chosen.has(each)));
    });
  },

  order(field, value, set) {
    const text = Object.fromEntries(field.options);
    let keys = value || field.options.map(([key]) => key);
    const list = make("ol", { className: "order" });
    const said = make("span", { className: "aside", role: "status" });
    const draw = (focus) => {
      list.replaceChildren(...keys.map((key, place) => {
        const button = (step, sign, word) => make("button", {
          type: "button", className: "small", textContent: sign, disabled: !(place + step in keys), "aria-label": `Move ${word}: ${text[key]}`,
          onclick: () => {
            keys = keys.slice();
            [keys[place], keys[place + step]] = [keys[place + step], keys[place]];
            set(keys);
            draw([key, word]);
            said.textContent = `${text[key]}: place ${place + step + 1} of ${keys.length}`;
          },
        });
        return make("li", { "data-key": key }, button(-1, "↑", "up"), button(1, "↓", "down"), make("span", { textContent: text[key] }));
      }));
      if (!focus) return;
      const row = list.querySelector(`[data-key="${focus[0]}"]`);
      const same = row.querySelector(`[aria-label^="Move ${focus[1]}"]`);
      (same.disabled ? row.querySelector("button:not([disabled])") : same).focus();
    };
    draw();
    return make("fieldset", {}, make("legend", { textContent: field.label }), list, said);
  },

  rule(field, value, set) {
    const chosen = (value || field.slots.map(() => "")).slice();
    return make("fieldset", {}, make("legend", { textContent: field.label }), ...field.slots.map(([slot, options], i) => make(
      "label", { className: "slot" }, make("span", { textContent: slot }),
      make("select", { onchange: (event) => { chosen[i] = event.target.value; set(chosen.slice()); } },
        make("option", { value: "", textContent: "choose …" }),
        ...options.map(([key, text]) => make("option", { value: key, textContent: text, selected: chosen[i] === key }))),
    )));
  },

  number: (field, value, set) => make("label", { className: "number" }, make("span", { textContent: field.label }),
    make("input", { type: "text", inputMode: "decimal", autocomplete: "off", size: 12, value: value ?? "", oninput: (event) => set(event.target.value) }),
    field.unit ? make("span", { textContent: field.unit }) : null),

  text: (field, value, set) => make("label", { className: "long" }, make("span", { textContent: field.label }),
    make("textarea", { rows: field.rows || 4, value: value ?? "", oninput: (event) => set(event.target.value) })),

  code: (field, value, set) => make("label", { className: "long" }, make("span", { textContent: field.label }),
    make("textarea", { className: "code", spellcheck: false, rows: field.rows || 5, value: value ?? "", oninput: (event) => set(event.target.value) })),

  scale(field, value, set, press) {
    const output = make("output", { textContent: value == null ? "not set" : `${value}%` });
    const range = make("input", {
      type: "range", min: 0, max: 100, step: 5, value: value ?? 50, className: value == null ? "unset" : "", "aria-label": field.label,
      "aria-valuetext": value == null ? "not set" : `${value} per cent`,
    });
    const take = () => {
      range.className = "";
      output.textContent = `${range.value}%`;
      range.setAttribute("aria-valuetext", `${range.value} per cent`);
      set(Number(range.value));
    };
    range.oninput = take;
    range.onchange = () => { take(); press("set"); };
    range.onclick = () => { if (value == null) { take(); press("set"); } };  // in the middle, a click moves nothing
    return make("div", { className: "scale" }, make("span", { className: "question", textContent: field.shown }), make("span", { className: "aside", textContent: field.ends[0] }), range,
      make("span", { className: "aside", textContent: field.ends[1] }), output);
  },

  sketch(field, value, set) {
    const [wide, high, left, right, top, bottom] = [640, 300, 64, 20, 16, 34];
    const { low, high: most, labels } = field;
    const x = (i) => left + ((wide - left - right) * i) / (labels.length - 1);
    const y = (v) => top + ((high - top - bottom) * (most - v)) / (most - low);
    const step = field.step || (most - low) / 50;
    const points = value ? value.slice() : labels.map((_, i) => (field.first != null && i === 0 ? field.first : (low + most) / 2));
    const svg = shape("svg", { viewBox: `0 0 ${wide} ${high}`, role: "group", "aria-label": field.label });
    const unit = (field.unit || "").startsWith("%") ? "%" : "";  // other units stand in the label: ticks have no room
    const shown = (v) => `${Number(v.toPrecision(3)).toLocaleString("en")}${unit}`;
    for (const v of [low, (low + most) / 2, most]) {
      svg.append(shape("line", { x1: left, x2: wide - right, y1: y(v), y2: y(v), class: "grid" }),
        shape("text", { x: left - 12, y: y(v) + 5, "text-anchor": "end" }, shown(v)));
    }
    labels.forEach((label, i) => svg.append(shape("text", { x: x(i), y: high - 8, "text-anchor": "middle" }, label)));
    const line = shape("polyline", { class: "line" });
    svg.append(line);
    const handles = labels.map((label, i) => {
      const dot = shape("circle", { r: 11, cx: x(i), class: "dot", tabindex: 0, role: "slider", "aria-label": `${field.label}: ${label}`, "aria-valuemin": low, "aria-valuemax": most, "aria-orientation": "vertical" });
      const move = (v) => {
        points[i] = Math.min(most, Math.max(low, v));
        draw();
        set(points.slice());
      };
      dot.onkeydown = (event) => {
        const by = { ArrowUp: 1, ArrowRight: 1, PageUp: 5, ArrowDown: -1, ArrowLeft: -1, PageDown: -5 }[event.key];
        if (by || event.key === "Home" || event.key === "End") {
          event.preventDefault();
          move(by ? points[i] + by * step : event.key === "Home" ? low : most);
        }
      };
      dot.onpointerdown = (event) => { dot.setPointerCapture(event.pointerId); dot.focus(); };
      dot.onpointermove = (event) => {
        if (!dot.hasPointerCapture(event.pointerId)) return;
        const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
        move(Math.round((most - ((at.y - top) / (high - top - bottom)) * (most - low)) / step) * step);
      };
      svg.append(dot);
      return dot;
    });
    const draw = () => {
      line.setAttribute("points", points.map((v, i) => `${x(i)},${y(v)}`).join(" "));
      handles.forEach((dot, i) => {
        dot.setAttribute("cy", y(points[i]));
        dot.setAttribute("aria-valuenow", points[i]);
        dot.setAttribute("aria-valuetext", shown(points[i]));
      });
    };
    draw();
    return make("div", { className: "sketch" }, make("span", { textContent: field.label }), svg);
  },
};

function pick(type, field, isChosen, set) {
  const name = `course-${Math.random().toString(36).slice(2)}`; // each form loads this file anew: a counter would repeat
  return make("fieldset", { className: field.inline ? "inline" : "" }, make("legend", { textContent: field.label }),
    ...field.options.map(([key, text], i) => make("label", { className: "option" },
      make("input", { type, name, value: key, checked: isChosen(key), onchange: (event) => set(key, event.target.checked) }),
      make("span", { textContent: field.inline ? text : `${"abcdefghijkl"[i]})\u2002${text}` }))));
}

function drawCard(card, model, node, before) {
  const values = () => ({ ...(model.get("entered")[card.key] || {}) });
  const press = (button) => {
    node.classList.add("waiting");
    clearTimeout(node.courseTimer);
    node.courseTimer = setTimeout(() => {
      node.querySelector(".feedback").textContent = "Still waiting for an answer. If the kernel was restarted, run this cell again, or press ‘Run this lesson’ at the top.";
    }, 8000);
    model.send({ card: card.key, press: button, values: values() });
  };
  const set = (name) => (value) => {
    model.set("entered", { ...model.get("entered"), [card.key]: { ...values(), [name]: value } });
    model.save_changes();
  };
  const part = (name) => node.querySelector(`:scope > .${name}`) || node.appendChild(make("div", { className: name }));
  const changed = (name) => !before || JSON.stringify(before[name]) !== JSON.stringify(card[name]);
  const head = part("head"), fields = part("fields"), buttons = part("buttons"), feedback = part("feedback");
  if (changed("head")) head.innerHTML = card.head;
  if (changed("fields") || (before && before.turn !== card.turn)) {
    fields.replaceChildren(...card.fields.map((field) => FIELDS[field.kind](field, values()[field.name], set(field.name), press)));
    fields.onkeydown = (event) => {
      if (event.key === "Enter" && event.target.matches("input[type=text]") && card.buttons.length) press(card.buttons[0][0]);
    };
  }
  if (changed("buttons")) {
    buttons.replaceChildren(...card.buttons.map(([key, text], i) => make("button", {
      type: "button", className: i ? "" : "first", textContent: text, onclick: () => press(key),
    })));
  }
  if (changed("feedback")) feedback.innerHTML = card.feedback;
}

// Running all cells leaves a notebook at its end; who starts a lesson wants its beginning.
function toTop(el) {
  const notebook = el.closest(".jp-Notebook");
  const cells = notebook ? notebook.querySelectorAll(".jp-Cell") : [];
  const outer = notebook && (notebook.closest(".jp-WindowedPanel-outer") || notebook.querySelector(".jp-WindowedPanel-outer") || notebook);
  if (!cells.length || !cells[cells.length - 1].classList.contains("jp-mod-active")) return;
  if (Date.now() - Number(notebook.dataset.courseTop || 0) < 20000) return;
  notebook.dataset.courseTop = Date.now();
  outer.scrollTop = 0;
}

function render({ model, el }) {
  const root = make("div", { className: "course-form", "data-lm-suppress-shortcuts": "true" });
  // The notebook must not take what is typed here for its own shortcuts; running the cell and saving stay.
  root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey || (event.shiftKey && event.key === "Enter") || event.key === "Escape")) event.stopPropagation();
  });
  el.append(root);
  let drawn = {}, nodes = {}, fold = null;
  const draw = () => {
    for (const card of model.get("cards")) {
      if (!nodes[card.key]) {
        nodes[card.key] = make("section", { className: "course-card" });
        if (card.fold && !fold) root.append((fold = make("details", {}, make("summary", { textContent: card.fold }))));
        (card.fold ? fold : root).append(nodes[card.key]);
      }
      drawCard(card, model, nodes[card.key], drawn[card.key]);
      drawn[card.key] = card;
    }
  };
  const done = (message) => {
    const node = nodes[message.done];
    if (!node) return;
    clearTimeout(node.courseTimer);
    node.classList.remove("waiting");
    if (node.querySelector(".feedback").textContent.startsWith("Still waiting")) node.querySelector(".feedback").innerHTML = drawn[message.done].feedback;
  };
  model.on("change:cards", draw);
  model.on("msg:custom", done);
  draw();
  setTimeout(() => toTop(el), 60);
  return () => { model.off("change:cards", draw); model.off("msg:custom", done); };
}

export default { render };
