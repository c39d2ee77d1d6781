#!/usr/bin/env bash
# Installs the servers that tests keep objects in (s3rver, azurite), where they are not there yet; its one line of output is their directory.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
state="${XDG_DATA_HOME:-$HOME/.local/share}/nanobot-aspire/object-servers"
target="$state/$(cat "$here/package.json" "$here/package-lock.json" | sha256sum | cut -c1-12)"

if [ ! -d "$target" ]; then
    mkdir -p "$state"
    new=$(mktemp -d "$state/.new.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    cp "$here/package.json" "$here/package-lock.json" "$new"
    (cd "$new" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
    # npm takes an older version where the newer one does not fit its Node.
    cd "$new" && node -e '
        for (const [name, version] of Object.entries(require("./package.json").dependencies)) {
            const found = require(`./node_modules/${name}/package.json`).version;
            if (found !== version) { console.error(`${name} ${version} is wanted, ${found} was installed`); process.exit(1); }
        }' >&2 || exit 1
    # Whoever is first; the same was installed by the other.
    mv -T "$new" "$target" 2>/dev/null || [ -d "$target" ]
fi
echo "$target"
