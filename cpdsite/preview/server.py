"""The HTTP server of the preview: one thread for each connection, and bounds on all of them."""

import contextlib
import errno
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cpdsite.preview.answers import Asked, answer
from cpdsite.preview.requests import find_refusal, name_hosts, read_target
from cpdsite.preview.responses import HEADERS, Response, redirect, respond_text
from cpdsite.preview.showing import Showing

MOST_CONNECTIONS = 300
"""How many connections are open at once; a further one is closed at once."""

LONGEST_REQUEST = 20.0
"""How long a connection may take to ask for something, in seconds, however slowly it asks."""

LONGEST_SILENCE = 30.0
"""How long the other side may take to accept what is sent, in seconds."""

CHUNK = 1 << 18
"""How much of a file is read at a time, in bytes."""

FIRST_PORT, LAST_PORT = 8000, 8020
"""The ports that are tried where none is asked for."""


class PreviewServer(ThreadingHTTPServer):
    """Answers from what there is to show; before there is anything, it lets who asks wait."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    # On Windows it would let another program listen at the same port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, host: str, port: int, base: str) -> None:
        """Listen at a host and a port, which raises ``OSError`` where that is not possible."""
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.names = name_hosts(host)
        self._host = host
        self.base = base
        self.session = secrets.token_hex(8)
        self._showing: Showing | None = None
        self._is_shown = threading.Event()
        self._answering = 0
        self._is_idle = threading.Condition()
        self._asking: dict[socket.socket, float] = {}
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        """The address of the home page."""
        # Everywhere is no address that a browser could open.
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._host, self._host)  # noqa: S104
        name = f"[{host}]" if ":" in host else host
        return f"http://{name}:{self.server_port}{self.base}"

    def show(self, showing: Showing) -> None:
        """From now on, answer from this."""
        self._showing = showing
        self._is_shown.set()

    def wait_for_showing(self) -> Showing:
        """Return what there is to show, as soon as there is anything."""
        self._is_shown.wait()
        return self._showing or Showing()

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Take note that someone waits for an answer."""
        with self._is_idle:
            self._answering += 1
        try:
            yield
        finally:
            with self._is_idle:
                self._answering -= 1
                self._is_idle.notify_all()

    def wait_until_idle(self, longest: float) -> None:
        """Wait until nobody waits for an answer, so many seconds at most."""
        with self._is_idle:
            self._is_idle.wait_for(lambda: not self._answering, longest)

    def server_bind(self) -> None:
        """Bind without asking a name server for this computer's name, which may take seconds."""
        super(ThreadingHTTPServer, self).server_bind()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def verify_request(self, request: socket.socket, client_address: object) -> bool:  # type: ignore[override]
        """Refuse a connection where there are too many."""
        del client_address
        with self._lock:
            if len(self._open) >= MOST_CONNECTIONS:
                return False
            self._open.add(request)
        return True

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        """Forget a connection, and close it."""
        with self._lock:
            self._open.discard(request)
        self.end_asking(request)
        super().shutdown_request(request)

    def begin_asking(self, request: socket.socket) -> None:
        """Take note that a connection is to ask for something from now on."""
        with self._lock:
            self._asking[request] = time.monotonic()

    def end_asking(self, request: socket.socket) -> None:
        """Take note that a connection has asked."""
        with self._lock:
            self._asking.pop(request, None)

    def service_actions(self) -> None:
        """Cut off the connections that take too long to ask; this runs again and again."""
        now = time.monotonic()
        with self._lock:
            late = [it for it, since in self._asking.items() if now - since > LONGEST_REQUEST]
            for request in late:
                del self._asking[request]
                _cut_off(request)

    def server_close(self) -> None:
        """Listen no more, and cut off every connection."""
        super().server_close()
        with self._lock:
            for request in self._open:
                _cut_off(request)
        self._is_shown.set()


