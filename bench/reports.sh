#!/usr/bin/env bash
# Measures reports with the offline model, which answers at once: how many a second and what each costs, how often a source is asked for all who watch it, memory over all of them, and how long one waits
# who asks for a report beside a backlog that schedules asked for, in the same run as without one. Prints lines for docs/performance.md.
#
#   bench/reports.sh [--users N] [--backlog N] [--asked N]        defaults: 10,000 users, a backlog of 100,000, 200 that are asked for
#
# Needs redis-server and PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."

export REPORTS_USERS=10000 REPORTS_BACKLOG=100000 REPORTS_ASKED=200 DOTNET_NOLOGO=1
while (($#)); do
    case $1 in
        --users) REPORTS_USERS=$2; shift 2 ;;
        --backlog) REPORTS_BACKLOG=$2; shift 2 ;;
        --asked) REPORTS_ASKED=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --users N, --backlog N and --asked N." >&2; exit 2 ;;
    esac
done

dotnet build tests/Services.Reports.Tests -c Release -v q --nologo --disable-build-servers >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
code=0
dotnet test tests/Services.Reports.Tests -c Release --no-build --nologo --disable-build-servers --filter FullyQualifiedName~ReportLoadTests --logger "console;verbosity=detailed" >"$log" 2>&1 || code=$?
grep -E 'reports/s|p95|Error Message|Failed ' -A 3 "$log" | grep -vE '^ *at |^--|warn:|info:' || true
exit "$code"
