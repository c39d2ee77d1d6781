#!/usr/bin/env bash
# Searching tests with many more cases than the usual run has: `./acceptance.sh NAME`. What a run found is kept in docs/acceptance/NAME.json, which the
# gateway shows at /api/super-agent/architecture/evolution-phases.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
. "$root/build/prerequisites.sh"

# What runs: the project, the tests, and the settings that say how much of it.
usage() {
    cat <<'TEXT'
./acceptance.sh NAME, where NAME is one of

  cron            100,000 random cron expressions against a reading of their rules and two libraries (CRON_EXPRESSIONS, CRON_SEED)
  zones           all zones of the IANA database, each change of their clocks over ten years, against another library (ZONES_EVERY)
  histories       1,000 histories of 10 schedules and 30 days in three processes that are killed, sleep and have wrong clocks (HISTORY_SEEDS, HISTORY_SEED, HISTORY_JOBS, HISTORY_DAYS)
  slots           100,000 daily jobs that want the same minute, three processes (SLOTS_COUNT)
  canaries        1,000 turns of 50 tenants with 20 users each, and a search of all that is left of them for the words of others (CANARY_TENANTS, CANARY_USERS, CANARY_TURNS, CANARY_SEED)
  ledger          1,000 callers on a budget for 100 from 4 hosts, 200 seeds (LEDGER_SEEDS, LEDGER_SEED)
  rolling         5 rounds of restarts of each process of all modules, gateways among them, under load of 8 callers (ROLLING_ROUNDS, ROLLING_CALLERS)
  upgrade         an earlier version and this one beside each other over the same stores, forward and back; the earlier one is the commit before the last migration (UPGRADE_FROM, UPGRADE_SECONDS)
  chaos           10,000 events of all modules while processes and stores are killed, paused, cut off and emptied (CHAOS_EVENTS, CHAOS_SECONDS, CHAOS_SEED, CHAOS_KINDS, CHAOS_AT_ONCE, CHAOS_INSTANCES, CHAOS_TENANTS)
  fault           stores and the model's provider that are slow, refuse, are cut off or full, one after the other, while callers work (FAULT_SECONDS)
  streams         100,000 streams through two gateways and two chats, left at random octets while these are killed (STREAMS_COUNT, STREAMS_SEED, STREAMS_KILLS)
  figures         averages, ranges and volatility at each day of a directory of price files, against SQL (NANOBOT_PRICE_FILES)
  evidence        200,000 mutations of feeds, price files and JSON prices (NANOBOT_ACCEPTANCE_COUNT)
  policies        20,000 random sets of policies, 50 requests each, decided by index and by scan, and as many histories of changes, decided from memory and without (POLICIES_SETS, POLICIES_SEED)
  limits          200 seeds of 1,000 callers on a budget for 100 from four processes (LIMIT_SEEDS)
  trust           5,000 scripts of a model that does what a letter tells it (TRUST_SCRIPTS, TRUST_SEED)
  words           100,000 sentences with one wrong number, date, sign, unit, direction, figure, symbol or quotation each, and as many right ones (WORDS_ANSWERS, WORDS_SEED)
  tenancy_smoke_suite  every route of every module tried by a user and an administrator of another tenant
  isolation       1,000,000 tries at what is another tenant's, at random over every route, and the same tries while one of 40 faults is planted (ISOLATION_TRIES, ISOLATION_TENANTS, ISOLATION_SEED, ISOLATION_FAULTS, ISOLATION_FAULT_TRIES)
  convergence     2,000 random histories of a tenant, each event told at least once in random order (CONVERGENCE_SEEDS, CONVERGENCE_SEED)
  sidecars        the AppHost with a stand-in for daprd on its PATH: sidecars and suite started, the demo told through them, all ended
  module_contract_snapshot  what every event and every module's API was published as, against what it is now
  service_slice_replay  recorded traffic of each module, answered in one process, over HTTP and through sidecars
  model-answers   10,000 variants of what model servers send (MODEL_ANSWERS_VARIANTS, MODEL_ANSWERS_SEED)
TEXT
}