def _cut_off(request: socket.socket) -> None:
    with contextlib.suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    server: PreviewServer

    def setup(self) -> None:
        """Bound how long each step may take."""
        super().setup()
        self.connection.settimeout(LONGEST_SILENCE)

    def handle_one_request(self) -> None:
        """Answer one request, if it is asked in time."""
        self.server.begin_asking(self.connection)
        try:
            super().handle_one_request()
        except OSError:
            # The other side has gone, or does not listen.
            self.close_connection = True

    def parse_request(self) -> bool:
        """Read what is asked."""
        is_read = super().parse_request()
        self.server.end_asking(self.connection)
        if is_read and self.request_version == "HTTP/0.9":
            # Its answers have no headers, so nothing would say what may not be done with them.
            self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
            return False
        return is_read

    def handle_expect_100(self) -> bool:
        """Ask for no content: none is wanted."""
        return True

    def do_GET(self) -> None:
        """Answer, or refuse to."""
        with self.server.answering():
            response = self._make_response()
        try:
            self._send(response)
        finally:
            if response.file:
                response.file.close()

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _make_response(self) -> Response:
        try:
            return self._find_response()
        except Exception:  # noqa: BLE001 - whoever asks is answered, and the terminal shows it
            self.server.handle_error(self.connection, self.client_address)
            sentence = "cpdsite has made a mistake: the terminal shows it."
            return respond_text(HTTPStatus.INTERNAL_SERVER_ERROR, sentence)

    def _find_response(self) -> Response:
        refusal = find_refusal(self.command, self.path, self.headers, self.server.names)
        if refusal:
            # What was sent along is not read, so nothing after it can be told from it.
            self.close_connection = True
            return respond_text(refusal.status, refusal.sentence)
        target, base = read_target(self.path), self.server.base
        if target is None:
            return respond_text(HTTPStatus.BAD_REQUEST, "Expected a path in UTF-8.")
        if not target.startswith(base):
            is_above = base.startswith(f"{target.rstrip('/')}/")
            text = f"The site begins at {base}."
            return redirect(base) if is_above else respond_text(HTTPStatus.NOT_FOUND, text)
        # There are parts of what is sent, and to HEAD nothing is.
        part = self.headers.get("Range", "") if self.command == "GET" else ""
        condition = self.headers.get("If-Range", "")
        asked = Asked(target.removeprefix(base), part, condition)
        showing = self.server.wait_for_showing()
        return answer(asked, showing, base, self.server.session)

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in (*response.headers, *HEADERS.items()):
            self.send_header(name, value)
        self.send_header("Content-Length", str(response.size))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        if response.file is None:
            self.wfile.write(response.content)
            return
        response.file.seek(response.start)
        left = response.size
        while left and (chunk := response.file.read(min(CHUNK, left))):
            self.wfile.write(chunk)
            left -= len(chunk)
        # A file that has become shorter leaves the other side waiting.
        self.close_connection = self.close_connection or bool(left)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, or of another method, without repeating any of it."""
        del message, explain
        if code == HTTPStatus.NOT_IMPLEMENTED:
            code = HTTPStatus.METHOD_NOT_ALLOWED
        self.close_connection = True
        self.command = getattr(self, "command", None) or "GET"
        self.request_version = "HTTP/1.1"
        self._send(respond_text(HTTPStatus(code), HTTPStatus(code).phrase))

    def version_string(self) -> str:
        """Say who answers, and nothing of this computer."""
        return "cpdsite"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet: the terminal tells of changes."""


def open_server(host: str, port: int | None, base: str) -> PreviewServer:
    """Return a server at a port; without one, at the first of the usual ports that is free.

    Raises ``OSError`` where that is not possible.
    """
    if port is not None:
        return PreviewServer(host, port, base)
    for usual in range(FIRST_PORT, LAST_PORT):
        try:
            return PreviewServer(host, usual, base)
        except OSError as error:
            # On Windows a port that is kept for something else may not be used.
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    return PreviewServer(host, 0, base)
