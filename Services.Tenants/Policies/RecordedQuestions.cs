using System.Globalization;
using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights.Recorded;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>The requests of a tenant, or of operators, that were decided lately.</summary>
internal sealed class RecordedQuestions(RecordBook book)
{
    /// <summary>The latest in front, each as it is answered and as it is decided.</summary>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not say.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<List<(PolicyQuestion? Shown, PolicyRequest Request)>> ReadAsync(TenantRow? tenant, CancellationToken cancellationToken)
    {
        var zone = ZoneName.TryParse(tenant?.TimeZone, out var name) ? name.Zone : null;
        return [.. (await book.ReadAsync(tenant?.TenantId, cancellationToken)).Select(entry => (Show(entry.Request, entry.At), ToRequest(entry.Request, entry.At, tenant?.TenantId, zone)))];
    }

    private static PolicyQuestion? Show(RecordedRequest request, DateTimeOffset at) => new(
        request.Resource, request.Action, null, request.UserId, request.Role, request.KeyId, request.Ip, at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Told(request));

    // What it said of itself, so that asking it again is the same question.
    private static Dictionary<string, JsonElement>? Told(RecordedRequest request)
    {
        var told = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in new[]
        {
            (AttributeName.Method, request.Method), (AttributeName.Door, request.Door), (AttributeName.Origin, request.Origin), (AttributeName.Provider, request.Provider),
            (AttributeName.Labels, request.Labels),
        })
        {
            if (value is not null)
            {
                told[name] = JsonSerializer.SerializeToElement(value);
            }
        }

        return told.Count == 0 ? null : told;
    }

    private static PolicyRequest ToRequest(RecordedRequest request, DateTimeOffset at, string? tenantId, TimeZoneInfo? zone) => new(request.Role, request.Resource, request.Action, at)
    {
        TenantId = tenantId,
        UserId = request.UserId,
        KeyId = request.KeyId,
        Address = IPAddress.TryParse(request.Ip, out var address) ? address : null,
        Zone = zone,
        Told = new RequestFacts(request.Method, request.Door, request.Origin, Provider: request.Provider, Labels: request.Labels),
    };
}
