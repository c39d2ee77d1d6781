#!/usr/bin/env bash
# Runs the suite on this machine: ./up.sh --help
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
. "$root/build/prerequisites.sh"

default_port=8080 # as in AppHost/Program.cs
patience=300 # seconds until a start counts as failed; a slow machine needs one minute
host="$root/AppHost/bin/Debug/net10.0/AppHost.dll"
demo="$root/samples/Demo/bin/Debug/net10.0/Demo.dll"
started=

usage() {
    cat <<'TEXT'
./up.sh               runs the suite until Ctrl-C; installs what is missing, builds what has changed
./up.sh --detach      leaves it running; the last line of output is JSON: gateway, docs, dashboard, operator_key
./up.sh --stop        ends the suite of this checkout and port
./up.sh --demo        does the main job through the gateway, against the running suite or one of its own
  --port N            the gateway's port; 8080 without it
  --ephemeral         starts clean and keeps nothing
  NANOBOT_QUOTES_DIR  directory of price files (SYMBOL.csv) for the sample server
  Ai__Endpoint, Ai__ApiKey, Ai__Model
                      an OpenAI-compatible model server instead of the built-in offline model
TEXT
}

bad_usage() { say "error: $*"; say "./up.sh --help says what there is."; exit 2; }

mode=run port= ephemeral=
choose() { [ "$mode" = run ] || bad_usage "--$mode and --$1 exclude each other"; mode=$1; }
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage; exit 0 ;;
        --detach) choose detach ;;
        --stop) choose stop ;;
        --demo) choose demo ;;
        --ephemeral) ephemeral=yes ;;
        --port) [ $# -gt 1 ] || bad_usage "--port needs a number"; port=$2; shift ;;
        --port=*) port=${1#--port=} ;;
        *) bad_usage "unknown option '$1'" ;;
    esac
    shift
