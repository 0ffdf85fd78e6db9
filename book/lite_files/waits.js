// The course's own additions to the browser edition: a bar that says what one waits for, the table of contents beside the
// notebook, the site's own notebooks trusted (their buttons run cells), and all kept without live views, which no kernel
// would know again.
(() => {
  const VIEW = "application/vnd.jupyter.widget-view+json";
  const bar = document.createElement("div");
  bar.setAttribute("role", "status");
  bar.style.cssText = "position:fixed;bottom:0;left:0;right:0;z-index:10000;padding:.5em 1em;background:#0b5fa5;color:#fff;" +
    "font:15px/1.4 system-ui,sans-serif;display:none";
  const say = (text, colour) => {
    bar.style.display = text ? "block" : "none";
    bar.style.background = colour || "#0b5fa5";
    if (bar.textContent !== text) bar.textContent = text;
  };

  // As the server's setting does elsewhere: what has a still form is saved in that form alone.
  const still = (content) => {
    const copy = JSON.parse(JSON.stringify(content));
    let left = false;
    for (const cell of copy.cells || []) {
      for (const output of cell.outputs || []) {
        const data = output.data || {};
        if (VIEW in data && "text/html" in data) delete data[VIEW];
        left = left || VIEW in data;
      }
    }
    if (!left && copy.metadata) delete copy.metadata.widgets;
    return copy;
  };
  const keepStill = (contents) => {
    const save = contents.save.bind(contents);
    contents.save = (path, options) =>
      save(path, options && options.type === "notebook" ? { ...options, content: still(options.content) } : options);
  };

  // As `helpers.prepare.trust` does elsewhere: notebooks that came with the site, by its own list.
  let ours = new Set();
  const learn = (root) => fetch(root + "api/contents/notebooks/all.json").then((answer) => answer.json())
    .then((list) => { ours = new Set(list.content.map((one) => one.path)); }).catch(() => {});
  const trust = (panel) => {
    if (!panel.context.isReady || !ours.has(panel.context.path.replace(/^.*:/, ""))) return;
    for (const cell of panel.content.model.cells) if (!cell.trusted) cell.trusted = true;
  };

  const states = new WeakMap(); // kernel → when it was first seen, and whether it has been ready
  let beside = false;
  const look = (app) => {
    const panel = app.shell.currentWidget;
    const context = panel && panel.sessionContext;
    if (!context) return say("");
    if (panel.content && panel.content.model) trust(panel);
    if (!beside) {
      beside = true;
      app.commands.execute("toc:show-panel").catch(() => {});
    }
    const kernel = context.session && context.session.kernel;
    const state = states.get(kernel || context) || { since: Date.now() };
    states.set(kernel || context, state);
    const ready = kernel && (kernel.status === "idle" || kernel.status === "busy") && kernel.connectionStatus === "connected";
    if (ready && !state.ready) state.ready = Date.now();
    const waited = (Date.now() - state.since) / 1000;
    if (state.ready) return say(Date.now() - state.ready < 4000 ? "Python is here." : "", "#00796b");
    if (waited < 90) return say(`Python is loading, about half a minute (${Math.round(waited)} s). You can read on meanwhile.`);
    say("Python has not come yet. Is the network slow, or does it block the place that Python comes from? Reload the page to try again.", "#c2410c");
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(bar);
    say("The course is opening …");
    const wait = setInterval(() => {
      const app = window.jupyterapp;
      if (!app) return;
      clearInterval(wait);
      learn(new URL("..", location.href).href);
      keepStill(app.serviceManager.contents);
      setInterval(() => look(app), 500);
    }, 200);
  });
})();
