#!/usr/bin/env bash
# Measures events from the transaction that tells of them to whoever takes them up: as many as can be, and the wait of each at a rate, beside CAP and Wolverine in turns on the same stores.
# Warm, medians of the rounds. Prints Markdown for docs/performance.md.
#
#   bench/events.sh [--events N] [--rate N] [--seconds N] [--rounds N]        defaults: 20,000 events, 1,000 a second for 10 s, 3 rounds
#
# Needs redis-server and PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."

events=20000 rate=1000 seconds=10 rounds=3
while (($#)); do
    case $1 in
        --events) events=$2; shift 2 ;;
        --rate) rate=$2; shift 2 ;;
        --seconds) seconds=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --events N, --rate N, --seconds N and --rounds N." >&2; exit 2 ;;
    esac
done
. bench/jobs.sh
stage
dotnet build bench/Events -c Release -v q --nologo --disable-build-servers >&2

for ((round = 1; round <= rounds; round++)); do
    for way in own cap wolverine; do
        dotnet bench/Events/bin/Release/net10.0/Events.dll "$way" "$postgres" "$redis" "$events" "$rate" "$seconds" | tee -a "$work/lines" >&2
    done
done

# median FIELD WAY
median() { awk -F'\t' -v way="$2" -v field="$1" '$1 == way { print $field }' "$work/lines" | sort -g | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'; }

own=$(median 2 own)
printf '\n| %s events, then %s a second | events/s | own ÷ it | a second, reached | p50, ms | p99, ms | longest, ms |\n| --- | --- | --- | --- | --- | --- | --- |\n' "$events" "$rate"
for way in own cap wolverine; do
    rest=$(for field in 3 4 5 6; do printf ' %s |' "$(median $field $way)"; done)
    awk -v way=$way -v own="$own" -v rate="$(median 2 $way)" -v rest="$rest" 'BEGIN { printf "| %s | %.0f | %.2f |%s\n", way, rate, own / rate, rest }'
done