case ${1:-} in
    model-answers)
        project=tests/Platform.Tests filter=FullyQualifiedName~ModelAnswerMutationTests
        export MODEL_ANSWERS_VARIANTS=${MODEL_ANSWERS_VARIANTS:-10000} MODEL_ANSWERS_SEED=${MODEL_ANSWERS_SEED:-$((RANDOM * 32768 + RANDOM))}
        ;;
    words)
        project=tests/Services.Reports.Tests filter=FullyQualifiedName~WordsProofTests
        export WORDS_ANSWERS=${WORDS_ANSWERS:-100000} WORDS_SEED=${WORDS_SEED:-$((RANDOM * 32768 + RANDOM))}
        ;;
    cron)
        project=tests/Services.Scheduler.Tests filter=FullyQualifiedName~CronAgreementTests
        export CRON_EXPRESSIONS=${CRON_EXPRESSIONS:-100000} CRON_SEED=${CRON_SEED:-$((RANDOM * 32768 + RANDOM))}
        ;;
    zones)
        project=tests/Services.Scheduler.Tests filter=FullyQualifiedName~ZoneProofTests
        export ZONES_EVERY=${ZONES_EVERY:-1}
        ;;
    histories)
        project=tests/Services.Scheduler.Tests filter=FullyQualifiedName~HistoryTests
        export HISTORY_SEEDS=${HISTORY_SEEDS:-1000} HISTORY_SEED=${HISTORY_SEED:-$((RANDOM * 32768 + RANDOM))} HISTORY_JOBS=${HISTORY_JOBS:-10} HISTORY_DAYS=${HISTORY_DAYS:-30}
        ;;
    slots)
        project=tests/Services.Scheduler.Tests filter=FullyQualifiedName~SlotLedgerTests
        export SLOTS_COUNT=${SLOTS_COUNT:-100000}
        ;;
    canaries)
        project=tests/Services.Chat.Tests filter=FullyQualifiedName~Canaries
        export CANARY_TENANTS=${CANARY_TENANTS:-50} CANARY_USERS=${CANARY_USERS:-20} CANARY_TURNS=${CANARY_TURNS:-1000} CANARY_SEED=${CANARY_SEED:-$((RANDOM * 32768 + RANDOM))}
        ;;
    ledger)
        project=tests/Platform.Tests filter=FullyQualifiedName~Metering.CrowdTests
        export LEDGER_SEEDS=${LEDGER_SEEDS:-200} LEDGER_SEED=${LEDGER_SEED:-$((RANDOM * 32768 + RANDOM))}
        ;;
    limits)
        project=tests/Platform.Tests filter=FullyQualifiedName~SharedLimitTests
        export LIMIT_SEEDS=${LIMIT_SEEDS:-200}
        ;;
    streams)
        project=tests/Streams.Tests filter=FullyQualifiedName~StreamTrialTests
        export STREAMS_COUNT=${STREAMS_COUNT:-100000} STREAMS_SEED=${STREAMS_SEED:-$((RANDOM * 32768 + RANDOM))}
        ;;
    rolling)
        project=tests/Streams.Tests filter=FullyQualifiedName~RollingRestartTests
        export ROLLING_ROUNDS=${ROLLING_ROUNDS:-5} ROLLING_CALLERS=${ROLLING_CALLERS:-8}
        ;;
    upgrade)
        project=tests/Streams.Tests filter=FullyQualifiedName~UpgradeTests
        # A copy of a repository without its history has no earlier version.
        if [ -z "${UPGRADE_FROM:-}" ]; then
            migrated=$(git -C "$root" log -1 --first-parent --format=%H -- '*/Migrations/*.sql')
            UPGRADE_FROM=$(git -C "$root" rev-parse --verify --quiet "$migrated^1") || die "the history does not reach back before the last migration: fetch all of it, or name a commit by UPGRADE_FROM"
        fi
        export UPGRADE_FROM UPGRADE_SECONDS=${UPGRADE_SECONDS:-20}
        ;;
    chaos)
        project=tests/Streams.Tests filter=FullyQualifiedName~ChaosTests
        export CHAOS_EVENTS=${CHAOS_EVENTS:-10000} CHAOS_SECONDS=${CHAOS_SECONDS:-60} CHAOS_SEED=${CHAOS_SEED:-$((RANDOM * 32768 + RANDOM))} CHAOS_INSTANCES=${CHAOS_INSTANCES:-2} CHAOS_TENANTS=${CHAOS_TENANTS:-2} CHAOS_AT_ONCE=${CHAOS_AT_ONCE:-3} CHAOS_HEALTHY=${CHAOS_HEALTHY:-10}
        export CHAOS_KINDS=${CHAOS_KINDS:-kill,kill,kill,kill,pause,partition,cut,flush,redis,postgres}
        ;;
    fault)
        project=tests/Streams.Tests filter=FullyQualifiedName~FaultTests
        export FAULT_ALL=1 FAULT_SECONDS=${FAULT_SECONDS:-6}
        ;;
    tenancy_smoke_suite)
        project=tests/Isolation.Tests filter=FullyQualifiedName~IsolationTests
        ;;
    isolation)
        project=tests/Isolation.Tests filter=FullyQualifiedName~IsolationScoreTests
        export ISOLATION_TRIES=${ISOLATION_TRIES:-1000000} ISOLATION_TENANTS=${ISOLATION_TENANTS:-6} ISOLATION_SEED=${ISOLATION_SEED:-$((RANDOM * 32768 + RANDOM))}
        export ISOLATION_FAULTS=${ISOLATION_FAULTS:-40} ISOLATION_FAULT_TRIES=${ISOLATION_FAULT_TRIES:-3000}
        ;;
    sidecars)
        project=tests/Suite.Tests filter=FullyQualifiedName~DaprTests
        ;;
    convergence)
        project=tests/Platform.Tests filter=FullyQualifiedName~TenantConvergenceTests
        export CONVERGENCE_SEEDS=${CONVERGENCE_SEEDS:-2000} CONVERGENCE_SEED=${CONVERGENCE_SEED:-1}
        ;;
    module_contract_snapshot)
        project=tests/Architecture.Tests filter=FullyQualifiedName~Snapshots
        ;;
    service_slice_replay)
        project=tests/Architecture.Tests filter=FullyQualifiedName~ServiceSliceReplayTests
        ;;
    evidence)
        project=tests/Services.Reports.Tests filter=FullyQualifiedName~MutationTests
        export NANOBOT_ACCEPTANCE_COUNT=${NANOBOT_ACCEPTANCE_COUNT:-200000}
        ;;
    figures)
        project=tests/Services.Reports.Tests filter=FullyQualifiedName~RecomputedFiguresTests
        [ -d "${NANOBOT_PRICE_FILES:-}" ] || die "NANOBOT_PRICE_FILES must name a directory of price files (Date,Open,High,Low,Close,Volume)"
        export NANOBOT_PRICE_FILES
        ;;
    policies)
        project=tests/Platform.Tests filter='FullyQualifiedName~ScanTests|FullyQualifiedName~KnownPoliciesTests'
        export POLICIES_SETS=${POLICIES_SETS:-20000} POLICIES_SEED=${POLICIES_SEED:-$((RANDOM * 32768 + RANDOM))}
        ;;
    trust)
        project=tests/Services.Chat.Tests filter=FullyQualifiedName~HostileModelTests
        export TRUST_SCRIPTS=${TRUST_SCRIPTS:-5000} TRUST_SEED=${TRUST_SEED:-$((RANDOM * 32768 + RANDOM))}
        ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

