using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests;

/// <summary>
/// The tenants and reports modules as far as chat calls them. It serves only the verified context's own user, so a call
/// in another's name would be seen.
/// </summary>
internal sealed class Peers : IAsyncDisposable
{
    private readonly TenantContextCodec _codec = TestContexts.Codec();
    private LoopbackServer? _server;

    public string Address => _server!.Address;

    public string Language { get; set; } = "en";

    public bool Down { get; set; }

    /// <summary>Whether answers are to stop in the middle, for good.</summary>
    public bool Stalls { get; set; }

    /// <summary>Whether a report that is asked for is made, and the answer lost.</summary>
    public bool LosesAnswers { get; set; }

    public ConcurrentDictionary<(string Tenant, string User), ConcurrentQueue<ReportResource>> Reports { get; } = new();

    /// <summary>The doors that reports were asked for at, as the callers say.</summary>
    public ConcurrentQueue<string> Origins { get; } = new();

    /// <summary>The idempotency keys of all reports asked for.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public static async Task<Peers> StartAsync()
    {
        var peers = new Peers();
        peers._server = await LoopbackServer.StartAsync(peers.HandleAsync);
        return peers;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        if (Down)
        {
            http.Response.StatusCode = 503;
            return;
        }

        if (Stalls)
        {
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{\"items\":");
            await http.Response.Body.FlushAsync();
            await new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);
        }

        var context = _codec.Verify(http.Request.Headers[TenantHeaders.Context], ContextAudience.Background)
            ?? throw new InvalidOperationException("A call without a verified context.");
        var (method, path) = (http.Request.Method, http.Request.Path.Value!);
        var mine = Reports.GetOrAdd((context.RequiredTenantId, context.RequiredUserId), static _ => new());
        switch (method, path.Split('/')[1..])
        {
            case ("GET", ["users", var user]) when user == context.UserId:
                await AnswerAsync(http, 200, new UserResource(user, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch,
                    new Watchlist([$"STOCK-{user}"], [], [], []), new Preferences(Language: Language), JsonSerializer.SerializeToElement(new { })));
                break;
            case ("POST", ["reports"]):
                var request = await http.Request.ReadFromJsonAsync<ReportRequest>(Json.Wire);
                var report = new ReportResource(Guid.CreateVersion7(), context.RequiredUserId, request!.ReportType!, "completed", 100,
                    $"# {request.ReportType} report of {context.UserId}", null, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
                Keys.Enqueue(http.Request.Headers["Idempotency-Key"].Single()!);
                Origins.Enqueue(http.Request.Headers["X-Tenant-Origin"].ToString());
                mine.Enqueue(report);
                if (LosesAnswers)
                {
                    http.Abort();
                    break;
                }

                await AnswerAsync(http, 202, new ReportAccepted(report.ReportId, report.UserId, "pending", "On its way.", DateTimeOffset.UtcNow));
                break;
            case ("GET", ["reports"]):
                await AnswerAsync(http, 200, new Page<ReportResource>([.. mine.Reverse().Select(static report => report with { Content = null })], null));
                break;
            case ("GET", ["reports", var id]) when mine.FirstOrDefault(report => report.ReportId.ToString() == id) is { } found:
                await AnswerAsync(http, 200, found);
                break;
            default:
                http.Response.StatusCode = 404;
                break;
        }
    }

    private static Task AnswerAsync<T>(HttpContext http, int status, T value)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(value, Json.Wire);
    }
}
