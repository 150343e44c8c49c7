"""Servers that stay on one core, a load that stays on another, and what is needed for both."""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
VAR = ROOT / "var" / "bench"
SERVER_CORE, LOAD_CORE = "0", "1"
CONNECTIONS = "32"
SECONDS = os.environ.get("BENCH_SECONDS", "3")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))


def missing(*tools):
    """Say which of the tools are not installed; True when any is missing."""
    absent = [tool for tool in tools if not shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin")]
    if absent:
        print(f"  left out: needs {' and '.join(absent)} (sudo apt install {' '.join(absent)})")
    return bool(absent)


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**more):
    """The settings every measured process gets: production, with a folder of its own."""
    return {**os.environ, "VAR_DIR": str(VAR), "SITE_URL": "http://localhost:8000", "HANDOUTS_AHEAD": "off", **more}


@contextmanager
def running(*command, port, **more):
    """A server pinned to its core, from its first answer to the end of the block."""
    process = subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, *command], cwd=ROOT, env=environment(PORT=str(port), **more)
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/", process)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def wait_for(url, process, patience=180):
    """Return when the first answer came."""
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise SystemExit(f"{url} did not answer")


def django(module, port):
    """The command that serves a WSGI module just as `manage.py serve` does."""
    return [
        *(sys.executable, "-m", "granian", module, "--interface", "wsgi", "--port", str(port)),
        *("--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
    ]


def requests_a_second(port, path, server, **headers):
    """What one load makes: answers a second by the clock, and answers a second of the server's processor time.

    The first is what visitors get, as long as nothing else runs on the two cores and the load can keep up with the
    server; the second leaves both out. Every answer must be a success.
    """
    sent = [word for name, value in headers.items() for word in ("-H", f"{name.replace('_', '-')}: {value}")]
    load = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "20s", *sent]
    before = core_time(server.pid)
    told = subprocess.run([*load, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    used = core_time(server.pid) - before
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"{path} failed under load:\n{told}")
    by_the_clock = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
    return by_the_clock, int(re.search(r"(\d+) requests in", told)[1]) / used


def core_time(pid):
    """The processor time, in seconds, that a server and its workers have used."""
    return sum(_ticks(process) for process in family(pid)) / os.sysconf("SC_CLK_TCK")


def _ticks(pid):
    # After the name in brackets: state is field 3, user and system time are fields 14 and 15.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def family(pid):
    """A process and its children."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [str(pid), *children]


def memory(pid, peak=False):
    """The memory (MB) of a server and its workers: shared parts counted once, or the most each ever held."""
    file, name = ("status", "VmHWM") if peak else ("smaps_rollup", "Pss")
    held = [Path(f"/proc/{one}/{file}").read_text() for one in family(pid)]
    return sum(int(re.search(rf"^{name}:\s+(\d+)", lines, re.MULTILINE)[1]) for lines in held) / 1024


def build():
    """Build the pages for measuring; return the folder that holds them."""
    command = [sys.executable, "manage.py", "build"]
    done = subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=True)
    return Path(done.stdout.strip())


def compare(contenders):
    """Measure the contenders in turn, round by round, and print each beside the first.

    Both ratios are medians of the ratios within a round, because one round shares the machine's mood.
    Returns the median answers a second of processor time, by name.
    """
    rounds = [
        {name: requests_a_second(*asked[:3], **asked[3]) for name, asked in contenders.items()} for _ in range(ROUNDS)
    ]
    first = next(iter(contenders))
    print(f"  {'':<50} {'by the clock':>20} {'of processor time':>20}")
    medians = {}
    for name in contenders:
        line = f"  {name:<50}"
        for measure in (0, 1):
            medians[name] = statistics.median(counted[name][measure] for counted in rounds)
            ratio = statistics.median(counted[name][measure] / counted[first][measure] for counted in rounds)
            line += f" {medians[name]:>12,.0f}/s {ratio:.3f}"
        print(line, flush=True)
    return medians
