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
  --stores KIND       processes: PostgreSQL and Redis from this machine's packages (the default); or containers
  --shape SHAPE       modules: a process each (the default); or all-in-one: one process and PostgreSQL, without Redis
  NANOBOT_QUOTES_DIR  directory of price files (SYMBOL.csv) for the sample server
  Ai__Endpoint, Ai__ApiKey, Ai__Model
                      an OpenAI-compatible model server instead of the built-in offline model
  Dashboard__Enabled  false: no dashboard, and no telemetry
TEXT
}

bad_usage() { say "error: $*"; say "./up.sh --help says what there is."; exit 2; }

mode=run port=$default_port ephemeral= stores=processes shape=
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
        --stores) [ $# -gt 1 ] || bad_usage "--stores needs processes or containers"; stores=$2; shift ;;
        --shape) [ $# -gt 1 ] || bad_usage "--shape needs modules or all-in-one"; shape=$2; shift ;;
        --shape=*) shape=${1#--shape=} ;;
        --stores=*) stores=${1#--stores=} ;;
        *) bad_usage "unknown option '$1'" ;;
    esac
    shift
done
[[ $port =~ ^[0-9]{1,5}$ ]] && ((10#$port >= 1 && 10#$port <= 65535)) || bad_usage "--port takes a number from 1 to 65535, not '$port'"
port=$((10#$port))
[ "$stores" = processes ] || [ "$stores" = containers ] || bad_usage "--stores takes processes or containers, not '$stores'"
[ -z "$shape" ] || [ "$shape" = modules ] || [ "$shape" = all-in-one ] || bad_usage "--shape takes modules or all-in-one, not '$shape'"
if [ -n "${NANOBOT_QUOTES_DIR:-}" ]; then
    [ -d "$NANOBOT_QUOTES_DIR" ] || bad_usage "NANOBOT_QUOTES_DIR: there is no directory '$NANOBOT_QUOTES_DIR'"
    NANOBOT_QUOTES_DIR=$(cd "$NANOBOT_QUOTES_DIR" && pwd -P)
    export NANOBOT_QUOTES_DIR
fi

# The directory in which the AppHost says how a suite is: one for each checkout, port and kind (AppHost/Running/SuiteDirectory.cs).
suite_directory() { # port ephemeral
    local checkout name=$1
    checkout=$(printf %s "$root/AppHost" | sha256sum | cut -c1-12)
    [ "$1" != "$default_port" ] || name=default
    printf '%s/suites/%s-%s%s' "$state" "$checkout" "$name" "${2:+-ephemeral}"
}

# Sets $suite_pid and $suite_status of the suite in $suite; fails when none runs. A number in a file may belong to another process by now.
read_status() {
    suite_pid= suite_status=
    read -r suite_pid suite_status 2>/dev/null <"$suite/status" || return 1
    tr '\0' ' ' 2>/dev/null <"/proc/$suite_pid/cmdline" | grep -q AppHost
}

# The suite of this checkout and port that runs, if one does: sets $suite.
find_running() {
    local kind
    for kind in '' yes; do
        suite=$(suite_directory "$port" "$kind")
        ! read_status || return 0
    done
    return 1
}

# A value of the line of JSON that the AppHost writes about a healthy suite.
address() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$suite/up.json"; }

build() {
    # A build without changes takes many times longer than this look for changes.
    local stamp="$root/AppHost/obj/up.stamp" began
    if [ -f "$stamp" ] && [ -f "$host" ] && [ -f "$demo" ] && [ -z "$(find "$root" \( -name bin -o -name obj -o -name .git -o -name docs -o -name tests \) -prune -o -type f -newer "$stamp" -print -quit)" ]; then
        return
    fi
    [ -f "$stamp" ] || say "The first build takes some minutes; the next ones take seconds, or none where nothing has changed."
    began=$(mktemp)
    with_progress "Restoring packages" dotnet restore "$root/AppHost" --nologo --disable-build-servers || die "the packages could not be restored"
    with_progress "Building" dotnet build "$root/AppHost" --no-restore -v q --nologo --disable-build-servers || die "the build failed"
    mv "$began" "$stamp"
}

arguments() { # port ephemeral
    printf '%s\n' --port "$1" --stores "$stores" --shape "${shape:-modules}"
    [ -z "$2" ] || echo --ephemeral
}

# Waits until the suite in $suite, process $started, is up; says how far it is.
wait_healthy() {
    local until=$((SECONDS + patience)) told= next=0
    while [ $SECONDS -lt $until ]; do
        kill -0 "$started" 2>/dev/null || return 1
        if read_status && [ "$suite_pid" = "$started" ]; then
            case $suite_status in
                healthy) return 0 ;;
                failed*) return 1 ;;
                starting*)
                    if [ "$suite_status" != "$told" ] && [ $SECONDS -ge $next ]; then
                        told=$suite_status next=$((SECONDS + 5))
                        say "  … $told"
                    fi
                    ;;
            esac
        fi
        sleep 0.1
    done
    say "error: not up after $patience s: ${suite_status:-nothing is known}"
    return 1
}

# Starts a suite beside this script: start_detached PORT EPHEMERAL; sets $suite and $started.
start_detached() {
    suite=$(suite_directory "$1" "$2")
    local log="$state/logs/$(basename "$suite").log" arguments
    mkdir -p "$state/logs" && chmod 700 "$state" "$state/logs"
    mapfile -t arguments < <(arguments "$1" "$2")
    setsid dotnet "$host" "${arguments[@]}" >"$log" 2>&1 </dev/null &
    started=$!
    say "Starting (log: $log)"
    if ! wait_healthy; then
        # The host says what is wrong in lines that begin with "error:"; without one, its last words have to do.
        grep -A 10 '^error: ' "$log" >&2 || tail -n 40 "$log" >&2
        stop_process "$started"
        started=
        die "the suite did not start"
    fi
    printf %s "${NANOBOT_QUOTES_DIR:-}" >"$suite/quotes"
    printf %s "${shape:-modules}" >"$suite/shape"
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

free_port() {
    local candidate
    while :; do
        candidate=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || { echo "$candidate"; return; }
    done
}

run_demo() {
    if find_running && [ "$suite_status" = healthy ] \
        && { [ -z "$shape" ] || [ "$(cat "$suite/shape" 2>/dev/null)" = "$shape" ]; } \
        && { [ -z "${NANOBOT_QUOTES_DIR:-}" ] || [ "$(cat "$suite/quotes" 2>/dev/null)" = "$NANOBOT_QUOTES_DIR" ]; }; then
        say "Using the suite that runs at $(address gateway)"
    else
        start_detached "$(free_port)" yes
    fi
    local code=0
    trap '[ -z "$started" ] || stop_process "$started"' EXIT
    dotnet "$demo" --gateway "$(address gateway)" --operator-key-file <(address operator_key) \
        ${NANOBOT_QUOTES_DIR:+--quotes-dir "$NANOBOT_QUOTES_DIR"} || code=$?
    exit "$code"
}

run_here() {
    suite=$(suite_directory "$port" "$ephemeral")
    local arguments code=0
    mapfile -t arguments < <(arguments "$port" "$ephemeral")
    dotnet "$host" "${arguments[@]}" &
    started=$!
    trap 'kill -TERM "$started" 2>/dev/null || true' INT TERM HUP
    if wait_healthy; then
        printf %s "${NANOBOT_QUOTES_DIR:-}" >"$suite/quotes"
        printf %s "${shape:-modules}" >"$suite/shape"
        printf '\n  %-13s %s' gateway "$(address gateway)" docs "$(address docs)" dashboard "$(address dashboard)" 'operator key' "$(address operator_key)"
        printf '\n\n'
    fi
    # A signal ends the first wait; the second one is for the orderly end that it asked for.
    while kill -0 "$started" 2>/dev/null; do wait "$started" || code=$?; done
    wait "$started" 2>/dev/null || code=$?
    exit "$code"
}

# What to say of a suite that runs already.
already() {
    case $suite_status in
        healthy)
            [ "$mode" = detach ] || die "it runs already: $(address gateway). Stop it with ./up.sh --stop, or choose another port with --port N"
            say "It runs already."
            cat "$suite/up.json"
            exit 0
            ;;
        *) die "it runs already, but is $suite_status. Start what is down on the dashboard, or stop it with ./up.sh --stop" ;;
    esac
}

if [ "$mode" = stop ]; then
    stopped=
    while find_running; do
        stop_process "$suite_pid"
        stopped=yes
    done
    [ -n "$stopped" ] && say "Stopped." || say "Nothing runs here."
    exit 0
fi
needed=stores
[ "$stores" = processes ] || needed=
prerequisites $needed
[ "$mode" = demo ] || ! find_running || already
build
case $mode in
    run) run_here ;;
    demo) run_demo ;;
    detach)
        start_detached "$port" "$ephemeral"
        cat "$suite/up.json"
        ;;
esac
