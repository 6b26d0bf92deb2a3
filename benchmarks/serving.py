"""A built site served as a host would serve it: compressed, with the headers of netlify.toml."""

import gzip
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[1]
PACKED = (".html", ".css", ".js", ".svg", ".xml", ".txt", ".json")


def read_headers() -> list[tuple[str, dict[str, str]]]:
    """Return the headers of netlify.toml, with the beginning of the paths that get them."""
    rows = tomllib.loads((ROOT / "netlify.toml").read_text("utf-8"))["headers"]
    return [(row["for"].removesuffix("*"), row["values"]) for row in rows]


class _Handler(SimpleHTTPRequestHandler):
    """Compresses what is text, as every host does."""

    protocol_version = "HTTP/1.1"
    headers_of: tuple[tuple[str, dict[str, str]], ...] = ()

    def send_head(self) -> BytesIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        content = path.read_bytes()
        self.send_response(200)
        if path.suffix in PACKED:
            content = gzip.compress(content, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        for beginning, values in self.headers_of:
            if self.path.startswith(beginning):
                for name, value in values.items():
                    self.send_header(name, value)
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""


@contextmanager
def serve(folder: Path, headers: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    """Serve a folder on a free port of this computer; give its address."""
    handler = type("Handler", (_Handler,), {"headers_of": tuple(headers)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
