# What the measurements of firings have in common: a PostgreSQL of their own as ./up.sh runs it, with the record of commits that they read, a Redis, and
# the tenants module as far as firings ask it. To be sourced from the project's folder.

# stage: builds and starts all of it; sets $postgres, $redis, $tenants, $firings, $work, $pids.
stage() {
    local tool i
    command -v redis-server >/dev/null || { echo "redis-server is missing: apt-get install redis-server" >&2; exit 1; }
    export DOTNET_NOLOGO=1
    dotnet build bench/Firings -c Release -v q --nologo --disable-build-servers >&2
    firings=bench/Firings/bin/Release/net10.0/Firings.dll

    base=$((20000 + RANDOM % 10000)) work=$(mktemp -d) pids=()
    trap finish EXIT
    redis=127.0.0.1:$((base + 1)) tenants=http://127.0.0.1:$((base + 2)) password=bench-$(head -c 12 /dev/urandom | base64 | tr -dc a-zA-Z0-9)
    # What is kept is written to the disk with each commit.
    DATA=$work/postgres KEEP=yes PORT=$base PASSWORD=$password sh AppHost/Stores/postgres.sh \
        -c max_connections=300 -c track_commit_timestamp=on ${POSTGRES_SETTINGS:-} >"$work/postgres.log" 2>&1 & pids+=($!)
    redis-server --port "$((base + 1))" --bind 127.0.0.1 --save '' --dir "$work" >"$work/redis.log" & pids+=($!)
    dotnet $firings tenants "$tenants" >"$work/tenants.log" 2>&1 & pids+=($!)
    postgres="Host=127.0.0.1;Port=$base;Username=postgres;Password=$password"
    for ((i = 0; ; i++)); do
        ! grep -qs 'ready to accept connections' "$work/postgres.log" || ! curl -fs -m 2 -o /dev/null "$tenants/health" || break
        ((i < 150)) || { echo "The stores did not start:" >&2; tail -n 20 "$work"/*.log >&2; exit 1; }
        sleep 0.2
    done
}

finish() {
    ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
    wait
    rm -rf "$work"
}
