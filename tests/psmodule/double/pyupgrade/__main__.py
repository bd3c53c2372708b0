"""python -m pyupgrade serve, as the real engine does it: a line in, a line out."""

import signal
import sys

from pyupgrade.bridge import handle

signal.signal(signal.SIGINT, signal.SIG_IGN)
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(handle(line.decode("utf-8")).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()
