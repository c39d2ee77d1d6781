#!/usr/bin/env bash
# Every test, against real PostgreSQL and Redis. Arguments go to dotnet test (--filter …).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
. "$root/build/prerequisites.sh"
case ${1:-} in --help | -h)
    echo "./test.sh [--filter EXPRESSION | other options of dotnet test]: builds everything and runs every test"
    exit 0
    ;;
esac
prerequisites stores chromium fonts object-servers mail-server
cd "$root"

# Without build servers nothing is left running.
with_progress "Restoring packages" dotnet restore Nanobot.Aspire.sln --nologo --disable-build-servers || die "the packages could not be restored"
with_progress "Building" dotnet build Nanobot.Aspire.sln --no-restore -v q --nologo --disable-build-servers || die "the build failed"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
code=0
# One project after the other: each keeps the processors busy by itself, and what waits for a time-out beside two others waits too long.
dotnet test Nanobot.Aspire.sln --no-build --nologo --disable-build-servers -maxcpucount:1 "$@" 2>&1 | tee "$log" || code=$?

# One summary line a project: "Passed!  - Failed: 0, Passed: 12, Skipped: 0, Total: 12, …".
read -r passed failed < <(awk '
    /(Passed|Failed)! +- Failed:/ {
        for (i = 1; i < NF; i++) { if ($i == "Passed:") passed += $(i + 1); if ($i == "Failed:") failed += $(i + 1) }
    }
    END { print passed + 0, failed + 0 }' "$log")
echo "$passed passed, $failed failed"
[ "$passed" -gt 0 ] || { say "error: no test ran"; exit 1; }
[ "$failed" -eq 0 ] || exit 1
exit "$code"
