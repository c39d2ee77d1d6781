using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.CreateTenant;

/// <summary>A request for a tenant once it has been found acceptable.</summary>
internal sealed record NewTenant(TenantId Id, string Name, TenantTier Tier, ZoneName TimeZone, DateTimeOffset? TrialEndsAt)
{
    private const int MaximumNameLength = 200;
    private const int LongestTrialInYears = 1;

    /// <summary>The same for the same tenant asked for again, different for any other.</summary>
    public byte[] Digest { get; } =
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string[]>([Id.Value, Name, Tier.Value, TimeZone.Value, .. TrialEnd(TrialEndsAt)]));

    /// <summary>How it begins.</summary>
    public TenantStatus Status => TrialEndsAt is null ? TenantStatus.Active : TenantStatus.Trial;

    /// <summary>Reads a request that may have been made before, when its end of the trial was still to come; null where anything else is wrong.</summary>
    public static NewTenant? FromEarlier(CreateTenantRequest request, DateTimeOffset now) =>
        Rfc3339.Parse(request.TrialEndsAt) is { } end && end > DateTimeOffset.UnixEpoch && end <= now ? From(request, end.AddTicks(-1), out _) : null;

    /// <summary>Reads the request; where anything is wrong there is a refusal that names all of it, and no tenant.</summary>
    public static NewTenant? From(CreateTenantRequest request, DateTimeOffset now, out Refusal? refusal)
    {
        var errors = new ValidationErrors();
        var (id, name, tier, timeZone, trialEndsAt) = Check(request, now, errors);
        refusal = errors.ToRefusal();
        if (refusal is null)
        {
            return new NewTenant(id!, name!, tier!, timeZone!, trialEndsAt);
        }

        refusal = id is not null ? refusal : TenantRefusals.InvalidId(refusal);
        return null;
    }

    /// <summary>What of the request can be accepted; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public static (TenantId? Id, string? Name, TenantTier? Tier, ZoneName? TimeZone, DateTimeOffset? TrialEndsAt) Check(
        CreateTenantRequest request, DateTimeOffset now, ValidationErrors errors)
    {
        var name = request.Name?.Trim();
        errors.TryRead<TenantId>(request.TenantId, "tenant_id", out var id);
        errors
            .Length(name, "name", 1, MaximumNameLength)
            .Require(name is null || !name.Any(char.IsControl), "name", "must not contain control characters")
            .TryRead<TenantTier>(request.Tier, "tier", out var tier);
        errors.TryRead<ZoneName>(request.TimeZone ?? ZoneName.Utc.Value, "time_zone", out var timeZone);
        return (id, name, tier, timeZone, CheckTrialEnd(request.TrialEndsAt, now, errors));
    }

    private static DateTimeOffset? CheckTrialEnd(string? text, DateTimeOffset now, ValidationErrors errors)
    {
        var end = Rfc3339.Parse(text);
        errors
            .Require(text is null || end is not null, "trial_ends_at", "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00+08:00")
            .Require(!(end <= now), "trial_ends_at", "must be in the future")
            .Require(!(end > now.AddYears(LongestTrialInYears)), "trial_ends_at", "must be within a year");
        return end;
    }

    private static IEnumerable<string> TrialEnd(DateTimeOffset? end) => end is null ? [] : [end.Value.ToString("O", CultureInfo.InvariantCulture)];
}
