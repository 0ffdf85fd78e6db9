"""Drive JupyterLab in headless Chromium: start a server, open a notebook, run it, look at it.

`python -m tests.browser.lab NOTEBOOK [FOLDER]` runs a notebook from top to bottom and leaves screenshots in the folder.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, TimeoutError, sync_playwright

from helpers.cards import unmarked
from helpers.prepare import trust

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
# All cells in the page at once, so that they can be looked at; no news request, since the course stays offline.
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension/plugin.jupyterlab-settings": {"autosave": False},
    "@jupyterlab/apputils-extension/notification.jupyterlab-settings": {"fetchNews": "false", "checkForUpdates": False},
}


def chromium() -> str | None:
    """Return the path of the system's Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def server(command: str = "lab", root: Path = ROOT, *extra: str, progress: str = "memory"):
    """Run a Jupyter server (`lab`, `notebook` or `voila`) on a free port of localhost; yield its address.

    It serves a copy of the notebooks, so that nothing a browser does can reach the originals. progress: where the journal is.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with TemporaryDirectory() as home:
        if root == ROOT:
            root = Path(home, "course")
            shutil.copytree(ROOT / "notebooks", root / "notebooks")
            Path(home, "data").mkdir()
            trust(root, data_dir=f"{home}/data")
        for name, content in SETTINGS.items():
            path = Path(home, "settings", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content))
        environment = os.environ | {
            "COURSE_PROGRESS": progress, "JUPYTERLAB_SETTINGS_DIR": f"{home}/settings", "JUPYTERLAB_WORKSPACES_DIR": f"{home}/spaces",
            "JUPYTER_DATA_DIR": f"{home}/data", "JUPYTER_RUNTIME_DIR": f"{home}/runtime", "JUPYTER_CONFIG_DIR": f"{home}/config",
        }  # fmt: skip
        if command != "voila":
            module = {"lab": "jupyterlab", "notebook": "notebook"}[command]
            options = [module, "--no-browser", "--allow-root", "--expose-app-in-browser", "--IdentityProvider.token=",
                       "--ServerApp.password=", f"--ServerApp.root_dir={root}", f"--port={port}", "--ip=127.0.0.1"]  # fmt: skip
        else:
            options = ["voila", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1", str(root)]
        log = open(Path(home, "log"), "w")  # noqa: SIM115
        process = subprocess.Popen([sys.executable, "-m", *options, *extra],
                                   stdout=log, stderr=log, env=environment, cwd=root if root.is_dir() else root.parent)  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(address, timeout=2).close()
                    break
                except OSError:
                    if process.poll() is not None:
                        raise RuntimeError(Path(home, "log").read_text()[-2000:]) from None
                    time.sleep(0.25)
            yield address
        finally:
            process.terminate()
            process.wait(20)
            log.close()


@contextmanager
def browser_page(width: int = 1200, height: int = 1500, **options):
    """Yield a page of headless Chromium; whatever it asks of the network beyond localhost is refused."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_context(viewport={"width": width, "height": height}, **options).new_page()
        page.route(
            "**/*",
            lambda route: (
                route.continue_()
                if "127.0.0.1" in route.request.url or route.request.url.startswith(("data:", "blob:"))
                else route.abort()
            ),
        )
        yield page
        browser.close()


def open_notebook(page: Page, address: str, notebook: str, app: str = "lab") -> None:
    """Open a notebook (path below the server's root) in JupyterLab or Notebook 7 and wait until its kernel is idle."""
    page.goto(f"{address}/lab/tree/{notebook}?reset" if app == "lab" else f"{address}/notebooks/{notebook}")
    wait_for_notebook(page)


def wait_for_notebook(page: Page) -> None:
    """Wait until the page shows a notebook whose kernel has been idle for two seconds."""
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function(
        """() => {
            const idle = window.jupyterapp && document.querySelector('.jp-Notebook-ExecutionIndicator[data-status="idle"]');
            window.courseIdle = idle ? window.courseIdle || performance.now() : 0;
            return idle && performance.now() - window.courseIdle > 2000;  // a kernel that has just connected may still flip
        }""",
        timeout=60_000,
        polling=100,
    )


