from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from tests.jobs.world import desk_at

LOOPBACK = "127.0.0.1"
SERVE = "import sys; from admin.cli import main; sys.exit(main(['serve']))"


def environment(folder: Path, port: int) -> dict[str, str]:
    url = f"sqlite:///{folder}/gongyak.sqlite3"
    with desk_at(url, folder) as desk:
        desk.database.migrate()
    own = {
        "GONGYAK_DATABASE_URL": url,
        "GONGYAK_PATHS_VAR": str(folder / "var"),
        "GONGYAK_WEB_PORT": str(port),
        "GONGYAK_LANGUAGE": "en",
    }
    return {name: text for name, text in os.environ.items() if not name.startswith("GONGYAK_")} | own


def test_serve_answers_for_the_pages_until_it_is_told_to_stop(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE]
    with subprocess.Popen(
        command,
        env=environment(tmp_path, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as serve:
        assert serve.stdout is not None
        assert serve.stderr is not None
        try:
            assert "no accounts yet" in serve.stdout.readline()
            address = f"http://{LOOPBACK}:{port}"
            link = serve.stdout.readline().strip()
            assert re.fullmatch(rf"{address}/welcome/[\w-]{{43}}", link)
            assert "started" in serve.stderr.readline()
            assert httpx.get(link).status_code == 409  # before the facts are loaded
            assert httpx.get(f"{address}/healthz").json() == {"live": True}
            assert httpx.get(f"{address}/a/broken").status_code == 404
        finally:
            serve.send_signal(signal.SIGTERM)
        assert serve.wait(30) == 0


def test_serve_does_not_start_beside_another_program_on_its_port(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", SERVE],
            env=environment(tmp_path, port),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert f"Port {port} of 127.0.0.1" in done.stderr
