#!/usr/bin/env bash
# Measures the relay of an outbox: events per second until the last is in Redis and noted, beside XADD alone and claims alone, which it cannot do without, in turns on the same stores.
# Warm, medians. Prints Markdown for docs/performance.md.
#
#   bench/relay.sh [--events N] [--rounds N]        defaults: 100,000 events, 3 rounds
#
# Needs redis-server and PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."

events=100000 rounds=3
while (($#)); do
    case $1 in
        --events) events=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --events N and --rounds N." >&2; exit 2 ;;
    esac
done
. bench/jobs.sh
stage
dotnet $firings relay "$postgres" "$redis" "$tenants" "$events" "$rounds"
