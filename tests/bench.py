"""Measure the budgets: `python -m tests.bench [steps browser import nbval memory size class]`; all parts if none is named.

Each budget is a ratio or a limit, with what it is compared to measured in the same run, since machines differ and are
noisy. Nothing here fails; the table says which budgets hold.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_notebook

from helpers.data import DATA, load, tables
from helpers.exercises import lesson, lessons
from helpers.figures import render, svg
from tests import sweep
from tests.refresh import ROOT, notebooks

ROWS = []


def report(what: str, value: str, budget: str, holds: bool) -> None:
    """Add a row to the table and print it at once."""
    ROWS.append((what, value, budget, "holds" if holds else "MISSED"))
    print(f"{'  ' if holds else '! '}{what}: {value} (budget {budget})", flush=True)


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def timed(action) -> float:
    """Return the seconds an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def plain_interact(explorer, values: dict):
    """Return what a notebook author would write: a function that builds a new figure, prints and displays, under `interactive`."""
    import ipywidgets
    from IPython.display import display

    def show(_):
        result = explorer.compute(**values)
        figure = explorer.draw(result)
        explorer._move(figure, result)
        print(explorer.describe(result))
        display(figure)

    panel = ipywidgets.interactive(show, _=ipywidgets.fixed(0))
    display(panel)
    return panel


def measure_steps(path: str) -> None:
    """In a kernel: time each explorer's step, its figure's bare redraw, and a plain `interact` over the same states."""
    found = {}
    for number in lessons():
        for name, build in lesson(number).EXPLORERS.items():
            explorer = build()
            start, states, now = explorer.state(), [], {}
            for control in explorer.controls:
                states += [start | {control: value} for value in sweep.values(explorer.controls[control])]
            states = (states + sweep.corners(explorer))[:20]
            twin = build()  # draws figures anew, so it must not be the panel that is timed
            explorer.widget
            for state in states:  # warm caches once: a lesson may prepare a state the first time it is asked
                explorer.restore(state)

            plain = plain_interact(twin, now)
            times = {"step": [], "png": [], "anew": [], "svg": [], "sent": [], "png size": []}
            for state in states:
                now.update(state)
                times["step"].append(timed(lambda e=explorer, s=state: e.restore(s)))
                times["svg"].append(timed(lambda figure=explorer.figure: svg(figure)))
                times["png"].append(timed(lambda figure=explorer.figure: render(figure)))
                times["anew"].append(timed(plain.update))
                times["sent"].append(len(explorer.widget.picture.value.encode()))
                times["png size"].append(len(render(explorer.figure)))
            found[f"{number} {name}"] = times
    Path(path).write_text(json.dumps(found))


