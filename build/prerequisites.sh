# Sourced by up.sh and test.sh: what the suite needs on a machine, and how it gets there.
# Expects $root, the checkout. Sets $state, where everything is kept that is neither source nor build output.

state="${XDG_DATA_HOME:-$HOME/.local/share}/nanobot-aspire"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# What is on this machine is not behind a proxy of the environment: the demo and the tests talk to it.
if [ -n "${HTTP_PROXY-}${http_proxy-}${HTTPS_PROXY-}${https_proxy-}${ALL_PROXY-}${all_proxy-}" ]; then
    no_proxy="${no_proxy:-${NO_PROXY-}}"
    export no_proxy="${no_proxy:+$no_proxy,}localhost,.localhost,127.0.0.1,::1,[::1]"
    export NO_PROXY="$no_proxy"
fi

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

has_postgres() {
    local binary
    for binary in /usr/lib/postgresql/*/bin/postgres; do [ ! -x "$binary" ] || return 0; done
    command -v postgres >/dev/null
}

has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }

require_sdk() {
    command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
    dotnet --list-sdks | grep -q '^10\.' || die "the .NET 10 SDK is missing; installed: $(dotnet --list-sdks | tr '\n' ' ')"
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

# Outlines of Chinese characters that can be embedded: for pages that are printed, and for what is set without a browser.
has_chinese() { [ -e /usr/share/fonts/truetype/wqy/wqy-microhei.ttc ] && [ -e /usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf ]; }

# prerequisites [stores] [chromium] [fonts] [object-servers] [mail-server]: what else than the SDK is needed
prerequisites() {
    require_sdk
    local missing=() need
    # Time zones of users and jobs are looked up in the system's own database.
    [ -d /usr/share/zoneinfo/Europe ] || missing+=(tzdata)
    for need in "$@"; do
        case $need in
            stores)
                has_postgres || missing+=(postgresql)
                command -v redis-server >/dev/null || missing+=(redis-server)
                ;;
            chromium) has_chromium || missing+=(chromium) ;;
            fonts) has_chinese || missing+=(fonts-wqy-microhei fonts-arphic-gbsn00lp) ;;
            object-servers | mail-server)
                command -v node >/dev/null || missing+=(nodejs)
                command -v npm >/dev/null || missing+=(npm)
                ;;
        esac
    done
    install_packages ${missing[@]+"${missing[@]}"}
    for need in "$@"; do
        [ "$need" != object-servers ] || with_progress "Installing the object stores of the tests" "$root/build/object-servers/install.sh" || die "s3rver and azurite could not be installed from npm"
        [ "$need" != mail-server ] || with_progress "Installing the mail server of the tests" "$root/build/mail-server/install.sh" || die "smtp-server could not be installed from npm"
    done
}

# with_progress WHAT COMMAND...: runs it with its output put aside, and says every ten seconds that it goes on.
with_progress() {
    local what=$1 log code=0 began=$SECONDS packages="${NUGET_PACKAGES:-$HOME/.nuget/packages}" size
    shift
    say "$what"
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null &
    local work=$!
    while kill -0 "$work" 2>/dev/null; do
        for _ in {1..20}; do sleep 0.5; kill -0 "$work" 2>/dev/null || break 2; done
        size=$(du -sm "$packages" 2>/dev/null | cut -f1) || size=0
        say "  … ${what,} for $((SECONDS - began)) s; ${size:-0} MB of packages"
    done
    wait "$work" || code=$?
    [ "$code" = 0 ] || cat "$log" >&2
    rm -f "$log"
    return "$code"
}
