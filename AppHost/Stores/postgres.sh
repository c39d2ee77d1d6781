#!/bin/sh
# Runs a PostgreSQL server of the suite's own: DATA (its directory), KEEP (yes or no), PORT, PASSWORD; arguments go to the server.
set -eu

fail() { echo "$*" >&2; exit 1; }

# PostgreSQL refuses to run as root; root changes to the account that the distribution's package made.
as=
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || fail "PostgreSQL does not run as root, and there is no account 'postgres'. Install the distribution's postgresql package, or run as another user."
    as="setpriv --reuid=postgres --regid=postgres --init-groups --"
    install -d -m 755 "$(dirname "$DATA")"
    install -d -o postgres -g postgres -m 700 "$DATA"
else
    install -d -m 700 "$DATA"
fi

# Each major version has a format of its own, so kept data needs the version that wrote it.
binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr) || true
[ -n "$binaries" ] || binaries=$(dirname "$(readlink -f "$(command -v postgres || true)")")
data="$DATA/data" bin=
written=$(cat "$data/PG_VERSION" 2>/dev/null) || written=
for candidate in $binaries; do
    [ -x "$candidate/initdb" ] || continue
    major=$("$candidate/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    found="${found:+$found, }$major"
    [ -n "$bin" ] || { [ -n "$written" ] && [ "$written" != "$major" ]; } || bin=$candidate
done
[ -n "${found:-}" ] || fail "PostgreSQL is not installed. Run ./up.sh once: it installs what is missing; or install the package postgresql."
[ -n "$bin" ] || fail "the data in $data was written by PostgreSQL $written, and installed is $found. Install PostgreSQL $written, or remove $DATA to start clean, or start with --ephemeral to leave it alone."

# A broken-off attempt leaves no data directory. The password comes through a pipe of the account's own: it may not open one of root's.
if [ -z "$written" ]; then
    rm -rf "$data.new"
    [ "$KEEP" = yes ] && sync= || sync=--no-sync
    printf %s "$PASSWORD" | $as sh -c 'cat | "$@"' sh "$bin/initdb" -D "$data.new" -U postgres --pwfile=/dev/stdin -A scram-sha-256 -E UTF8 --locale=C.UTF-8 $sync
    mv "$data.new" "$data"
fi
unset PASSWORD

# Data that is not kept need not survive a power failure.
[ "$KEEP" = yes ] || set -- -c fsync=off -c synchronous_commit=off -c full_page_writes=off "$@"
# The server's own log is no error, wherever it writes it.
$as "$bin/postgres" -D "$data" -p "$PORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories= "$@" 2>&1 </dev/null &
server=$!
# On SIGTERM PostgreSQL would wait for every client to leave; SIGINT disconnects them and writes a checkpoint.
trap 'kill -INT $server 2>/dev/null' TERM INT
code=0
wait $server || code=$?
# A signal ends the first wait; the second one is for the orderly end that it asked for.
if kill -0 $server 2>/dev/null; then code=0; wait $server || code=$?; fi
exit $code
