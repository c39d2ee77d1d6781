using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>How tenants stand by the tenants module's own word, whatever events have told; all but those that a test names are active from before any epoch.</summary>
internal sealed class Standings
{
    private readonly ConcurrentDictionary<string, TenantSnapshot?> _known = new(StringComparer.Ordinal);

    /// <summary>Whether it says so.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>Questions so far.</summary>
    public ConcurrentQueue<IReadOnlyList<string>> Asked { get; } = new();

    public void Set(string tenantId, string status, long epoch) => _known[tenantId] = new TenantSnapshot(tenantId, status, "professional", epoch, "UTC");

    /// <summary>From now on there is no such tenant.</summary>
    public void Lose(string tenantId) => _known[tenantId] = null;

    public async Task AnswerAsync(HttpContext http)
    {
        var ids = (await http.Request.ReadFromJsonAsync<TenantsQuestion>(Json.Wire))!.TenantIds;
        Asked.Enqueue(ids);
        if (!Answers)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await http.Response.WriteAsJsonAsync(new TenantsAnswer(
            [.. ids.Select(id => _known.TryGetValue(id, out var known) ? known : new TenantSnapshot(id, "active", "professional", 0, "UTC")).OfType<TenantSnapshot>()]), Json.Wire);
    }
}