# The code cells of the open notebook: folded ones show no prompt, so the models are asked.
CODE = "window.jupyterapp.shell.currentWidget.content.widgets.map(w => w.model).filter(m => m.type === 'code')"


def idle(page: Page) -> None:
    """Wait until nothing is waiting to run and the kernel is idle."""
    page.wait_for_function(
        f"""() => {CODE}.every(m => m.executionCount !== null && m.executionState !== 'running')
            && document.querySelector('.jp-Notebook-ExecutionIndicator[data-status="idle"]')""",
        timeout=120_000,
        polling=200,
    )
    settled(page)


def settled(page: Page, quiet: int = 250) -> None:
    """Wait until nothing on the page has changed for so many milliseconds, ten seconds at most."""
    page.evaluate(
        """quiet => new Promise(done => {
            let timer = setTimeout(done, quiet);
            new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, quiet) })
                .observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
            setTimeout(done, 10_000);
        })""",
        quiet,
    )


def save(page: Page) -> None:
    """Save the notebook and wait until the server has answered."""
    with page.expect_response(lambda answer: "/api/contents/" in answer.url and answer.request.method == "PUT"):
        command(page, "docmanager:save")


def command(page: Page, name: str) -> None:
    """Run a command of JupyterLab; its result is dropped, since it cannot be handed over."""
    page.evaluate("name => { window.jupyterapp.commands.execute(name) }", name)


def press_run(page: Page) -> None:
    """Press *Run this lesson* and wait for its forms; once more if JupyterLab dropped it, as while a kernel connects."""
    for wait in (40_000, 40_000, 60_000):
        page.get_by_role("button", name="Run this lesson").first.click()
        try:
            page.wait_for_function("() => document.querySelectorAll('.course-form').length >= 5", timeout=wait)
            break
        except TimeoutError:
            if wait > 40_000:
                raise
    idle(page)


def run_all(page: Page) -> list[str]:
    """Run all cells, wait until done, and return the error texts that the page shows."""
    command(page, "notebook:clear-all-cell-outputs")  # the stored counts would look like a finished run
    page.wait_for_function(f"() => {CODE}.every(m => m.executionCount === null)")
    begun = f"() => {CODE}.some(m => m.executionCount !== null || m.executionState === 'running')"
    for _ in range(3):  # JupyterLab drops what was asked of a kernel that just connected anew, without a word
        command(page, "notebook:run-all-cells")
        try:
            page.wait_for_function(begun, timeout=15_000)
            break
        except TimeoutError:
            continue
    done = f"""() => {{
        const cells = {CODE};
        const failed = cells.some(m => m.outputs.toJSON().some(o => o.output_type === 'error'));
        const done = cells.every(m => m.executionCount !== null) || failed;
        return done && document.querySelector('.jp-Notebook-ExecutionIndicator[data-status="idle"]');
    }}"""
    try:
        page.wait_for_function(done, timeout=180_000)
    except TimeoutError as problem:
        where = page.evaluate(
            f"""() => [{CODE}.map(m => m.executionCount), document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status,
                document.querySelector('.jp-Dialog')?.innerText || 'no dialog']"""
        )
        raise AssertionError(f"cells run, kernel, dialog: {where}") from problem
    settled(page)
    return page.eval_on_selector_all(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr'], .jp-RenderedText[data-mime-type='application/vnd.jupyter.error']",
                                     "nodes => nodes.map(n => n.innerText)")  # fmt: skip


def panel(page: Page, title: str):
    """Return the explorer panel with this title, scrolled into view."""
    found = page.locator(f".jp-OutputArea-output:has(strong:text-is('{title}'))").first
    found.scroll_into_view_if_needed()
    return found


