using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Engine.Dcp;

/// <summary>The orchestrator's API: a Kubernetes API server with a handful of kinds, on the loopback.</summary>
internal sealed class DcpClient : IDisposable
{
    public const string ApiVersion = "usvc-dev.developer.microsoft.com/v1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public DcpClient(DcpKubeconfig kubeconfig, TimeProvider time)
    {
        _time = time;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { kubeconfig.Authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        _http = new HttpClient(handler) { BaseAddress = kubeconfig.Server, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", kubeconfig.Token);
    }

    /// <summary>The kubeconfig is written a moment before the port is open.</summary>
    public Task WaitUntilReadyAsync(CancellationToken ct) => PollAsync("accept connections", async token =>
    {
        try
        {
            using var response = await _http.GetAsync(Collection(DcpKinds.Executables), token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }, ct);

    public async Task<DcpObject> CreateAsync(string kind, object body, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync(Collection(kind), body, Json, ct);
        await EnsureAsync(response, ct);
        return await ReadAsync(response, ct) ?? throw new DistributedApplicationException("The orchestrator answered without an object.");
    }

    /// <summary>Null when there is no such object.</summary>
    public async Task<DcpObject?> GetAsync(string kind, string name, CancellationToken ct)
    {
        using var response = await _http.GetAsync(Item(kind, name), ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        await EnsureAsync(response, ct);
        return await ReadAsync(response, ct);
    }

    public Task StopAsync(string kind, string name, CancellationToken ct) => PatchAsync(Item(kind, name), """{"spec":{"stop":true}}""", ct);

    /// <summary>Returns once the object is gone, so that its name can be used again.</summary>
    public async Task DeleteAsync(string kind, string name, CancellationToken ct)
    {
        using var response = await _http.DeleteAsync(Item(kind, name), ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return;
        await EnsureAsync(response, ct);
        await PollAsync($"delete {name}", async token => await GetAsync(kind, name, token) is null, ct);
    }

    /// <summary>What exists, then what changes, until the stream ends; states may be repeated.</summary>
    public async IAsyncEnumerable<DcpObject> WatchAsync(string kind, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in ReadLinesAsync($"{Collection(kind)}?watch=true", ct))
            if (JsonSerializer.Deserialize<DcpWatchEvent>(line, Json) is { Type: "ADDED" or "MODIFIED", Object: { } changed })
                yield return changed;
    }

    /// <param name="source">stdout, stderr or system.</param>
    public IAsyncEnumerable<string> LogAsync(string kind, string name, string source, bool follow, CancellationToken ct) =>
        ReadLinesAsync($"{Item(kind, name)}/log?source={source}&follow={(follow ? "true" : "false")}&timestamps=true", ct);

    /// <summary>Ends the orchestrator, and before that everything that still runs.</summary>
    /// <param name="isNothingLeft">Whether nothing runs or lies about any more: looking for it takes more than a second.</param>
    /// <param name="ct">Gives up.</param>
    public async Task ShutdownAsync(bool isNothingLeft, CancellationToken ct)
    {
        const string Execution = "/admin/execution";
        if (isNothingLeft)
        {
            await PatchAsync(Execution, """{"status":"Stopping","shutdownResourceCleanup":"None"}""", ct);
            return;
        }

        await PatchAsync(Execution, """{"status":"CleaningResources","shutdownResourceCleanup":"Full"}""", ct);
        await PollAsync("clean up", async token =>
        {
            using var response = await _http.GetAsync(Execution, token);
            return (await response.Content.ReadAsStringAsync(token)).Contains("CleanupComplete", StringComparison.Ordinal);
        }, ct);
        await PatchAsync(Execution, """{"status":"Stopping","shutdownResourceCleanup":"Full"}""", ct);
    }

    public void Dispose() => _http.Dispose();

    private static string Collection(string kind) => $"/apis/{ApiVersion}/{kind}";

    private static string Item(string kind, string name) => $"{Collection(kind)}/{name}";

    private static async Task<DcpObject?> ReadAsync(HttpResponseMessage response, CancellationToken ct) =>
        await response.Content.ReadFromJsonAsync<DcpObject>(Json, ct);

    private static async Task EnsureAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (!response.IsSuccessStatusCode)
            throw new DistributedApplicationException(
                $"The orchestrator refused {response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.AbsolutePath} ({(int)response.StatusCode}): {await response.Content.ReadAsStringAsync(ct)}");
    }

    private async Task PatchAsync(string path, string body, CancellationToken ct)
    {
        // A charset in the content type is refused with 415.
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/merge-patch+json");
        using var response = await _http.PatchAsync(path, content, ct);
        await EnsureAsync(response, ct);
    }

    private async IAsyncEnumerable<string> ReadLinesAsync(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            yield break;
        await EnsureAsync(response, ct);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (await reader.ReadLineAsync(ct) is { } line)
            if (line.Length > 0)
                yield return line;
    }

    private async Task PollAsync(string what, Func<CancellationToken, Task<bool>> done, CancellationToken ct)
    {
        for (var started = _time.GetTimestamp(); _time.GetElapsedTime(started) < Patience;)
        {
            if (await done(ct))
                return;
            await Task.Delay(Interval, _time, ct);
        }

        throw new DistributedApplicationException($"The orchestrator did not {what} within {Patience.TotalSeconds:0} s.");
    }
}
