using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Engine.Dcp;

/// <summary>What the engine reads of an executable or a container.</summary>
internal sealed record DcpObject(DcpMetadata Metadata, DcpStatus? Status);

internal sealed record DcpMetadata(string Name, string Uid);

internal sealed record DcpStatus(string? State, int? Pid, int? ExitCode, DateTime? StartupTimestamp, DateTime? FinishTimestamp);

/// <summary>The orchestrator's API: a Kubernetes API server with a handful of kinds, on the loopback.</summary>
internal sealed class DcpClient
{
    public const string ApiVersion = "usvc-dev.developer.microsoft.com/v1";
    public const string Executables = "executables";
    public const string Containers = "containers";
    public const string Services = "services";

    private const int WatchAttempts = 4;
    private static readonly TimeSpan BetweenWatches = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public DcpClient(Uri server, string token, X509Certificate2 authority, TimeProvider time)
    {
        _time = time;
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck };
        var handler = new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } };
        _http = new HttpClient(handler) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Asks again until it is so; a refused connection is a no.</summary>
    /// <exception cref="DistributedApplicationException">It took too long.</exception>
    public static async Task PollAsync(string what, Func<Task<bool>> isSo, TimeProvider time, CancellationToken ct)
    {
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < Patience; await Task.Delay(Interval, time, ct))
        {
            try
            {
                if (await isSo())
                    return;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // It is still starting.
            }
        }

        throw new DistributedApplicationException($"Aspire's orchestrator did not {what} within {Patience.TotalSeconds:0} s.");
    }

    public async Task<bool> IsReadyAsync(CancellationToken ct) => (await _http.GetAsync(Collection(Executables), ct)).IsSuccessStatusCode;

    public async Task<DcpObject> CreateAsync(string kind, object body, CancellationToken ct) =>
        JsonSerializer.Deserialize<DcpObject>((await SendAsync(HttpMethod.Post, Collection(kind), JsonContent.Create(body, options: Json), ct))!, Json)!;

    /// <summary>Null when there is no such object.</summary>
    public async Task<DcpObject?> GetAsync(string kind, string name, CancellationToken ct) =>
        await SendAsync(HttpMethod.Get, Item(kind, name), null, ct) is { } text ? JsonSerializer.Deserialize<DcpObject>(text, Json) : null;

    public Task StopAsync(string kind, string name, CancellationToken ct) => PatchAsync(Item(kind, name), """{"spec":{"stop":true}}""", ct);

    /// <summary>Returns once the object is gone, so that its name can be used again.</summary>
    public async Task DeleteAsync(string kind, string name, CancellationToken ct)
    {
        await SendAsync(HttpMethod.Delete, Item(kind, name), null, ct);
        await PollAsync($"delete {name}", async () => await GetAsync(kind, name, ct) is null, _time, ct);
    }

    /// <summary>Tells what exists, then what changes; states may be repeated.</summary>
    /// <returns>Why the orchestrator cannot be reached any more.</returns>
    public async Task<string> WatchAsync(string kind, Action<DcpObject> observe, CancellationToken ct)
    {
        for (var failures = 0; ; await Task.Delay(BetweenWatches, _time, ct))
        {
            try
            {
                await foreach (var line in ReadLinesAsync($"{Collection(kind)}?watch=true", ct))
                {
                    failures = 0;
                    if (JsonSerializer.Deserialize<WatchEvent>(line, Json) is { Type: "ADDED" or "MODIFIED", Object: { } changed })
                        observe(changed);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or DistributedApplicationException)
            {
                if (++failures == WatchAttempts)
                    return $"Aspire's orchestrator (DCP) is gone: {e.Message} Everything it ran has ended with it. Start the suite again.";
            }
        }
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
        if (!isNothingLeft)
        {
            await PatchAsync(Execution, """{"status":"CleaningResources","shutdownResourceCleanup":"Full"}""", ct);
            await PollAsync("clean up", async () => (await SendAsync(HttpMethod.Get, Execution, null, ct))!.Contains("CleanupComplete", StringComparison.Ordinal), _time, ct);
        }

        await PatchAsync(Execution, $$"""{"status":"Stopping","shutdownResourceCleanup":"{{(isNothingLeft ? "None" : "Full")}}"}""", ct);
    }

    private static string Collection(string kind) => $"/apis/{ApiVersion}/{kind}";

    private static string Item(string kind, string name) => $"{Collection(kind)}/{name}";

    private Task PatchAsync(string path, string body, CancellationToken ct) =>
        // A charset in the content type is refused with 415.
        SendAsync(HttpMethod.Patch, path, new StringContent(body, new MediaTypeHeaderValue("application/merge-patch+json")), ct);

    /// <returns>The answer; null when there is no such object.</returns>
    private async Task<string?> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request, ct);
        if (response.StatusCode == HttpStatusCode.NotFound && content is null)
            return null;
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode
            ? text
            : throw new DistributedApplicationException($"Aspire's orchestrator refused {method} {path} ({(int)response.StatusCode}): {text}");
    }

    private async IAsyncEnumerable<string> ReadLinesAsync(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            yield break;
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (await reader.ReadLineAsync(ct) is { } line)
            if (line.Length > 0)
                yield return line;
    }

    private sealed record WatchEvent(string Type, DcpObject? Object);
}
