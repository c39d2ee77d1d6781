#!/usr/bin/env bash
# Measures turns of the assistant, the whole suite in a Release build with real stores before a model server that answers at once: turns a second and the first words of a stream, each against that server called
# directly and behind YARP alone; then what 1,000 streams at once hold in memory. Warm, rounds interleaved, medians. Prints Markdown for docs/performance.md.
# The services compile as deployed ones do, and send no telemetry: the dashboard would have its share of the same processors.
#
#   bench/turns.sh [--rounds N] [--seconds S] [--streams N]        defaults: 5 rounds, 5 s, 1,000 streams
#
# The suite that it starts has port 18082 and stores of its own, which are removed at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5 seconds=5 streams=1000 port=18082 deadline=180
while (($#)); do
    case $1 in
        --rounds) rounds=$2; shift 2 ;;
        --seconds) seconds=$2; shift 2 ;;
        --streams) streams=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --rounds N, --seconds S and --streams N." >&2; exit 2 ;;
    esac
done
export DOTNET_NOLOGO=1
dotnet build bench/Peers -c Release -v q --nologo --disable-build-servers >&2
dotnet build AppHost -c Release -v q --nologo --disable-build-servers >&2

installed=${XDG_DATA_HOME:-$HOME/.local/share}/nanobot-aspire
work=$(mktemp -d) pids=()
remove_stores() { rm -rf "$installed"/suites/*-"$port"-ephemeral /var/lib/nanobot-aspire/*-"$port"-ephemeral; }
finish() {
    ((${#pids[@]} == 0)) || kill -TERM "${pids[@]}" 2>/dev/null || true
    wait
    remove_stores
    rm -rf "$work"
}
trap finish EXIT
remove_stores

base=$((20000 + RANDOM % 10000))
model=http://127.0.0.1:$base proxy=http://127.0.0.1:$((base + 1)) gateway=http://127.0.0.1:$port
peers=bench/Peers/bin/Release/net10.0/Peers.dll
dotnet $peers module "$model" >"$work/model.log" 2>&1 & pids+=($!)
dotnet $peers proxy "$proxy" "$model" >"$work/proxy.log" 2>&1 & pids+=($!)
# No limit is to be met: what is measured is what a turn costs.
tier=Limits__Tiers__enterprise__
env Dashboard__Enabled=false DOTNET_TieredPGO=1 DOTNET_TC_CallCountingDelayMs=64 Ai__Endpoint="$model/v1" Ai__ApiKey=bench Ai__Model=m ${tier}api_calls_per_minute=100000000 ${tier}api_calls_per_day=100000000000 ${tier}concurrent_requests=10000 \
    ${tier}tokens_per_day=1000000000000 ${tier}tokens_per_request=100000 ${tier}sessions=100000000 ${tier}agents=1000 Logging__LogLevel__Default=Warning \
    dotnet AppHost/bin/Release/net10.0/AppHost.dll --port "$port" --ephemeral >"$work/suite.log" 2>&1 & pids+=($!)
suite=${pids[-1]}
for ((began = SECONDS; ; )); do
    run=$(cat "$installed"/suites/*-"$port"-ephemeral/status 2>/dev/null) && [[ $run == *"$suite healthy"* ]] && break
    kill -0 "$suite" 2>/dev/null && ((SECONDS - began < deadline)) || { echo "The suite did not become healthy:" >&2; tail -20 "$work/suite.log" >&2; exit 1; }
    sleep 0.2
done
sed -n 's/.*"operator_key":"\([^"]*\)".*/\1/p' "$installed"/suites/*-"$port"-ephemeral/up.json >"$work/operator"
dotnet $peers turns "$model" "$proxy" "$gateway" "$work/operator" "$rounds" "$seconds" "$streams" "$(pgrep -n -f 'Release/net10.0/Services.Chat' || true)" "$(pgrep -n -f 'Release/net10.0/Services.Gateway' || true)"
