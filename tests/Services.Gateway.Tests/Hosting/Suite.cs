using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>The gateway between a client and four stub modules.</summary>
internal sealed class Suite : IAsyncDisposable
{
    public const string TokenSecret = "tests-only-token-secret-0123456789";
    private readonly GatewayFactory _gateway;
    private readonly IReadOnlyDictionary<string, StubModule> _modules;
    private readonly TimeProvider _time;
    private readonly List<Socket> _held = [];

    private Suite(GatewayFactory gateway, IReadOnlyDictionary<string, StubModule> modules, TenantsStub tenants, TimeProvider time)
    {
        _gateway = gateway;
        _modules = modules;
        _time = time;
        Tenants = tenants;
        Codec = TestContexts.Codec(time);
        _gateway.StartServer();
        Address = new Uri(_gateway.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority));
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = Eventually.Deadline };
    }

    public TenantsStub Tenants { get; }

    public TenantContextCodec Codec { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public StubModule this[string module] => _modules[module];

    public IServiceProvider Services => _gateway.Services;

    public static async Task<Suite> StartAsync(
        TimeProvider? time = null, Action<string, WebApplication>? map = null, params IReadOnlyList<(string Key, string? Value)> settings) =>
        await StartAsync(time, map, services: null, settings);

    /// <summary>The same, with some of the gateway's services replaced.</summary>
    public static async Task<Suite> StartAsync(
        TimeProvider? time, Action<string, WebApplication>? map, Action<IServiceCollection>? services, params IReadOnlyList<(string Key, string? Value)> settings)
    {
        time ??= TimeProvider.System;
        var tenants = new TenantsStub(time);
        var modules = new Dictionary<string, StubModule>(StringComparer.Ordinal);
        foreach (var module in new[] { "tenants", "chat", "reports", "scheduler" })
        {
            modules[module] = await StubModule.StartAsync(app =>
            {
                map?.Invoke(module, app);
                if (module == "tenants")
                {
                    tenants.Map(app);
                }
            });
        }

        var all = new Dictionary<string, string?>(TestKeys.Settings("gateway"), StringComparer.Ordinal)
        {
            ["Tokens:SigningKey"] = TokenSecret,
            ["ConnectionStrings:cache"] = SuiteStores.Shared.CreateRedis(),
            ["Hosting:ShutdownTimeout"] = "00:00:05",
        };
        foreach (var (module, stub) in modules)
        {
            all[$"services:{module}:http:0"] = stub.Address.ToString();
        }

        foreach (var (key, value) in Plenty.Settings(TenantTier.Professional).Select(static setting => (setting.Key, setting.Value)).Concat(settings))
        {
            all[key] = value;
        }

        // A host that is started by a factory blocks its thread, which none of those must be that tests go on by.
        return await Task.Run(() => new Suite(new GatewayFactory(all, time, services), modules, tenants, time)).WaitAsync(Eventually.Deadline);
    }

    /// <summary>Sends a request with an API key.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("X-API-Key", key);
        }

        return await Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? key = null) => SendAsync(HttpMethod.Get, path, key);

    public Task<HttpResponseMessage> GetWithTokenAsync(string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return Client.SendAsync(request);
    }

    /// <summary>A client that calls from another address of this machine.</summary>
    public HttpClient ClientFrom(IPAddress address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(address.MapToIPv6(), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    { BaseAddress = Address, Timeout = Eventually.Deadline };

    /// <summary>The verified context that a module was given with a request.</summary>
    public TenantContext? ContextOf(SeenRequest seen) => Read(seen.Single(TenantHeaders.Context));

    /// <summary>The context of an envelope that a module got.</summary>
    public TenantContext? Read(string? envelope) => TestContexts.Read(envelope, ContextAudience.Request, _time);

    /// <summary>From here on nobody answers at its address: bound and not listened at, no other test's server can take it.</summary>
    public async Task StopModuleAsync(string module)
    {
        var port = _modules[module].Address.Port;
        await _modules[module].DisposeAsync();
        var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _held.Add(held);
        held.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        held.Bind(new IPEndPoint(IPAddress.Loopback, port));
    }

    // A clock that stands still would keep waiting whoever waits for the end of a last call.
    private async Task EndAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            (_time as FakeTimeProvider)?.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(10)));
        }

        await end;
    }

    public async ValueTask DisposeAsync()
    {
        Tenants.Open();
        Client.Dispose();
        await EndAsync(_gateway.DisposeAsync().AsTask()).WaitAsync(Eventually.Deadline);
        await Task.WhenAll(_modules.Values.Select(static stub => stub.DisposeAsync().AsTask())).WaitAsync(Eventually.Deadline);
        _held.ForEach(static held => held.Dispose());
    }
}
