using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Rights.Recorded;
using Nanobot.ServiceDefaults.Http;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>
/// What was decided of a tenant's requests lately, or of operators', the latest in front: so that shadows are seen where they fall. What an earlier version
/// recorded without what was decided is passed over.
/// </summary>
internal sealed class RecordedDecisions(RecordBook book)
{
    private const int KeyOctets = 8;

    /// <summary>A page of them.</summary>
    public async Task<Results<Ok<Page<DecisionResource>>, Refusal>> ListAsync(string? tenantId, DecisionQuery query, PageRequest page, CancellationToken cancellationToken)
    {
        if (query.Check() is { } invalid)
        {
            return invalid;
        }

        var after = page.After?.Split('.');
        if (after is not null and not [{ Length: > 0 and <= 18 }, { Length: KeyOctets * 2 }] || (after is not null && !long.TryParse(after[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return Refusals.WrongCursor;
        }

        try
        {
            var rows = (await book.ReadAsync(tenantId, cancellationToken)).Where(static one => one.Request.Decision is not null)
                .Select(static one => (At: one.At.ToUnixTimeMilliseconds(), Key: KeyOf(one.Request), Decision: ToResource(one.Request, one.At, one.Request.Decision!)))
                .Where(one => query.Takes(one.Decision))
                .OrderByDescending(static one => one.At).ThenBy(static one => one.Key, StringComparer.Ordinal)
                .Where(one => after is null || IsBehind(one.At, one.Key, long.Parse(after[0], CultureInfo.InvariantCulture), after[1]))
                .Take(page.Limit + 1)
                .Select(static one => new StoredRow<DecisionResource>(string.Create(CultureInfo.InvariantCulture, $"{one.At}.{one.Key}"), one.Decision, true));
            return TypedResults.Ok(page.ToPage<DecisionResource>([.. rows]));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return PolicyRefusals.NotRecorded with { Reason = ExceptionReason.Of(exception) };
        }
    }

    private static bool IsBehind(long at, string key, long last, string lastKey) => at < last || (at == last && string.CompareOrdinal(key, lastKey) > 0);

    // One that comes again while its list is paged moves to the front of it.
    private static string KeyOf(RecordedRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, Json.Wire)).AsSpan(0, KeyOctets));

    private static DecisionResource ToResource(RecordedRequest request, DateTimeOffset at, RecordedDecision decision) => new(
        at, request.Resource, request.Action, request.Role, request.UserId, request.KeyId, request.Ip, request.Door, request.Origin,
        EffectOf(decision.IsAllowed), decision.Policy, decision.Scope,
        decision is { Shadow: { } shadow, ShadowScope: { } scope, IsShadowAllow: { } isAllow } ? new ShadowOutcome(EffectOf(isAllow), shadow, scope) : null);

    private static string EffectOf(bool isAllow) => (isAllow ? PolicyEffect.Allow : PolicyEffect.Deny).Value;
}
