#!/usr/bin/env bash
# Measures firings: jobs of as many users that are all due at the same second, in the scheduler and in other schedulers, on the same PostgreSQL, which writes each commit to the disk as ./up.sh's does.
# Here from that second to the commit of the last occurrence, with its event and with the job's next time; in the others to the last run counted inside the job. Peers that take minutes for all of
# them get fewer, and firings per second are compared. Warm, medians. Prints Markdown for docs/performance.md.
#
#   bench/firing.sh [--jobs N] [--peer-jobs N] [--rounds N] [own] [quartz] [hangfire] [node]        defaults: 100,000 jobs, 5,000 for Quartz.NET (1,000 for Hangfire), 3 rounds, all of them
#
# Needs redis-server and PostgreSQL, and for the last part node and npm.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=100000 few=5000 rounds=3 parts=()
while (($#)); do
    case $1 in
        --jobs) jobs=$2; shift 2 ;;
        --peer-jobs) few=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        own | quartz | hangfire | node) parts+=("$1"); shift ;;
        *) echo "Unknown option '$1'. Known are --jobs N, --peer-jobs N, --rounds N, own, quartz, hangfire and node." >&2; exit 2 ;;
    esac
done
((${#parts[@]})) || parts=(own quartz hangfire node)
. bench/jobs.sh
stage

: >"$work/peers"
for part in "${parts[@]}"; do
    case $part in
        own) dotnet $firings own "$postgres" "$redis" "$tenants" "$jobs" "$rounds" "$work/own" ;;
        quartz) dotnet $firings quartz "$postgres" "$few" "$rounds" >>"$work/peers" ;;
        hangfire) dotnet $firings hangfire "$postgres" $(((few + 4) / 5)) "$rounds" >>"$work/peers" ;;
        node)
            mkdir "$work/jobs"
            cp bench/jobs/* "$work/jobs"
            (cd "$work/jobs" && npm install --silent --no-audit --no-fund && node peers.mjs "postgres://postgres:$password@127.0.0.1:$base" "$jobs" "$rounds") >>"$work/peers" ;;
    esac
done
[[ -s $work/peers ]] || exit 0
echo
echo "| | jobs | s, median | firings/s | the scheduler, of this |"
echo "| --- | --- | --- | --- | --- |"
awk -F'\t' -v own="$(cat "$work/own" 2>/dev/null || echo 0)" '{ printf "| %s | %d | %.1f | %.0f | %s |\n", $1, $2, $3, $2 / $3, own ? sprintf("%.1f", own / ($2 / $3)) : "–" }' "$work/peers"
