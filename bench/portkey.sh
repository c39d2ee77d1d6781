#!/usr/bin/env bash
# How many turns a second pass the gateway, and how many pass Portkey's (npm), before the same server that answers at once. Warm, rounds
# interleaved, medians. Prints Markdown for docs/performance.md.
#
#   bench/portkey.sh [--rounds N] [--seconds S] [--connections C]        defaults: 5 rounds, 5 s, 32 connections
#
# Needs wrk, redis-server, openssl, node and npm.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5 seconds=5 connections=32 tenants=100
while (($#)); do
    case $1 in
        --rounds) rounds=$2; shift 2 ;;
        --seconds) seconds=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        *) echo "Unknown option '$1'. Known are --rounds N, --seconds S and --connections C." >&2; exit 2 ;;
    esac
done
. bench/stage.sh
stage
start_gateway "$gateway" gateway
cp bench/portkey/* "$work"
(cd "$work" && npm install --silent --no-audit --no-fund) >&2
port=$((base + 5)) portkey=http://127.0.0.1:$((base + 5))
(cd "$work" && NODE_ENV=production TRUSTED_CUSTOM_HOSTS=127.0.0.1 exec node --import ./shim.mjs node_modules/@portkey-ai/gateway/build/start-server.js --port="$port" --headless) \
    >"$work/portkey.log" 2>&1 & pids+=($!)
answers "$module/health" "$proxy/health" "$gateway/health" "$portkey/"

words='Say hello to everybody who reads this, in one short sentence.'
turn() { # NAME
    case $1 in
        gateway) export TURN_PATH=/chat TURN_BODY="{\"message\":\"$words\"}" TURN_HEADERS="$(head -n 1 "$CREDENTIALS")"$'\nAccept: application/json'; url=$gateway ;;
        yarp) export TURN_PATH=/chat TURN_BODY="{\"message\":\"$words\"}" TURN_HEADERS='Accept: application/json'; url=$proxy ;;
        portkey)
            export TURN_PATH=/v1/chat/completions TURN_BODY="{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"$words\"}]}"
            export TURN_HEADERS=$'Authorization: Bearer k\nx-portkey-provider: openai\nx-portkey-custom-host: '"$module/v1"
            url=$portkey ;;
    esac
}
run() { # NAME SECONDS: turns/s
    turn "$1"
    wrk -t1 -c"$connections" -d"$2s" -s bench/turn.lua "$url" | awk '
        $1 == "Requests/sec:" { rate = $2 }
        /Non-2xx|Socket errors/ { failed = $0 }
        END { if (failed) { print failed > "/dev/stderr"; exit 1 } printf "%.0f\n", rate }'
}
for name in yarp gateway portkey; do run "$name" 15 >/dev/null; done
for ((round = 0; round < rounds; round++)); do
    for name in yarp gateway portkey; do run "$name" "$seconds" >>"$work/$name"; done
done
peer=$(median portkey 1)
echo "| | turns/s | of Portkey |"
echo "| --- | --- | --- |"
for name in yarp gateway portkey; do
    echo "| $name | $(median $name 1) | $(awk -v a="$(median $name 1)" -v b="$peer" 'BEGIN { printf "%.1f", a / b }') |"
done
