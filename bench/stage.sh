# What the measurements of the gateway have in common: a module that answers at once, YARP alone, Redis, and gateways with every guard. To be
# sourced from the project's folder.

# stage: builds and starts all but the gateways; reads $tenants, sets $module, $proxy, $redis, $work, $pids.
stage() {
    local tool
    for tool in wrk redis-server openssl; do
        command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install $tool" >&2; exit 1; }
    done
    export DOTNET_NOLOGO=1
    dotnet build bench/Peers -c Release -v q --nologo --disable-build-servers >&2
    dotnet build Services.Gateway -c Release -v q --nologo --disable-build-servers >&2

    base=$((20000 + RANDOM % 10000)) work=$(mktemp -d) pids=()
    module=http://127.0.0.1:$base proxy=http://127.0.0.1:$((base + 1)) redis=$((base + 2))
    gateway=http://127.0.0.1:$((base + 3)) traced=http://127.0.0.1:$((base + 4))
    trap finish EXIT

    redis-server --port "$redis" --bind 127.0.0.1 --save '' --dir "$work" >"$work/redis.log" & pids+=($!)
    dotnet bench/Peers/bin/Release/net10.0/Peers.dll module "$module" >"$work/module.log" 2>&1 & pids+=($!)
    dotnet bench/Peers/bin/Release/net10.0/Peers.dll proxy "$proxy" "$module" >"$work/proxy.log" 2>&1 & pids+=($!)
    secret=$(head -c 32 /dev/urandom | base64) issued=$(head -c 32 /dev/urandom | base64 -w0)
    dotnet bench/Peers/bin/Release/net10.0/Peers.dll credentials "$tenants" "$issued" >"$work/credentials"
    export CREDENTIALS=$work/credentials
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/key" 2>/dev/null
    private=$(openssl pkcs8 -topk8 -nocrypt -in "$work/key" -outform DER | base64 -w0)
    public=$(openssl pkey -in "$work/key" -pubout -outform DER | base64 -w0)
    # The modules' own, by which calls to them are sealed.
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/modules" 2>/dev/null
    recipient=$(openssl pkey -in "$work/modules" -pubout -outform DER | base64 -w0)
}

finish() {
    ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
    wait
    rm -rf "$work"
}

start_gateway() { # URL NAME [setting...]
    env "services__tenants__http__0=$module" "services__chat__http__0=$module" "services__reports__http__0=$module" "services__scheduler__http__0=$module" \
        "Tenancy__SigningKeys__0=k1:$private" "Tenancy__TrustedKeys__0=k1:gateway:$public" \
        "Tenancy__TrustedKeys__1=k2:tenants:$recipient" "Tenancy__TrustedKeys__2=k3:reports:$recipient" "Tenancy__TrustedKeys__3=k4:chat:$recipient" "Tokens__SigningKey=$secret" "ConnectionStrings__cache=127.0.0.1:$redis" \
        Authentication__Issuers__0__Issuer=https://issuer.bench Authentication__Issuers__0__Audience=bench "Authentication__Issuers__0__HmacSecret=$issued" \
        Authentication__Issuers__0__Tenants__0=* Authentication__CacheCapacity=1000000 \
        Limits__Tiers__professional__api_calls_per_minute=100000000 Limits__Tiers__professional__api_calls_per_day=100000000000 \
        Limits__Tiers__professional__concurrent_requests=10000 \
        "ASPNETCORE_URLS=$1" Logging__LogLevel__Default=Warning "${@:3}" \
        dotnet Services.Gateway/bin/Release/net10.0/Services.Gateway.dll >"$work/$2.log" 2>&1 & pids+=($!)
}

# answers URL...: waits until each does.
answers() {
    local url i
    for url; do
        for ((i = 0; ; i++)); do
            ! curl -fsS -m 2 -o /dev/null "$url" 2>/dev/null || break
            ((i < 100)) || { echo "$url does not answer:" >&2; tail -n 20 "$work"/*.log >&2; exit 1; }
            sleep 0.2
        done
    done
}

# median FILE COLUMN: of the rounds' figures.
median() { cut -d' ' -f"$2" "$work/$1" | sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
