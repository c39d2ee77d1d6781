#!/usr/bin/env bash
# Scores the assistant with a fixed set of cases: ./evaluate.sh --help
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
. "$root/build/prerequisites.sh"

usage() {
    cat <<'TEXT'
./evaluate.sh         tries the cases of evaluation/cases with the assistant, against a suite of its own that keeps nothing
  --gateway URL --key-file FILE
                      against the suite at that address; the file holds the operator key
  --case ID           one case alone
  --cases DIRECTORY   other cases
  --out DIRECTORY     where evaluation.md and evaluation.json go; here without it
  --at-least PERCENT  ends with 1 where fewer of the cases pass
  Ai__Endpoint, Ai__ApiKey, Ai__Model
                      the model that is tried, of a suite of its own; the built-in offline model without them
TEXT
}

gateway= key_file= arguments=()
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage; exit 0 ;;
        --gateway | --key-file | --case | --cases | --out | --at-least)
            [ $# -gt 1 ] || { say "error: $1 needs a value"; usage >&2; exit 2; }
            case $1 in
                --gateway) gateway=$2 ;;
                --key-file) key_file=$2 ;;
                *) arguments+=("$1" "$2") ;;
            esac
            shift 2
            ;;
        *) say "error: unknown option '$1'"; usage >&2; exit 2 ;;
    esac
done
if { [ -n "$gateway" ] && [ -z "$key_file" ]; } || { [ -z "$gateway" ] && [ -n "$key_file" ]; }; then
    say "error: --gateway and --key-file go together"
    exit 2
fi

prerequisites
with_progress "Building the evaluation" dotnet build "$root/evaluation/Evaluation" -v q --nologo --disable-build-servers || die "the build failed"
program="$root/evaluation/Evaluation/bin/Debug/net10.0/Evaluation.dll"
if [ -n "$gateway" ]; then
    exec dotnet "$program" --gateway "$gateway" --key-file "$key_file" "${arguments[@]}"
fi

# Beside a suite that runs already: on a port of its own.
port=$((20000 + RANDOM % 12000))
trap '"$root/up.sh" --stop --ephemeral --port "$port" || true' EXIT
up=$("$root/up.sh" --detach --ephemeral --port "$port" | tail -n 1)
field() { printf %s "$up" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
code=0
dotnet "$program" --gateway "$(field gateway)" --key-file <(field operator_key) "${arguments[@]}" || code=$?
exit "$code"
