"""What nobody can guess: made up here, since nothing below the command line does so by chance."""

import base64
import secrets

BYTES = 10
"""So many bytes are 16 letters and digits."""


def make_secret() -> str:
    """Return 16 characters of a to z and 2 to 7, anew each time."""
    return base64.b32encode(secrets.token_bytes(BYTES)).decode().lower()