done
if [ -n "$port" ] && ! { [[ $port =~ ^[0-9]{1,5}$ ]] && ((10#$port >= 1 && 10#$port <= 65535)); }; then
    bad_usage "--port takes a number from 1 to 65535, not '$port'"
fi
[ "$port" != "$default_port" ] || port= # one suite, however it was asked for
if [ -n "${NANOBOT_QUOTES_DIR:-}" ]; then
    [ -d "$NANOBOT_QUOTES_DIR" ] || bad_usage "NANOBOT_QUOTES_DIR: there is no directory '$NANOBOT_QUOTES_DIR'"
    NANOBOT_QUOTES_DIR=$(cd "$NANOBOT_QUOTES_DIR" && pwd -P)
    export NANOBOT_QUOTES_DIR
fi

# The directory that the AppHost gives to a suite: one for each checkout, port and kind.
suite_directory() { # port ephemeral
    local checkout
    checkout=$(printf %s "$root/AppHost" | sha256sum | cut -c1-12)
    printf '%s/suites/%s-%s%s' "$state" "$checkout" "${1:-default}" "${2:+-ephemeral}"
}

# Prints a value of a JSON file: json FILE KEY...; nothing when there is none.
json() {
    node -e '
        const [file, ...keys] = process.argv.slice(1);
        try { console.log(keys.reduce((o, k) => o?.[k], JSON.parse(require("fs").readFileSync(file, "utf8"))) ?? ""); } catch { }
    ' "$@"
}

# The process of a suite, when it runs: a number in a file may belong to another process by now.
suite_pid() { # directory
    local pid
    pid=$(json "$1/run.json" pid)
    [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q 'AppHost' && echo "$pid"
}

build() {
    # A build without changes takes many times longer than this look for changes.
    local stamp="$root/AppHost/obj/up.stamp"
    if [ -f "$stamp" ] && [ -f "$host" ] && [ -f "$demo" ] && [ -z "$(find "$root" \( -name bin -o -name obj -o -name .git -o -name docs -o -name tests \) -prune -o -newer "$stamp" -print -quit)" ]; then
        return
    fi
    say "Building"
    local log
    log=$(mktemp)
    touch "$log.stamp"
    dotnet build "$root/AppHost" -v q --nologo --disable-build-servers >"$log" 2>&1 \
        && dotnet build "$root/samples/Demo" -v q --nologo --disable-build-servers >>"$log" 2>&1 \
        || { cat "$log" >&2; rm -f "$log" "$log.stamp"; die "the build failed"; }
    mv "$log.stamp" "$stamp"
    rm -f "$log"
}

arguments() { # port ephemeral
    [ -z "$1" ] || printf '%s\n' --port "$1"
    [ -z "$2" ] || printf '%s\n' --ephemeral
}

# Waits until the suite is up: wait_healthy DIRECTORY PID
wait_healthy() {
    local until=$((SECONDS + patience)) run
    while [ $SECONDS -lt $until ]; do
        kill -0 "$2" 2>/dev/null || return 1
        # Not by node: its start, time and again, would take processor time from the services that start.
        run=$(cat "$1/run.json" 2>/dev/null) || run=
        if [[ $run == "{\"pid\":$2,"* ]]; then
            [[ $run != *'"state":"healthy"'* ]] || return 0
            [[ $run != *'"state":"failed"'* ]] || { say "error: $(json "$1/run.json" message)"; return 1; }
        fi
        sleep 0.1
    done
    say "error: after $patience s: $(json "$1/run.json" message)"
    return 1
}

# Starts a suite beside this script: start_detached PORT EPHEMERAL; sets $suite and $started.
start_detached() {
    suite=$(suite_directory "$1" "$2")
    local log="$state/logs/$(basename "$suite").log" arguments
    mkdir -p "$state/logs" && chmod 700 "$state" "$state/logs"
    mapfile -t arguments < <(arguments "$1" "$2")
    setsid dotnet "$host" ${arguments[@]+"${arguments[@]}"} >"$log" 2>&1 </dev/null &
    started=$!
    say "Starting (log: $log)"
    if ! wait_healthy "$suite" "$started"; then
        tail -n 40 "$log" >&2
        stop_process "$started"
        started=
        die "the suite did not start"
    fi
    printf %s "${NANOBOT_QUOTES_DIR:-}" >"$suite/quotes"
}

# An ended process may stay listed until its parent looks, which may take seconds where that is not a usual init.
is_alive() { grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$1/status"; }

stop_process() { # pid
    kill -TERM "$1" 2>/dev/null || return 0
    local until=$((SECONDS + 40))
    while is_alive "$1"; do
        # The orchestrator ends everything that a killed AppHost leaves.
        [ $SECONDS -lt $until ] || { kill -KILL "$1" 2>/dev/null || true; sleep 6; return 0; }
        sleep 0.2
    done
}

addresses() { # directory
    node -e '
        const fs = require("fs"), [suite] = process.argv.slice(1);
        const run = JSON.parse(fs.readFileSync(suite + "/run.json")), secrets = JSON.parse(fs.readFileSync(suite + "/secrets.json"));
        const gateway = run.endpoints.gateway;
        console.log(JSON.stringify({ gateway, docs: gateway + "/docs", dashboard: run.dashboard, operator_key: secrets["operator-key"] }));
    ' "$1"
}

# The suite of this checkout and port that runs, if one does: sets $suite.
find_running() {
    local kind
    for kind in '' yes; do
        suite=$(suite_directory "$port" "$kind")
        [ -z "$(suite_pid "$suite")" ] || return 0
    done
    return 1
}

free_port() {
    local candidate
    while :; do
        candidate=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || { echo "$candidate"; return; }
    done
}

run_demo() {
    if find_running && [ "$(json "$suite/run.json" state)" = healthy ] \
        && { [ -z "${NANOBOT_QUOTES_DIR:-}" ] || [ "$(cat "$suite/quotes" 2>/dev/null)" = "$NANOBOT_QUOTES_DIR" ]; }; then
        say "Using the suite that runs at $(json "$suite/run.json" endpoints gateway)"
    else
        start_detached "$(free_port)" yes
    fi
    local key code=0
    key=$(mktemp)
    trap 'rm -f "$key"; [ -z "$started" ] || stop_process "$started"' EXIT
    json "$suite/secrets.json" operator-key >"$key"
    dotnet "$demo" --gateway "$(json "$suite/run.json" endpoints gateway)" --operator-key-file "$key" \
        ${NANOBOT_QUOTES_DIR:+--quotes-dir "$NANOBOT_QUOTES_DIR"} || code=$?
    exit "$code"
}

run_here() {
    suite=$(suite_directory "$port" "$ephemeral")
    local arguments code=0
    mapfile -t arguments < <(arguments "$port" "$ephemeral")
    dotnet "$host" ${arguments[@]+"${arguments[@]}"} &
    started=$!
    trap 'kill -TERM "$started" 2>/dev/null || true' INT TERM HUP
    if wait_healthy "$suite" "$started"; then
        printf %s "${NANOBOT_QUOTES_DIR:-}" >"$suite/quotes"
        addresses "$suite" | node -e '
            const a = JSON.parse(require("fs").readFileSync(0));
            console.log(`\n  gateway       ${a.gateway}\n  docs          ${a.docs}\n  dashboard     ${a.dashboard}\n  operator key  ${a.operator_key}\n`);'
    fi
    # A signal ends the first wait; the second one is for the orderly end that it asked for.
    while kill -0 "$started" 2>/dev/null; do wait "$started" || code=$?; done
    wait "$started" 2>/dev/null || code=$?
    exit "$code"
}

case $mode in
    stop)
        stopped=
        while find_running; do
            stop_process "$(suite_pid "$suite")"
            stopped=yes
        done
        [ -n "$stopped" ] && say "Stopped." || say "Nothing runs here."
        ;;
    *)
        prerequisites
        if [ "$mode" != demo ] && find_running; then
            if [ "$mode" = detach ] && [ "$(json "$suite/run.json" state)" = healthy ]; then
                say "It runs already."
                addresses "$suite"
                exit 0
            fi
            die "it runs already: $(json "$suite/run.json" endpoints gateway). Stop it with ./up.sh --stop, or choose another port with --port N"
        fi
        build
        case $mode in
            run) run_here ;;
            demo) run_demo ;;
            detach)
                start_detached "$port" "$ephemeral"
                addresses "$suite"
                ;;
        esac
        ;;
esac