def steps() -> None:
    """One explorer step, against a PNG of its figure and against a plain `interact`, and what is sent; all in one kernel."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/times.json"
        begin = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.bench import measure_steps"
        manager, *_ = run_kernel(["%matplotlib inline", f"{begin}; measure_steps({path!r})"])
        manager.shutdown_kernel(now=True)
        found = json.loads(Path(path).read_text())
    print("\n| explorer | step ms | SVG ms | PNG ms | SVG KB | PNG KB |\n|---|---|---|---|---|---|")
    for name, times in found.items():
        row = [1000 * median(times[key]) for key in ("step", "svg", "png")] + [
            max(times[key]) / 1000 for key in ("sent", "png size")
        ]
        print(f"| {name} | {' | '.join(f'{value:.0f}' for value in row)} |")
    every = p95([seconds for times in found.values() for seconds in times["step"]])
    slowest, name = max((p95(times["step"]), name) for name, times in found.items())
    report("explorer step, all explorers, p95", f"{1000 * every:.0f} ms", "≤ 50 ms", every <= 0.05)
    report(f"slowest explorer ({name}), p95", f"{1000 * slowest:.0f} ms", "told", True)
    for label, other, limit in (("a PNG of the figure", "png", 0.5), ("a plain interact", "anew", 0.4)):
        ratios = {name: median(times["step"]) / median(times[other]) for name, times in found.items()}
        middle, worst = median(ratios.values()), max(ratios, key=ratios.get)
        above = sum(ratio > limit for ratio in ratios.values())
        report(f"step / {label}, median explorer", f"{middle:.2f}", f"≤ {limit}", middle <= limit)
        value = f"{ratios[worst]:.2f}; {above} of {len(ratios)} above"
        report(
            f"step / {label}, worst explorer ({worst})",
            value,
            f"≤ {limit}" if other == "anew" else "told",
            other == "png" or not above,
        )
    sent = [size for times in found.values() for size in times["sent"]]
    report("picture sent per step, median", f"{median(sent) / 1000:.0f} KB", "≤ 20 KB", median(sent) <= 20_000)
    report("picture sent per step, largest", f"{max(sent) / 1000:.0f} KB", "≤ 250 KB", max(sent) <= 250_000)


WATCH = """title => {  // note when each new picture has been drawn, or the label under the pointer
    const card = [...document.querySelectorAll('.course-explorer')].find(n => n.innerText.includes(title));
    window.courseTimes = [];
    new MutationObserver(changes => {
        if (changes.some(c => [...c.addedNodes].some(n => n.nodeName.toLowerCase() === 'svg' || n.querySelector?.('svg'))))
            requestAnimationFrame(() => window.courseTimes.push(performance.now()));
    }).observe(card, {subtree: true, childList: true});
}"""
HOVER = """stage => { window.courseTimes = []; let moved;
    stage.addEventListener('pointermove', () => { moved = performance.now() }, true);
    stage.addEventListener('pointermove', () => requestAnimationFrame(() => window.courseTimes.push(performance.now() - moved))) }"""


# The least that a field and a picture can take in JupyterLab: a ready picture as large as a median one is shown.
BARE = """
import ipywidgets
field, picture = ipywidgets.FloatText(2018, step=1, description="Year"), ipywidgets.HTML()
ready = "<svg width='880' height='495'>" + "".join(f"<path d='M{i} 3L{i + 4} 9'/>" for i in range(420)) + "</svg>"
def moved(change): picture.value = f"{ready}<p>{change['new']}</p>"
field.observe(moved, "value")
ipywidgets.VBox([ipywidgets.HTML("<strong>Bare</strong>"), field, picture])
"""


def browser() -> None:
    """What a reader waits for in a real browser: a key press, a label, play, a lesson, the gallery."""
    from tests.browser import lab

    if lab.chromium() is None:
        print("  no Chromium here: nothing measured in a browser")
        return
    with tempfile.TemporaryDirectory() as folder, lab.browser_page() as page, lab.server(root=Path(folder)) as address:
        shutil.copytree(ROOT / "notebooks", f"{folder}/notebooks")
        empty = new_notebook(cells=[new_code_cell("1")], metadata=nbformat.read(notebooks()[0], as_version=4).metadata)
        nbformat.write(empty, f"{folder}/notebooks/empty.ipynb")
        waits = {}
        for name in ("empty.ipynb", "05_types_of_partnership.ipynb") * 3:
            start = time.perf_counter()
            lab.open_notebook(page, address, f"notebooks/{name}")
            lab.run_all(page)
            waits.setdefault(name[:2], []).append(time.perf_counter() - start)
        (bare, full) = (median(waits[name]) for name in ("em", "05"))
        report("lesson 05 opened, run and live / an empty notebook", f"{full / bare:.1f} ({full:.1f} s)", "≤ 3", full / bare <= 3)  # fmt: skip
        lab.open_notebook(page, address, "notebooks/00_start_here.ipynb")
        lab.run_all(page)
        times = lab.key_to_picture(page, "Growth of alliance ties", "Year", 30)
        report("key press to new picture, p95", f"{p95(times):.0f} ms", "≤ 50 ms", p95(times) <= 50)
        bare = new_notebook(cells=[new_code_cell(BARE)], metadata=empty.metadata)
        nbformat.write(bare, f"{folder}/notebooks/bare.ipynb")
        lab.open_notebook(page, address, "notebooks/bare.ipynb")
        lab.run_all(page)
        least = lab.key_to_picture(page, "Bare", "Year", 30)
        report("… in a bare field that shows a ready picture, p95", f"{p95(least):.0f} ms", "told", True)
        lab.open_notebook(page, address, "notebooks/03_history.ipynb")
        lab.run_all(page)
        card = page.locator(".course-explorer:has(.course-title:text-is('The alliance world by year'))").first
        card.scroll_into_view_if_needed()
        stage = card.locator(".course-stage")
        stage.evaluate(HOVER)
        box = stage.bounding_box()
        for step in range(60):
            page.mouse.move(box["x"] + 60 + 8 * step, box["y"] + box["height"] / 2)
        page.wait_for_function("window.courseTimes.length > 20")
        hover = page.evaluate("window.courseTimes")
        report("hover to label on a map of 200 states, p95", f"{p95(hover):.0f} ms", "≤ 50 ms", p95(hover) <= 50)
        card.get_by_role("button", name="Reset").click()
        world = next(build for build in lesson("03").EXPLORERS.values() if build.title == "The alliance world by year")
        told = sorted({state["year"] for state, _ in world.stories.values()} | {world().controls["year"].low, 2018})
        first, last = max(pairwise(told), key=lambda span: span[1] - span[0])  # play stops where a story is told
        year = card.get_by_label("Year", exact=True).first
        year.fill(str(first + 1))
        year.press("Tab")
        lab.settled(page, 600)
        page.evaluate(WATCH, "The alliance world by year")
        card.get_by_text("fast", exact=True).first.click()
        card.locator(".widget-play button").first.click()
        page.wait_for_function("n => window.courseTimes.length >= n", arg=last - first - 8, timeout=60_000)
        drawn = page.evaluate("window.courseTimes")[3:]
        gaps = [after - before for before, after in pairwise(drawn)]
        rate = 1000 * len(gaps) / sum(gaps)
        report("play of the alliance map, pictures a second", f"{rate:.1f}", "≥ 8", rate >= 8)
        report("play of the alliance map, worst gap", f"{max(gaps):.0f} ms", "≤ 250 ms", max(gaps) <= 250)
    waits = []
    for _ in range(3):
        with lab.server() as address, lab.browser_page(1280, 900) as page:
            start = time.perf_counter()
            page.goto(f"{address}/voila/render/notebooks/gallery.ipynb", timeout=120_000)
            page.wait_for_selector("svg[role=img]", timeout=120_000)
            waits.append(time.perf_counter() - start)
    report("gallery: first picture", f"{median(waits):.1f} s", "≤ 10 s", median(waits) <= 10)


def imports() -> None:
    """Import and first table, against the libraries alone."""
    ours = "from helpers import load; load('alliances')"
    theirs = "import pandas, ipywidgets, matplotlib.pyplot"
    runs = {code: [] for code in (ours, theirs)}
    for _ in range(7):
        for code, seconds in runs.items():
            seconds.append(timed(lambda code=code: subprocess.run([sys.executable, "-c", code], check=True)))
    ratio = median(runs[ours]) / median(runs[theirs])
    report(
        "import helpers + first table / libraries alone",
        f"{ratio:.2f} ({median(runs[ours]):.2f} s)",
        "≤ 1.3",
        ratio <= 1.3,
    )
    slow = [(timed(lambda name=name: load(name)), name) for name in tables()]
    report(f"slowest first load ({max(slow)[1]})", f"{1000 * max(slow)[0]:.0f} ms", "≤ 60 ms", max(slow)[0] <= 0.06)


def nbval() -> None:
    """Strict nbval over all lessons, against as many empty notebooks under the same command."""
    environment = os.environ | {"COURSE_PROGRESS": "memory"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-n",
        "2",
        "--dist",
        "loadscope",
        "--no-loadscope-reorder",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for i in range(len(notebooks())):
            cell = new_code_cell("1", execution_count=1, outputs=[])
            nbformat.write(new_notebook(cells=[cell]), Path(folder, f"empty{i:02d}.ipynb"))
        empty = timed(
            lambda: subprocess.run([*command, "--rootdir", folder, folder], env=environment, capture_output=True)
        )
    full = timed(
        lambda: subprocess.run(
            [*command, "notebooks/gallery.ipynb", "notebooks"], cwd=ROOT, env=environment, capture_output=True
        )
    )
    report(
        f"strict nbval, {len(notebooks())} notebooks / as many empty ones",
        f"{full / empty:.1f} ({full:.0f} s)",
        "≤ 3",
        full / empty <= 3,
    )


def run_kernel(code_cells: list[str]):
    """Start a kernel, run cells, return (client, resident megabytes, seconds)."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(cwd=str(ROOT / "notebooks"))
    start = time.perf_counter()
    for code in code_cells:
        reply = client.execute_interactive(code, timeout=1200, output_hook=lambda message: None)["content"]
        if reply["status"] == "error":
            print("\n".join(reply["traceback"]))
    seconds = time.perf_counter() - start
    process = psutil.Process(manager.provisioner.pid)
    return manager, client, process.memory_info().rss / 1e6, seconds


