#!/usr/bin/env bash
# Measures how long all modules in one process take from their start to all healthy, and what the process holds when idle; the same of YARP alone.
# Prints Markdown for docs/performance.md.
#
#   bench/one-process.sh [--runs N] [--idle SECONDS]        defaults: 5 runs, 30 s
#
# It needs PostgreSQL, which it starts by itself, on nothing. "Fresh" makes the databases first.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=5 idle=30 deadline=180
while (($#)); do
    case $1 in
        --runs) runs=$2; shift 2 ;;
        --idle) idle=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --runs N and --idle SECONDS." >&2; exit 2 ;;
    esac
done

export DOTNET_NOLOGO=1 DOTNET_ENVIRONMENT=Production
dotnet build bench/Peers -c Release -v q --nologo --disable-build-servers >&2
dotnet build AllInOne -c Release -v q --nologo --disable-build-servers >&2

work=$(mktemp -d) port=$((20000 + RANDOM % 10000)) pid= postgres=
chmod 755 "$work"
finish() {
    [[ -z $pid ]] || kill -KILL "$pid" 2>/dev/null || true
    [[ -z $postgres ]] || { kill -QUIT "$postgres" 2>/dev/null && wait "$postgres"; } || true
    rm -rf "$work"
}
trap finish EXIT

bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1) as=()
((EUID)) || as=(setpriv --reuid=postgres --regid=postgres --init-groups --)
install -d -m 700 ${as[0]:+-o postgres} "$work/data"
(cd / && "${as[@]}" "$bin/initdb" -D "$work/data" -U postgres --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 >/dev/null)
"${as[@]}" "$bin/postgres" -D "$work/data" -p $((port + 1)) -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300 >"$work/postgres" 2>&1 & postgres=$!
until "$bin/pg_isready" -q -h 127.0.0.1 -p $((port + 1)); do sleep 0.1; done

now() { echo "${EPOCHREALTIME/./}"; } # microseconds
median() { sort -n | awk '{ all[NR] = $1 } END { printf "%.1f (%.1f – %.1f; %d runs)", all[int((NR + 1) / 2)] / 1000, all[1] / 1000, all[NR] / 1000, NR }'; }

# Starts a program and sets $took to the milliseconds until an answer of it has the word.
start() { # word path program arguments…
    local word=$1 path=$2 began
    shift 2
    began=$(now)
    dotnet "$@" >"$work/log" 2>&1 & pid=$!
    until curl -s -m 2 "http://127.0.0.1:$port$path" -w ' %{http_code}' | grep -q "$word"; do
        if ! kill -0 "$pid" 2>/dev/null || (($(now) - began > deadline * 1000000)); then
            echo "It did not start:" >&2
            tail -20 "$work/log" >&2
            exit 1
        fi
        sleep 0.02
    done
    took=$((($(now) - began) / 1000))
}

stop() { kill -TERM "$pid"; wait "$pid" || true; pid=; }
resident() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$pid/status"; }
one() { start '"status":"healthy"' /health AllInOne/bin/Release/net10.0/AllInOne.dll --urls "http://127.0.0.1:$port" \
    --ConnectionStrings:postgres "Host=127.0.0.1;Port=$((port + 1));Username=postgres" --AllInOne:Directory "$work/keys" --Logging:LogLevel:Default Warning; }

one; fresh=$took; stop
for ((i = 0; i < runs; i++)); do
    one; echo "$took" >>"$work/one"
    ((i < runs - 1)) || { sleep "$idle"; held=$(resident); }
    stop
    # Nobody is behind it: that it says so, it says by itself.
    start ' 50[0-9]' / bench/Peers/bin/Release/net10.0/Peers.dll proxy "http://127.0.0.1:$port" http://127.0.0.1:1; echo "$took" >>"$work/bare"
    ((i < runs - 1)) || { sleep "$idle"; bare=$(resident); }
    stop
done

echo "| | all modules in one process | YARP alone |"
echo "| --- | --- | --- |"
echo "| start to all healthy, seconds | $(median <"$work/one") | $(median <"$work/bare") |"
echo "| the first one, which makes the databases | $(awk -v ms="$fresh" 'BEGIN { printf "%.1f", ms / 1000 }') | |"
echo "| resident after $idle s of idling, MB | $held | $bare |"
