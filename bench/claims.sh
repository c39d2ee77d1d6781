#!/usr/bin/env bash
# Measures what a look for due jobs costs: by how many jobs are stored, with nothing due and with a hundred due; and claims while one tenant has a great many due jobs and the database's statistics
# are those of an empty table. On a PostgreSQL of its own, as ./up.sh runs it. Prints Markdown for docs/performance.md.
#
#   bench/claims.sh [--jobs N] [--rounds N] [STORED...]        defaults: 100,000 due jobs, 3 rounds; 100,000, 1,000,000 and 10,000,000 jobs stored, which takes 12 GB of the disk and half an hour
#
# Needs redis-server and PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=100000 rounds=3 stored=()
while (($#)); do
    case $1 in
        --jobs) jobs=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        [1-9]*) stored+=("$1"); shift ;;
        *) echo "Unknown option '$1'. Known are --jobs N, --rounds N, and numbers of stored jobs." >&2; exit 2 ;;
    esac
done
((${#stored[@]})) || stored=(100000 1000000 10000000)
. bench/jobs.sh
stage
dotnet $firings claims "$postgres" "$redis" "$tenants" "$jobs" "$rounds"
dotnet $firings looks "$postgres" "$redis" "$tenants" "${stored[@]}"
