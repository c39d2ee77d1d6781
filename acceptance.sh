#!/usr/bin/env bash
# Searching tests with many more cases than the usual run has: `./acceptance.sh NAME`.
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
  streams         100,000 streams through two gateways and two chats, left at random octets while these are killed (STREAMS_COUNT, STREAMS_SEED, STREAMS_KILLS)
  evidence        200,000 mutations of feeds and price files (NANOBOT_ACCEPTANCE_COUNT)
  policies        20,000 random sets of policies, 50 requests each, decided by index and by scan, and as many histories of changes, decided from memory and without (POLICIES_SETS, POLICIES_SEED)
  limits          200 seeds of 1,000 callers on a budget for 100 from four processes (LIMIT_SEEDS)
  trust           5,000 scripts of a model that does what a letter tells it (TRUST_SCRIPTS, TRUST_SEED)
  words           100,000 sentences with one wrong number, date, sign, unit, direction, figure, symbol or quotation each, and as many right ones (WORDS_ANSWERS, WORDS_SEED)
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
    evidence)
        project=tests/Services.Reports.Tests filter=FullyQualifiedName~MutationTests
        export NANOBOT_ACCEPTANCE_COUNT=${NANOBOT_ACCEPTANCE_COUNT:-200000}
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

# The figures are what the tests themselves write.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
code=0
dotnet test "$project" --no-build --nologo --disable-build-servers --filter "$filter" --logger "console;verbosity=detailed" >"$log" 2>&1 || code=$?
grep -vE '^(Test run for|A total of|\[xUnit|VSTest|Starting test)' "$log" | sed '/^[[:space:]]*$/d'
grep -qE 'Passed: +[1-9]' "$log" || { say "error: no test passed"; exit 1; }
exit "$code"
