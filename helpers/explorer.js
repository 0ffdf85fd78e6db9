// A picture whose marks say what they are, to pointer, touch and keyboard, without asking the kernel.
// A click on a state follows it, in every picture of the course that this browser opens.

const SVG = "http://www.w3.org/2000/svg";
const REACH = 9; // points from a dot or a line at which it still answers

const shape = (tag, attributes) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

// The marks one by one, in the order in which arrow keys walk through them.
const flat = (groups) => groups.flatMap((group, kind) => group.texts.map((text, i) => {
  const [name, value] = group.name === undefined ? text : [group.name, text];
  const [where] = ["at", "boxes", "links", "gid"].filter((key) => key in group);
  return { kind, i, name, value, unit: group.unit, where, place: where === "gid" ? group.gid : group[where][i] };
}));

const toLine = (x, y, [a, b, c, d]) => {
  const length = (c - a) ** 2 + (d - b) ** 2 || 1;
  const t = Math.max(0, Math.min(1, ((x - a) * (c - a) + (y - b) * (d - b)) / length));
  return Math.hypot(x - a - t * (c - a), y - b - t * (d - b));
};

// How far a mark is from a place; what lies under other marks stands back.
const far = (mark, x, y) => {
  const p = mark.place;
  if (mark.where === "at") return Math.hypot(x - p[0], y - p[1]);
  if (mark.where === "links") return toLine(x, y, p) + 4;
  if (mark.where === "boxes") return x >= p[0] - 2 && x <= p[2] + 2 && y >= p[1] - 2 && y <= p[3] + 2 ? 5 : Infinity;
  return Infinity;
};

const FOLLOWED = "course-followed";
const followed = () => { try { return localStorage.getItem(FOLLOWED) ?? ""; } catch { return window[FOLLOWED] ?? ""; } };
const follow = (name) => {
  try { localStorage.setItem(FOLLOWED, name); } catch { window[FOLLOWED] = name; }
  window.dispatchEvent(new Event(FOLLOWED));
};

