"""Start: seconds to the first page, with everything to build and with a build that is still true."""

import shutil
import subprocess
import sys
import time

from benchmarks.machine import ROOT, VAR, environment, free_port, memory, wait_for


def run():
    """Start the production server from nothing, then again."""
    shutil.rmtree(VAR, ignore_errors=True)
    for label in ("everything to build", "nothing to build", "nothing to build, again"):
        port = free_port()
        started = time.monotonic()
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment(PORT=str(port)),
            stderr=subprocess.DEVNULL,
        )
        wait_for(f"http://127.0.0.1:{port}/", server)
        print(f"  {label:<58} {time.monotonic() - started:>9.2f} s   {memory(server.pid):.0f} MB", flush=True)
        server.terminate()
        server.wait(20)
