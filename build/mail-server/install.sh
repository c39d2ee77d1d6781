#!/usr/bin/env bash
# Installs the mail server that tests send to (smtp-server), where it is not there yet; its one line of output is its directory.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
state="${XDG_DATA_HOME:-$HOME/.local/share}/nanobot-aspire/mail-server"
target="$state/$(cat "$here/package.json" "$here/package-lock.json" | sha256sum | cut -c1-12)"

if [ ! -d "$target" ]; then
    mkdir -p "$state"
    new=$(mktemp -d "$state/.new.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    cp "$here/package.json" "$here/package-lock.json" "$new"
    (cd "$new" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
    # Whoever is first; the same was installed by the other.
    mv -T "$new" "$target" 2>/dev/null || [ -d "$target" ]
fi
echo "$target"