def key_to_picture(page: Page, title: str, label: str, presses: int) -> list[float]:
    """Press the arrow key in a number box and time each press until the panel shows a new picture, in milliseconds."""
    box = panel(page, title).get_by_label(label, exact=True).first
    box.focus()
    box.evaluate(
        """field => {
            const area = field.closest('.jp-OutputArea-output');
            window.courseTimes = [];
            let pressed = 0;
            field.addEventListener('keydown', () => { pressed = performance.now() }, true);
            new MutationObserver(async () => {
                const start = pressed;
                if (!start) return;
                pressed = 0;
                await new Promise(requestAnimationFrame);  // drawn, not merely received
                window.courseTimes.push(performance.now() - start);
            }).observe(area, {subtree: true, childList: true});
        }"""
    )
    for i in range(presses):
        page.keyboard.press("ArrowDown")
        page.wait_for_function(f"window.courseTimes.length > {i}", timeout=10_000)
        settled(page, 60)
    return page.evaluate("window.courseTimes")


def card(page, text):
    """The card of a form whose head has this text, scrolled into view."""
    found = page.locator(".course-card", has=page.locator(".head", has_text=text)).first
    found.scroll_into_view_if_needed()
    return found


def asked(page, exercise):
    """The card of an exercise."""
    return card(page, f"{exercise.id} · {exercise.title}")


def by_mouse(page, here, exercise, answer):
    """Enter an answer with clicks (and digits in a number box)."""
    if exercise.kind == "number":
        here.get_by_label("Your answer").fill(str(answer))
    elif exercise.kind == "choice":
        here.get_by_label(exercise.options[answer]).check()
    elif exercise.kind == "set":
        for key, text in exercise.options.items():
            here.get_by_label(text).set_checked(key in answer)
    elif exercise.kind == "order":
        for place, key in enumerate(answer):
            while here.locator(".order li").nth(place).get_attribute("data-key") != key:
                here.get_by_role("button", name=f"Move up: {exercise.options[key]}").click()
    else:
        for i, key in enumerate(answer.values() if isinstance(answer, dict) else answer):
            here.locator("select").nth(i).select_option(key)


def told(page, here, words):
    """Wait until a card's feedback says these words; fail with what it says instead."""
    try:
        page.wait_for_function(
            "([node, words]) => node.querySelector('.feedback').innerText.includes(words)",
            arg=[here.element_handle(), words],
            timeout=15_000,
        )
    except TimeoutError:
        head = here.locator(".head").first.inner_text()
        raise AssertionError(f"{head}: {words!r} is not said, but {here.locator('.feedback').inner_text()!r}") from None


def guess(page, item):
    """Make a prediction, any, and wait for the picture with the guess in it."""
    here = card(page, unmarked(item.prompt)[:60])
    if item.kind == "choice":
        here.locator("input[type=radio]").first.check()
    elif item.kind == "sketch":
        here.locator("circle").nth(2).focus()
        page.keyboard.press("PageUp")
    elif item.kind == "number":
        here.get_by_label("Your guess").fill("40")
    here.get_by_role("button", name="This is my guess").click()
    here.locator(".feedback img").first.wait_for(timeout=15_000)


def screenshots(page: Page, folder: Path, step: int = 1300) -> list[Path]:
    """Scroll through the notebook and save one screenshot a screen."""
    folder.mkdir(parents=True, exist_ok=True)
    pane = page.locator(".jp-WindowedPanel-outer").first
    height = pane.evaluate("n => n.scrollHeight")
    paths = []
    for i, top in enumerate(range(0, height, step)):
        pane.evaluate("(n, top) => n.scrollTo(0, top)", top)
        settled(page, 100)
        paths.append(folder / f"{i:02d}.png")
        page.screenshot(path=paths[-1])
    return paths


def main() -> int:
    """Run one notebook and leave its screenshots."""
    notebook = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "artefacts" / notebook.stem
    with server() as address, browser_page() as page:
        open_notebook(page, address, str(notebook.relative_to(ROOT)))
        errors = run_all(page)
        command(page, "application:toggle-left-area")
        paths = screenshots(page, folder)
    print(f"{notebook.stem}: {len(paths)} screenshots in {folder.name}, {len(errors)} errors")
    print("\n".join(errors))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