def code_of(path: Path) -> list[str]:
    """Return the code cells of a notebook."""
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def memory() -> None:
    """A kernel's memory after all cells of a lesson, against the imports alone."""
    os.environ["COURSE_PROGRESS"] = "memory"
    found = []
    for path in notebooks():
        manager, _, megabytes, _ = run_kernel(code_of(path))
        manager.shutdown_kernel(now=True)
        found.append((megabytes, path.stem))
    manager, _, bare, _ = run_kernel(["import pandas, ipywidgets, matplotlib.pyplot"])
    manager.shutdown_kernel(now=True)
    worst = max(found)
    report(
        "kernel after run all, median lesson",
        f"{median(m for m, _ in found):.0f} MB (imports alone {bare:.0f} MB)",
        "≤ 250 MB",
        median(m for m, _ in found) <= 250,
    )
    report(f"kernel after run all, largest ({worst[1]})", f"{worst[0]:.0f} MB", "≤ 250 MB", worst[0] <= 250)


def size() -> None:
    """Sizes of data, notebooks and the list of direct dependencies."""
    import tomllib

    data = (
        sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file() and "__pycache__" not in path.parts) / 1e6
    )
    report("data/", f"{data:.1f} MB", "≤ 6 MB", data <= 6)
    largest = max((path.stat().st_size / 1024, path.stem) for path in notebooks())
    report(f"largest notebook ({largest[1]})", f"{largest[0]:.0f} KB", "≤ 300 KB", largest[0] <= 300)
    direct = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    report("direct dependencies", str(len(direct)), "≤ 14", len(direct) <= 14)


