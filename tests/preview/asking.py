"""A server that runs beside a test, and what is said to it byte by byte."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from cpdsite.preview.server import PreviewServer

PATIENCE = 10.0
"""How long a test waits for what must happen, in seconds."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers by their names in small letters, the content."""

    status: int
    headers: dict[str, str]
    content: bytes
    head: bytes


def read_answer(data: bytes) -> Answer:
    """Read an answer, which must be one."""
    head, found, content = data.partition(b"\r\n\r\n")
    assert found, data[:200]
    first, *lines = head.decode("latin-1").split("\r\n")
    version, status, _ = first.split(" ", 2)
    assert version == "HTTP/1.1"
    pairs = [line.split(": ", 1) for line in lines]
    headers = {name.lower(): value for name, value in pairs}
    assert len(headers) == len(lines), "a header stands there twice"
    return Answer(int(status), headers, content, head)


def connect(server: PreviewServer) -> socket.socket:
    """Open a connection."""
    return socket.create_connection(("127.0.0.1", server.server_port), PATIENCE)


def read_all(connection: socket.socket) -> bytes:
    """Return what comes until the other side closes; it must not be waited for in vain."""
    parts = []
    with suppress(ConnectionError):
        while part := connection.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def say(server: PreviewServer, data: bytes) -> bytes:
    """Send some bytes, and return what comes back until the other side closes."""
    with connect(server) as connection:
        with suppress(ConnectionError):
            connection.sendall(data)
        return read_all(connection)


def write_request(
    server: PreviewServer, target: str = "/", *lines: str, method: str = "GET", host: str = ""
) -> bytes:
    """Return a request after whose answer the connection is closed."""
    named = host or f"127.0.0.1:{server.server_port}"
    head = [f"{method} {target} HTTP/1.1", f"Host: {named}", "Connection: close", *lines, "", ""]
    return "\r\n".join(head).encode("latin-1")


def ask(
    server: PreviewServer, target: str = "/", *lines: str, method: str = "GET", host: str = ""
) -> Answer:
    """Ask for something, and return the answer."""
    request = write_request(server, target, *lines, method=method, host=host)
    return read_answer(say(server, request))


@contextmanager
def serve(server: PreviewServer) -> Iterator[PreviewServer]:
    """Run a server until a test has ended."""
    runs = threading.Thread(target=server.serve_forever, args=(0.02,))
    runs.start()
    try:
        yield server
    finally:
        server.shutdown()
        runs.join(PATIENCE)
        server.server_close()
        assert not runs.is_alive()


def wait_until(is_so: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until something is so, for as many seconds as there is patience."""
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


def count_handlers() -> int:
    """Return how many threads answer connections."""
    names = [it.name for it in threading.enumerate()]
    return sum("process_request_thread" in name for name in names)
