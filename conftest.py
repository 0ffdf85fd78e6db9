"""Rules for every test run: no network beyond this machine, progress in memory, kernels under the same rules."""

import os
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

# Kernels started by nbval or nbclient run the same block first.
_profile = Path(tempfile.gettempdir()) / f"course-ipython-{os.getuid() if hasattr(os, 'getuid') else 0}"
_startup = _profile / "profile_default" / "startup"
_startup.mkdir(parents=True, exist_ok=True)
(_startup / "00-offline.py").write_text(BLOCK)
os.environ["IPYTHONDIR"] = str(_profile)


def pytest_configure(config):
    """Name the marks that tests use."""
    config.addinivalue_line("markers", "long: takes minutes; run by `make long`")
    config.addinivalue_line("markers", "fuzz: random inputs; few in `make test`, many in `make long`")
    config.addinivalue_line("markers", "browser: needs Chromium")
    config.addinivalue_line("markers", "content: asks a lesson for content that a new one does not have yet")
    config.addinivalue_line("markers", "pinned: holds only under the pinned versions")
