using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>The tenants module as far as the scheduler asks it: a user's preferences.</summary>
internal sealed class FakeTenants : HttpMessageHandler
{
    /// <summary>The zone of every user's preferences; null for no such user.</summary>
    public string? TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>When every user wants reports.</summary>
    public string ReportFrequency { get; set; } = "daily";

    public string ReportTime { get; set; } = "09:00";

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public int Calls { get; private set; }

    /// <summary>How tenants stand by the module's own word, whatever events have told; all others are active from before any epoch. Null: there is none of that id.</summary>
    public ConcurrentDictionary<string, TenantSnapshot?> Standings { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it says how tenants stand.</summary>
    public bool SaysStandings { get; set; } = true;

    /// <summary>Questions for how tenants stand.</summary>
    public ConcurrentQueue<IReadOnlyList<string>> StandingLookups { get; } = new();

    /// <summary>Entries of the audit that it was told.</summary>
    public ConcurrentQueue<AuditEntry> Kept { get; } = new();

    /// <summary>Whether it keeps them.</summary>
    public bool KeepsAudit { get; set; } = true;

    /// <summary>Which policies bind the tenants.</summary>
    public RightsStandIn Rights { get; } = new() { TrustsAnySignature = true };

    public void Stand(string tenantId, string status, long epoch, string tier = "professional") =>
        Standings[tenantId] = new TenantSnapshot(tenantId, status, tier, epoch, "UTC");

    protected override void Dispose(bool disposing)
    {
        // Shared by the client's handlers, which come and go.
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.StartsWith("/internal/rights", StringComparison.Ordinal))
        {
            return SayRightsAsync(request);
        }

        Assert.True(request.Headers.Contains(TenantHeaders.Context));
        if (request.RequestUri!.AbsolutePath == Operations.Tenants.FindTenantStates.Path)
        {
            return SayStandingsAsync(request, cancellationToken);
        }

        if (request.RequestUri!.AbsolutePath == Operations.Tenants.RecordChanges.Path)
        {
            return KeepAsync(request, cancellationToken);
        }

        Calls++;
        var user = Uri.UnescapeDataString(request.RequestUri!.Segments[^1]);
        if (Status != HttpStatusCode.OK || TimeZone is null)
        {
            return Task.FromResult(new HttpResponseMessage(Status == HttpStatusCode.OK ? HttpStatusCode.NotFound : Status));
        }

        return Task.FromResult(new HttpResponseMessage
        {
            Content = JsonContent.Create(new
            {
                user_id = user,
                created_at = SchedulerHost.Start,
                updated_at = SchedulerHost.Start,
                watchlist = new { stocks = Array.Empty<string>() },
                preferences = new { time_zone = TimeZone, report_frequency = ReportFrequency, report_time = ReportTime },
                custom_data = new { },
            }),
        });
    }

    private async Task<HttpResponseMessage> SayRightsAsync(HttpRequestMessage request)
    {
        var http = new DefaultHttpContext();
        (http.Request.Path, http.Request.QueryString) = (request.RequestUri!.AbsolutePath, new QueryString(request.RequestUri.Query));
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            http.Request.Headers[name] = values.ToArray();
        }

        using var answer = new MemoryStream();
        http.Response.Body = answer;
        Assert.True(await Rights.TryAnswerAsync(http));
        return new HttpResponseMessage((HttpStatusCode)http.Response.StatusCode)
        {
            Content = new ByteArrayContent(answer.ToArray()) { Headers = { { "Content-Type", http.Response.ContentType ?? "application/json" } } },
        };
    }

    private async Task<HttpResponseMessage> KeepAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var entry in KeepsAudit ? (await request.Content!.ReadFromJsonAsync<AuditBatch>(Json.Wire, cancellationToken))!.Entries : [])
        {
            Kept.Enqueue(entry);
        }

        return new HttpResponseMessage(KeepsAudit ? HttpStatusCode.NoContent : HttpStatusCode.ServiceUnavailable);
    }

    private async Task<HttpResponseMessage> SayStandingsAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var ids = (await request.Content!.ReadFromJsonAsync<TenantsQuestion>(Json.Wire, cancellationToken))!.TenantIds;
        StandingLookups.Enqueue(ids);
        var tenants = ids.Select(id => Standings.TryGetValue(id, out var known) ? known : new TenantSnapshot(id, "active", "professional", 0, "UTC")).OfType<TenantSnapshot>();
        return SaysStandings
            ? new HttpResponseMessage { Content = JsonContent.Create(new TenantsAnswer([.. tenants]), options: Json.Wire) }
            : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
    }
}
