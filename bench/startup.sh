#!/usr/bin/env bash
# Measures how long the whole suite takes from its start to all healthy, and what each process holds when idle.
# Prints Markdown for docs/performance.md.
#
#   bench/startup.sh [--runs N] [--idle SECONDS]        defaults: 5 runs, 30 s
#
# The suite that it starts has port 18080 and, with it, stores of its own, which are removed at the end.
# "Fresh" makes the databases first; "warm" starts again on the databases that a run before has left.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=5 idle=30 port=18080 deadline=180
while (($#)); do
    case $1 in
        --runs) runs=$2; shift 2 ;;
        --idle) idle=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --runs N and --idle SECONDS." >&2; exit 2 ;;
    esac
done

installed=${XDG_DATA_HOME:-$HOME/.local/share}/nanobot-aspire
log=$(mktemp)
pid=
# Under root PostgreSQL's data is beside the other services' in /var/lib.
remove_stores() {
    rm -rf "$installed"/suites/*-"$port" "$installed"/suites/*-"$port"-ephemeral /var/lib/nanobot-aspire/*-"$port" /var/lib/nanobot-aspire/*-"$port"-ephemeral
}
finish() {
    if [[ -n $pid ]]; then kill -TERM "$pid" 2>/dev/null && wait "$pid" || true; fi
    remove_stores
    rm -f "$log"
}
trap finish EXIT
remove_stores

now() { echo "${EPOCHREALTIME/./}"; } # microseconds

# Starts the suite with the given options and sets $took to the milliseconds until all is healthy.
start() {
    local began run
    began=$(now)
    dotnet AppHost/bin/Release/net10.0/AppHost.dll --port "$port" "$@" >"$log" 2>&1 &
    pid=$!
    until run=$(cat "$installed"/suites/*-"$port"*/status 2>/dev/null) && [[ $run == *"$pid healthy"* ]]; do
        if ! kill -0 "$pid" 2>/dev/null || (($(now) - began > deadline * 1000000)); then
            echo "The suite did not become healthy:" >&2
            tail -20 "$log" >&2
            exit 1
        fi
        sleep 0.02
    done
    took=$((($(now) - began) / 1000))
}

# Stops it and sets $took to the milliseconds until the last process of it is gone.
stop() {
    local began members
    members=$(processes)
    began=$(now)
    kill -TERM "$pid"
    wait "$pid" || true
    pid=
    for member in $members; do
        # One that has ended may stay listed until its parent looks.
        while grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$member/status"; do sleep 0.02; done
    done
    took=$((($(now) - began) / 1000))
}

# The AppHost, the orchestrator that watches it, and all they have started.
processes() {
    local roots
    # Its arguments are separated by NUL, which -z makes lines of.
    roots="$pid $(grep -lszx -- "$pid" /proc/[0-9]*/cmdline | xargs -r grep -lsz -- '^--monitor$' | tr -dc '0-9\n' | tr '\n' ' ')"
    cat /proc/[0-9]*/stat 2>/dev/null | sed 's/(.*)/x/' | awk -v roots="$roots" '
        { parent[$1] = $4 }
        END {
            split(roots, list, " "); for (i in list) { member[list[i]] = 1 }
            do { grown = 0; for (p in parent) if (!(p in member) && (parent[p] in member)) { member[p] = 1; grown = 1 } } while (grown)
            for (p in member) print p
        }'
}

name_of() {
    local line
    line=$({ tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null) || return 0
    case $line in
        *AppHost.dll*) echo "AppHost" ;;
        */Services.*) line=${line%% *}; echo "${line##*/}" ;;
        */Feeds*) echo "samples/Feeds" ;;
        *Aspire.Dashboard* | *aspire-managed*) echo "Aspire dashboard" ;;
        *dcp*) echo "Orchestrator (DCP)" ;;
        *postgres*) echo "PostgreSQL" ;;
        *redis-server* | *cache.sh*) echo "Redis" ;;
        *) line=${line%% *}; echo "${line##*/}" ;;
    esac
}

# One line each: name, processes, proportional set size in MB.
memory() {
    local member pss
    for member in $(processes); do
        pss=$(awk '/^Pss:/ { print $2 }' "/proc/$member/smaps_rollup" 2>/dev/null) || continue
        printf '%s\t%s\n' "$(name_of "$member")" "${pss:-0}"
    done | awk -F'\t' '{ count[$1]++; sum[$1] += $2 } END { for (n in sum) printf "%s\t%d\t%.0f\n", n, count[n], sum[n] / 1024 }' | sort
}

row() { # label, then milliseconds
    local label=$1
    shift
    printf '%s\n' "$@" | sort -n | awk -v label="$label" '
        { v[NR] = $1 / 1000 }
        END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; printf "| %s | %d | %.1f | %.1f | %.1f |\n", label, NR, v[1], m, v[NR] }'
}

dotnet build AppHost -c Release -v q --nologo >&2
load=$(cut -d' ' -f1-3 /proc/loadavg) # before the first start: other work on the machine falsifies the times

fresh=() warm=() stopped=()
for ((run = 1; run <= runs; run++)); do
    start --ephemeral
    fresh+=("$took")
    if ((run == runs)); then
        sleep "$idle"
        held=$(memory)
    fi
    stop
    stopped+=("$took")
    echo "run $run: fresh ${fresh[-1]} ms, stop ${stopped[-1]} ms" >&2
done

start # makes the databases that the warm runs find
stop
for ((run = 1; run <= runs; run++)); do
    start
    warm+=("$took")
    stop
    stopped+=("$took")
    echo "run $run: warm ${warm[-1]} ms, stop ${stopped[-1]} ms" >&2
done

cat <<MARKDOWN
Measured $(date -u +%F) at $(git rev-parse --short HEAD), load $load: $(nproc) cores of $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo),
$(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GB, $(. /etc/os-release && echo "$PRETTY_NAME"), .NET $(dotnet --version), Release build, warm disk cache.

| seconds | runs | least | median | most |
| --- | --- | --- | --- | --- |
$(row "start to all healthy, fresh databases" "${fresh[@]}")
$(row "start to all healthy, existing databases" "${warm[@]}")
$(row "stop, to the last process gone" "${stopped[@]}")

Memory after $idle s of idling (proportional set size, so shared pages count once in the sum):

| process | processes | MB |
| --- | --- | --- |
$(awk -F'\t' '{ printf "| %s | %d | %d |\n", $1, $2, $3; sum += $3; n += $2 } END { printf "| **all** | %d | %d |\n", n, sum }' <<<"$held")
MARKDOWN
