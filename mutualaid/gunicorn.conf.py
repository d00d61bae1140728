"""How gunicorn serves the site: `.venv/bin/python -m gunicorn -c mutualaid/gunicorn.conf.py`.

Listens on 127.0.0.1 and PORT, or on the socket that systemd hands over; options in GUNICORN_CMD_ARGS come after these.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mutualaid import env, settings  # noqa: E402 - found only by way of the line above

env.site_url("SITE_URL")  # a server that does not know its own address would answer nobody

wsgi_app = "mutualaid.wsgi"
chdir = str(ROOT)
bind = f"127.0.0.1:{env.number('PORT', 8000, least=1, most=65535)}"
preload_app = True  # what stops the start stops it before anybody is listening
proc_name = "mutualaid"

worker_class = "mutualaid.serving.Worker"
workers = 2
threads = 4
keepalive = 5
timeout = 60
graceful_timeout = 30
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # a heartbeat on a slow disk looks like death
control_socket_disable = True  # it would stand in the home folder

limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190
forwarded_allow_ips = ",".join(settings.TRUSTED_PROXIES)
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
forwarder_headers = ""

logger_class = "mutualaid.serving.Log"
accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(M)sms"


def when_ready(server):
    """Say what script/server wants said, now that it is true."""
    announcement = os.environ.pop("ANNOUNCE", "")
    if announcement:
        print(announcement, flush=True)
