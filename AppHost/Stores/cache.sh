#!/bin/sh
# Runs a Redis server of the suite's own: PORT, PASSWORD. The password comes by the standard input: arguments are open to every account of the machine.
command -v redis-server >/dev/null || { echo "Redis is not installed. Run ./up.sh once: it installs what is missing; or install the package redis-server." >&2; exit 1; }
exec env -u PASSWORD redis-server - <<END
port $PORT
bind 127.0.0.1
save ""
appendonly no
requirepass "$PASSWORD"
END
