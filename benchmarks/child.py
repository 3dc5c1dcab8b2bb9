"""One measurement in a process of its own: a request as JSON comes in, the answer goes out as JSON.

Request: ``{"contender": name, "folder": path, "times": n, "photos": n, "reports": n, "warm": bool}``.
Answer: ``{"seconds": [CPU seconds of each report], "cpu": CPU seconds of the process, "libraries_kib":
memory with all libraries loaded, before the template is read, "peak_kib": the most memory held}``.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.contenders import CONTENDERS
from benchmarks.content import content


def measure(request: dict[str, Any]) -> dict[str, Any]:
    """Write the reports that *request* asks for, and return what they took."""
    folder = Path(request["folder"])
    target = folder / f"{request['contender']}.docx"
    make_writer = CONTENDERS[request["contender"]]()
    libraries = peak_kib()
    data = content(request["times"], request["photos"])
    write = make_writer(folder)
    if request["warm"]:
        write(content(1, request["photos"]), target)
    seconds = []
    for _ in range(request["reports"]):
        before = time.process_time()
        write(data, target)
        seconds.append(time.process_time() - before)
    cpu = time.process_time()
    return {"seconds": seconds, "cpu": cpu, "libraries_kib": libraries, "peak_kib": peak_kib()}


def peak_kib() -> int:
    """Return the most memory this process has held, in KiB, as Linux counts it."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    print(json.dumps(measure(json.load(sys.stdin))))
