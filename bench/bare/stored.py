"""The answers that the yardsticks give: the bytes that the site gave, by the request that it gave them for."""

import json
import os
from pathlib import Path

FOLDER = "BENCH_STORED"
"""The variable that names the folder."""

CONTENT_TYPE = "text/html; charset=utf-8"
_INDEX = "index.json"


def store(folder: Path, answers: dict[str, bytes]) -> None:
    """Write them for the servers that start after this."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, body in enumerate(answers.values()):
        (folder / str(number)).write_bytes(body)
    (folder / _INDEX).write_text(json.dumps(list(answers)))


def load() -> dict[str, bytes]:
    """What was stored in the folder that the environment names."""
    folder = Path(os.environ[FOLDER])
    return {target: (folder / str(number)).read_bytes() for number, target in enumerate(_targets(folder))}


def _targets(folder: Path) -> list[str]:
    return json.loads((folder / _INDEX).read_text())