function render({ model, el }) {
  const stage = document.createElement("div");
  const tip = document.createElement("div");
  const chip = document.createElement("button");
  chip.type = "button";
  chip.className = "course-follow-chip";
  chip.addEventListener("click", () => { follow(""); stage.focus(); });
  stage.className = "course-stage";
  stage.tabIndex = 0;
  stage.dataset.lmSuppressShortcuts = "true"; // arrow keys walk here, not from cell to cell
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "Picture. Arrow keys read its marks one by one; Enter follows a state.");
  tip.className = "course-tip";
  tip.setAttribute("aria-live", "polite");
  tip.hidden = true;
  el.append(stage, tip, chip);

  let svg, marks, now;
  const outline = (mark) => svg.querySelector(`[id="${mark.place}"]`)?.querySelectorAll("path")[mark.i];

  const ringed = (mark, kind) => {
    const p = mark.place;
    const path = mark.where === "gid" && outline(mark);
    const ring = mark.where === "at" ? shape("circle", { cx: p[0], cy: p[1], r: 5.5 })
      : mark.where === "boxes" ? shape("rect", { x: p[0], y: p[1], width: p[2] - p[0], height: p[3] - p[1] })
      : mark.where === "links" ? shape("line", { x1: p[0], y1: p[1], x2: p[2], y2: p[3] })
      : path ? shape("path", { d: path.getAttribute("d") }) : null;
    ring?.setAttribute("class", kind);
    if (ring) svg.append(ring);
    return ring;
  };

  // The state that is followed, ringed wherever it stands; a line of its own as a line.
  const keep = () => {
    if (!svg) return;
    svg.querySelectorAll(".course-followed").forEach((node) => node.remove());
    const name = followed();
    chip.hidden = !name || !model.get("states")?.length;
    if (chip.hidden) return;
    const mine = marks().filter((mark) => mark.name === name), lines = new Map();
    for (const mark of mine) {
      if (mark.where === "at") lines.set(mark.kind, [...(lines.get(mark.kind) ?? []), mark]);
      else ringed(mark, "course-followed");
    }
    for (const points of lines.values()) {
      if (points.length < 4) points.forEach((mark) => ringed(mark, "course-followed"));
      else svg.append(shape("polyline", { class: "course-followed", points: points.map((mark) => mark.place.join()).join(" ") }));
    }
    const seen = svg.querySelector(".course-followed");
    chip.textContent = seen ? `Following ${name} ×` : `Following ${name}: not a mark of this picture ×`;
    chip.setAttribute("aria-label", `${chip.textContent.slice(0, -2)}. Stop following.`);
  };

  const toggle = () => {
    if (now && model.get("states")?.includes(now.name)) follow(followed() === now.name ? "" : now.name);
  };

  const hide = () => {
    now = undefined;
    tip.hidden = true;
    svg?.querySelector(".course-ring")?.remove();
  };

  const show = (mark) => {
    if (mark === now) return;
    hide();
    if (!mark) return;
    now = mark;
    const ring = ringed(mark, "course-ring");
    if (!ring) return;
    const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    const name = mark.name || mark.unit;
    tip.replaceChildren(line("b", name), line("span", mark.value ? ` ${mark.value}` : ""),
      line("small", mark.name && mark.value ? mark.unit : ""));
    tip.hidden = false;
    const box = ring.getBoundingClientRect(), home = el.getBoundingClientRect();
    const x = (box.left + box.right) / 2 - home.left;
    tip.style.left = `${Math.max(0, Math.min(x - tip.offsetWidth / 2, home.width - tip.offsetWidth))}px`;
    const top = box.top - home.top - tip.offsetHeight - 6;
    tip.style.top = `${top > -30 ? top : box.bottom - home.top + 6}px`;
  };

  const pick = (event) => {
    if (!svg) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const group = event.target.closest?.("g[id]");
    let best, least = event.pointerType === "touch" ? 2 * REACH : REACH;
    for (const mark of marks()) {
      const d = mark.where !== "gid" ? far(mark, x, y) : group?.id === mark.place && outline(mark) === event.target ? 3 : Infinity;
      if (d < least) [best, least] = [mark, d];
    }
    show(best);
  };

  // Each state once, and only what is to be seen.
  const walkable = () => {
    const seen = new Set(), frame = svg.getBoundingClientRect();
    return marks().filter((mark) => {
      if (mark.where !== "gid") return true;
      const box = outline(mark)?.getBoundingClientRect();
      const hidden = !box || box.right < frame.left || box.left > frame.right || box.bottom < frame.top || box.top > frame.bottom;
      return !hidden && !seen.has(mark.name) && seen.add(mark.name);
    });
  };

  const walk = (event) => {
    const all = walkable(), at = now ? all.findIndex((mark) => mark === now) : -1;
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") hide();
    if (event.key === "Enter") toggle();
    if (to === undefined || !all.length) return;
    event.preventDefault();
    show(all[(to + all.length) % all.length]);
  };

  const draw = () => {
    hide();
    stage.innerHTML = model.get("value");
    svg = stage.querySelector("svg");
    let known;
    marks = () => (known ??= flat(model.get("marks")));
    keep();
  };
  draw();
  window.addEventListener(FOLLOWED, keep);
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) model.send?.({ calm: true });
  model.on("change:value", draw);
  model.on("change:marks", draw);
  model.on("msg:custom", ({ copy, query }) =>
    navigator.clipboard?.writeText(copy ?? `${location.origin}${location.pathname}?${query}`).catch(() => {}));
  if (model.get("asked")) setTimeout(() => el.scrollIntoView({ block: "center" }), 300);
  stage.addEventListener("pointermove", pick);
  stage.addEventListener("pointerdown", pick);
  stage.addEventListener("click", toggle);
  stage.addEventListener("pointerleave", hide);
  stage.addEventListener("scroll", hide);
  stage.addEventListener("keydown", walk);
  stage.addEventListener("focus", () => stage.matches(":focus-visible") && show(walkable()[0]));
  stage.addEventListener("blur", hide);
  return () => window.removeEventListener(FOLLOWED, keep);
}

export default { render };
