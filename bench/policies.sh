#!/usr/bin/env bash
# What a decision by policies costs here, in casbin and in cedar-wasm, one after another on this machine.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$root"/bench/policies/* "$work"
(cd "$work" && npm install --silent --no-audit --no-fund)
dotnet run -c Release --project "$root/bench/Peers" -- policies
node "$work/peers.mjs"
