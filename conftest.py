"""Rules for every test run: no network beyond this machine, progress in memory, kernels under the same rules."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

BLOCK = """
import socket as _socket
_connect, _resolve = _socket.socket.connect, _socket.getaddrinfo
def _refuse(host):
    if isinstance(host, bytes):
        host = host.decode()
    if host not in ("localhost", "", None) and not str(host).startswith(("127.", "::1", "/")):
        raise OSError(f"the course is offline, and something asked for {host!r}")
def connect(self, address):
    if self.family in (_socket.AF_INET, _socket.AF_INET6):
        _refuse(address[0])
    return _connect(self, address)
def getaddrinfo(host, *rest, **more):
    _refuse(host)
    return _resolve(host, *rest, **more)
_socket.socket.connect, _socket.getaddrinfo = connect, getaddrinfo
"""
exec(BLOCK, {"__name__": "offline"})
os.environ["COURSE_PROGRESS"] = "memory"

# Kernels started by nbval or nbclient run the same block first, from a folder that only this run knows and writes.
if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker inherits the folder of the run that started it
    os.environ["IPYTHONDIR"] = tempfile.mkdtemp(prefix="course-ipython-")
    atexit.register(shutil.rmtree, os.environ["IPYTHONDIR"], ignore_errors=True)
    _startup = Path(os.environ["IPYTHONDIR"]) / "profile_default" / "startup"
    _startup.mkdir(parents=True)
    (_startup / "00-offline.py").write_text(BLOCK, encoding="utf-8")


def pytest_configure(config):
    """Name the marks that tests use."""
    config.addinivalue_line("markers", "long: takes minutes; run by `make long`")
    config.addinivalue_line("markers", "fuzz: random inputs; few in `make test`, many in `make long`")
    config.addinivalue_line("markers", "browser: needs Chromium")
    config.addinivalue_line("markers", "content: asks a lesson for content that a new one does not have yet")
    config.addinivalue_line("markers", "pinned: holds only under the pinned versions")


def _unseen(config):
    """The tests that were skipped for want of a browser."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return [report for report in skipped if "Chromium is not installed here" in str(report.longrepr)]


def pytest_sessionfinish(session):
    """In CI a run that saw no browser is no pass."""
    if os.environ.get("CI") and _unseen(session.config) and not session.exitstatus:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter, config):
    """Say aloud what was not tested."""
    if missed := _unseen(config):
        terminalreporter.write_sep("!", f"NOT TESTED: {len(missed)} tests need a browser, and there is none")
