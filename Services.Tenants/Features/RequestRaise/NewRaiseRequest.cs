using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Raises;

namespace Nanobot.Services.Tenants.Features.RequestRaise;

/// <summary>A request for a raise once it has been found acceptable.</summary>
internal sealed record NewRaiseRequest(string Scope, QuotaType Quota, long Amount, string Reason, int? ForSeconds, DateTimeOffset? Until)
{
    /// <summary>Reads the request; where anything is wrong there is a refusal that names all of it, and none.</summary>
    public static NewRaiseRequest? From(RaiseRequest request, TenantContext asker, DateTimeOffset now, out Refusal? refusal)
    {
        var errors = new ValidationErrors();
        var (quota, until) = Check(request, asker, now, errors);
        refusal = errors.ToRefusal();
        return refusal is not null || quota is null ? null
            : new NewRaiseRequest(request.Scope ?? ScopeOf(asker), quota, quota.Counted(request.Amount!.Value)!.Value, request.Reason!.Trim(), request.ForSeconds, until);
    }

    /// <summary>What of the request can be accepted; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public static (QuotaType? Quota, DateTimeOffset? Until) Check(RaiseRequest request, TenantContext asker, DateTimeOffset now, ValidationErrors errors)
    {
        var reason = request.Reason?.Trim();
        errors.TryRead<QuotaType>(request.Quota, "quota", out var quota);
        var form = quota ?? QuotaType.TokensPerDay;
        errors
            .Require(request.Amount is { } amount && form.Counted(amount) is not null, "amount", form.AmountForm)
            .Length(reason, "reason", 1, RaiseLimits.Reason)
            .Require(reason is null || !reason.Any(char.IsControl), "reason", "must not contain control characters")
            .Require(request.ForSeconds is null or (>= 1 and <= RaiseLimits.LongestSeconds), "for_seconds", FormattableString.Invariant($"must be 1 to {RaiseLimits.LongestSeconds}"))
            .Require(request.ForSeconds is not null || request.Until is not null || errors.IsUnreadable("for_seconds"), "until", "is needed, or for_seconds: a raise has an end")
            .Require(request.ForSeconds is null || request.Until is null, "until", "must be left out where for_seconds says how long")
            .Require(request.Scope is null or RaiseScope.User or RaiseScope.Tenant, "scope", "must be user or tenant")
            .Require(request.Scope != RaiseScope.User || asker.UserId is not null, "scope", "must be tenant: the credential acts as no user");
        return (quota, RaiseTimes.Read(request.Until, "until", now, errors));
    }

    private static string ScopeOf(TenantContext asker) => asker.UserId is null ? RaiseScope.Tenant : RaiseScope.User;
}
