#!/usr/bin/env bash
# Measures what the gateway costs: requests a second, latency and processor time of the gateway with every guard, without
# telemetry and with it, against YARP alone, all before the same module that answers at once; then latency at 3,000 requests a second and of a stream's first octets. The requests are those of many tenants,
# asked for by Zipf's law, half with API keys and half with tokens. Warm, rounds interleaved, medians. Prints Markdown for docs/performance.md.
#
#   bench/gateway.sh [--rounds N] [--seconds S] [--connections C] [--tenants T]        defaults: 7 rounds, 4 s, 32 connections, 100,000 tenants
#
# Needs wrk, redis-server and openssl (apt-get install wrk redis-server openssl).
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=7 seconds=4 connections=32 tenants=100000
while (($#)); do
    case $1 in
        --rounds) rounds=$2; shift 2 ;;
        --seconds) seconds=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --tenants) tenants=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --rounds N, --seconds S, --connections C and --tenants T." >&2; exit 2 ;;
    esac
done
. bench/stage.sh
stage
start_gateway "$gateway" gateway
# The module takes the telemetry too, and drops it. Every request makes three spans.
start_gateway "$traced" traced "OTEL_EXPORTER_OTLP_ENDPOINT=$module" OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf

answers "$module/health" "$proxy/health" "$gateway/health" "$traced/health"
[[ $(curl -s -o /dev/null -w '%{http_code}' "$gateway/reports") == 401 && $(curl -s -o /dev/null -w '%{http_code}' -H "$(head -n 1 "$CREDENTIALS")" "$gateway/reports") == 200 \
    && $(curl -s -o /dev/null -w '%{http_code}' -H "$(sed -n 2p "$CREDENTIALS")" "$traced/reports") == 200 ]] \
    || { echo "The gateway does not check credentials." >&2; exit 1; }

# run URL SECONDS: prints "requests/s p50 p99", times in ms
run() {
    wrk -t1 -c"$connections" -d"$2s" --latency -s bench/zipf.lua "$1" | awk '
        function ms(t) { return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t * 1000 }
        $1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) } $1 == "Requests/sec:" { rate = $2 }
        /Non-2xx|Socket errors/ { failed = $0 }
        END { if (failed) { print failed > "/dev/stderr"; exit 1 } printf "%.0f %.2f %.2f\n", rate, p50, p99 }'
}
names=("module alone" "YARP alone" "gateway" "gateway with telemetry") urls=("$module" "$proxy" "$gateway" "$traced")
# Warm: everybody has been here before. As long as it takes for as many answers as there are tenants.
meet() { # URL
    local asked=0 began=$SECONDS
    while ((asked < tenants && SECONDS - began < 300)); do
        asked=$((asked + $(IN_ORDER=1 SKIP=$asked wrk -t1 -c"$connections" -d10s -s bench/zipf.lua "$1" | awk '/requests in/ { print $1 }')))
    done
}
meet "$gateway"; meet "$traced"
# Long enough for the runtime to have compiled the hot paths for good.
for url in "${urls[@]}"; do run "$url" "$([[ $url == "$gateway" || $url == "$traced" ]] && echo 40 || echo 15)" >/dev/null; done
# Processor time of a process so far, in ticks of a hundredth of a second.
ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"; }
for ((round = 0; round < rounds; round++)); do
    for i in 0 1 2 3; do
        before=$(ticks "${pids[i + 1]}")
        figures=$(run "${urls[i]}" "$seconds")
        after=$(ticks "${pids[i + 1]}")
        awk -v f="$figures" -v t="$((after - before))" -v s="$seconds" 'BEGIN { split(f, v, " "); printf "%s %.1f\n", f, t * 10000 / (v[1] * s) }' >>"$work/$i"
    done
done

# Octets allocated for a request: what the runtime counted in four whole seconds, by the requests of the same time.
for i in 0 1 2 3; do
    dotnet bench/Peers/bin/Release/net10.0/Peers.dll allocated "${pids[i + 1]}" 4 >"$work/allocated" & counter=$!
    figures=$(run "${urls[i]}" 8)
    wait "$counter"
    awk -v f="$figures" -v o="$(<"$work/allocated")" 'BEGIN { split(f, v, " "); printf "%.1f\n", o / (4 * v[1] * 1000) }' >"$work/octets$i"
done

echo "| | requests/s | p50 ms | p99 ms | CPU µs a request | allocated kB a request | of YARP alone |"
echo "| --- | --- | --- | --- | --- | --- | --- |"
bare=$(median 1 1)
for i in 0 1 2 3; do
    echo "| ${names[i]} | $(median $i 1) | $(median $i 2) | $(median $i 3) | $(median $i 4) | $(<"$work/octets$i") | $(awk -v a="$(median $i 1)" -v b="$bare" 'BEGIN { printf "%.2f", a / b }') |"
done
echo
# Those that ask most.
head -n 1000 "$CREDENTIALS" >"$work/few"
dotnet bench/Peers/bin/Release/net10.0/Peers.dll latency "$work/few" "the module alone=$module" "YARP alone=$proxy" "gateway=$gateway" "gateway with telemetry=$traced"
