#!/usr/bin/env bash
# Measures the search over all reports of one user, through the service, against a real PostgreSQL. Prints a line for docs/performance.md.
#
#   bench/search.sh [--reports N] [--asked N]        defaults: 5,000 reports of 5,000 characters, each search 100 times
#
# Needs redis-server and PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."

export SEARCH_REPORTS=5000 SEARCH_ASKED=100 DOTNET_NOLOGO=1
while (($#)); do
    case $1 in
        --reports) SEARCH_REPORTS=$2; shift 2 ;;
        --asked) SEARCH_ASKED=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --reports N and --asked N." >&2; exit 2 ;;
    esac
done

dotnet build tests/Services.Reports.Tests -c Release -v q --nologo --disable-build-servers >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
code=0
dotnet test tests/Services.Reports.Tests -c Release --no-build --nologo --disable-build-servers --filter FullyQualifiedName~SearchLoadTests --logger "console;verbosity=detailed" >"$log" 2>&1 || code=$?
grep -E 'reports of|Error Message|Failed ' -A 3 "$log" | grep -vE '^ *at |^--|warn:|info:' || true
exit "$code"