prerequisites
cd "$root"
with_progress "Building $project" dotnet build "$project" -v q --nologo --disable-build-servers || die "the build failed"

# The earlier version, from its commit alone. Migrations refers to every service but the gateway.
if [ "$1" = upgrade ] && [ -z "${UPGRADE_BUILD:-}" ]; then
    temporary=$(mktemp -d)
    export UPGRADE_BUILD=$temporary
    trap 'rm -rf "$temporary"' EXIT
    git -C "$root" archive "$UPGRADE_FROM" | tar -x -C "$UPGRADE_BUILD"
    for earlier in Migrations Services.Gateway; do
        (cd "$UPGRADE_BUILD" && with_progress "Building $earlier of ${UPGRADE_FROM:0:8}" dotnet build "$earlier" -v q --nologo --disable-build-servers) || die "the earlier version cannot be built"
    done
fi

# Numbers of the console logger's summary, however many spaces it takes.
count() { sed -nE "s/^ *$1: +([0-9]+).*/\1/p" "$log" | tail -n 1; }

# One JSON object, without any tool beyond the shell's own: backslashes, quotes and control characters are all that a line may have.
keep() {
    local file="$root/docs/acceptance/$name.json" passed failed line separator=''
    passed=$(count Passed) failed=$(count Failed)
    mkdir -p "$root/docs/acceptance"
    {
        printf '{\n  "name": "%s",\n  "passed": %s,\n  "tests": %d,\n  "failed": %d,\n' "$name" "$([ "$code" -eq 0 ] && echo true || echo false)" "${passed:-0}" "${failed:-0}"
        printf '  "seconds": %d,\n  "measured_at": "%s",\n  "commit": "%s",\n  "figures": [' "$SECONDS" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$commit"
        while IFS= read -r line; do
            printf '%s\n    "%s"' "$separator" "$line"
            separator=,
        done < <(awk '/^  *Standard Output Messages:/ { on = 1; next } /^ *(Passed|Failed|Skipped) |^Test Run|^Total tests/ { on = 0 } on && NF' "$log" \
            | tr -d '\000-\010\013-\037' | sed -E 's/^ +//; s/\t/ /g; s/\\/\\\\/g; s/"/\\"/g' | head -n 20)
        printf '\n  ]\n}\n'
    } >"$file.new"
    mv "$file.new" "$file"
}

# The figures are what the tests themselves write.
name=$1
commit=$(git -C "$root" describe --always --dirty --exclude '*' 2>/dev/null || echo unknown)
log=$(mktemp)
trap 'rm -rf "$log" "${temporary:-}"' EXIT
code=0 SECONDS=0
dotnet test "$project" --no-build --nologo --disable-build-servers --filter "$filter" --logger "console;verbosity=detailed" >"$log" 2>&1 || code=$?
grep -vE '^(Test run for|A total of|\[xUnit|VSTest|Starting test)' "$log" | sed '/^[[:space:]]*$/d'
# A run in which no test ran says nothing; one that failed says that.
grep -qE '(Passed|Failed): +[1-9]' "$log" || { say "error: no test ran"; exit 1; }
keep
grep -qE 'Passed: +[1-9]' "$log" || { say "error: no test passed"; exit 1; }
exit "$code"
