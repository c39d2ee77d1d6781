# Sourced by up.sh and test.sh: what the suite needs on a machine, and how it gets there.
# Expects $root, the checkout. Sets $state, where everything is kept that is neither source nor build output.

state="${XDG_DATA_HOME:-$HOME/.local/share}/nanobot-aspire"
aspire_version=$(sed -n 's:.*<AspireVersion>\(.*\)</AspireVersion>.*:\1:p' "$root/Directory.Build.props")
aspire_home="$state/aspire-$aspire_version"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

container_runtime_answers() {
    { command -v docker && docker info; } >/dev/null 2>&1 || { command -v podman && podman info; } >/dev/null 2>&1
}

has_postgres() {
    local binary
    for binary in /usr/lib/postgresql/*/bin/postgres; do [ -x "$binary" ] && return; done
    command -v postgres >/dev/null
}

has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }

require_tools() {
    command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
    dotnet --list-sdks | grep -q '^10\.' || die "the .NET 10 SDK is missing; installed: $(dotnet --list-sdks | tr '\n' ' ')"
    command -v npm >/dev/null || die "npm is missing: it brings Aspire's orchestrator and dashboard. Install the packages nodejs and npm"
    [ "$(uname -sm)" = "Linux x86_64" ] || die "Aspire's orchestrator is taken from a package for Linux on x64; this is $(uname -sm)"
}

# Asks the package manager for what is missing, and for nothing else. Services that packages bring are not started:
# the suite runs its own PostgreSQL and Redis and leaves the machine's alone.
install_packages() {
    [ $# -gt 0 ] || return 0
    [ "$(id -u)" = 0 ] || die "missing: $*. Install it with: sudo apt-get install $*"
    command -v apt-get >/dev/null || die "missing: $*. Install it with this machine's package manager"
    say "Installing $* (apt-get)"
    local policy=/usr/sbin/policy-rc.d own_policy=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && own_policy=yes
    fi
    local code=0
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2 || code=$?
    [ -z "$own_policy" ] || rm -f "$policy"
    [ "$code" = 0 ] || die "apt-get could not install $*"
}

install_aspire() {
    [ ! -x "$aspire_home/bundle/dcp/dcp" ] || return 0
    say "Installing Aspire's orchestrator and dashboard $aspire_version (npm, into $aspire_home)"
    mkdir -p "$aspire_home"
    (
        flock 9
        [ ! -x "$aspire_home/bundle/dcp/dcp" ] || exit 0
        npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix "$aspire_home" \
            "@microsoft/aspire-cli-linux-x64@$aspire_version" >&2
        ASPIRE_HOME="$aspire_home" ASPIRE_CLI_TELEMETRY_OPTOUT=1 \
            "$aspire_home/node_modules/@microsoft/aspire-cli-linux-x64/bin/aspire" setup \
            --install-path "$aspire_home" --nologo --non-interactive </dev/null >/dev/null
    ) 9>"$aspire_home/.lock" || die "Aspire's orchestrator could not be installed from npm (see above)"
}

# prerequisites [chromium]
prerequisites() {
    require_tools
    local missing=()
    if ! container_runtime_answers || [ "${1:-}" = chromium ]; then
        # Tests of single services start the binaries themselves, so they need them beside a container runtime too.
        has_postgres || missing+=(postgresql)
        command -v redis-server >/dev/null || missing+=(redis-server)
    fi
    # Time zones of users and jobs are looked up in the system's own database.
    [ -d /usr/share/zoneinfo/Europe ] || missing+=(tzdata)
    [ "${1:-}" != chromium ] || has_chromium || missing+=(chromium)
    install_packages ${missing[@]+"${missing[@]}"}
    install_aspire
}