def classroom() -> None:
    """What 1, 5, 10 and 20 learners cost who run lesson 05 at the same moment on this machine."""
    import concurrent.futures

    os.environ["COURSE_PROGRESS"] = "memory"
    code, results = code_of(next(path for path in notebooks() if path.name.startswith("05"))), {}
    for learners in (1, 5, 10, 20):
        with concurrent.futures.ThreadPoolExecutor(learners) as pool:
            runs = list(pool.map(lambda _: run_kernel(code), range(learners)))
        memory = sum(run[2] for run in runs)
        results[learners] = {
            "memory_mb": round(memory),
            "slowest_s": round(max(run[3] for run in runs), 1),
            "cpu_s": round(sum(run[3] for run in runs), 1),
        }
        for run in runs:
            run[0].shutdown_kernel(now=True)
        print(
            f"  {learners} learners at once: {memory:.0f} MB in kernels, the slowest waits {results[learners]['slowest_s']} s",
            flush=True,
        )
    each = results[20]["memory_mb"] / 20
    print(
        f"  memory per learner {each:.0f} MB; with 20% to spare, 8 GB carry {int(8000 * 0.8 / each)} kernels, 64 GB carry {int(64000 * 0.8 / each)}"
    )
    (ROOT / "artefacts").mkdir(exist_ok=True)
    (ROOT / "artefacts" / "class.json").write_text(json.dumps(results, indent=1))


PARTS = {
    "steps": steps,
    "browser": browser,
    "import": imports,
    "nbval": nbval,
    "memory": memory,
    "size": size,
    "class": classroom,
}


def main() -> int:
    """Run the parts named on the command line, or all, and print the table."""
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
    print("\n| what | measured | budget | |\n|---|---|---|---|")
    print("\n".join(f"| {' | '.join(row)} |" for row in ROWS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
