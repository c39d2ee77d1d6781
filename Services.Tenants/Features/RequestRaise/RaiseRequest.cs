using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Services.Tenants.Raises;

namespace Nanobot.Services.Tenants.Features.RequestRaise;

/// <summary>Body of <c>POST /limits/requests</c>.</summary>
/// <param name="Quota">Name of a quota.</param>
/// <param name="Amount">How much there is to be of it meanwhile: a whole number, of money with at most 6 places behind the point.</param>
/// <param name="Reason">What for, 1 to 500 characters.</param>
/// <param name="ForSeconds">How long from the decision on, at most 31 days; either this or until.</param>
/// <param name="Until">A time of RFC 3339 within 31 days.</param>
/// <param name="Scope">user or tenant; absent: the user's own limit, or for an administrator that acts as no user the tenant's.</param>
internal sealed record RaiseRequest(
    [property: Required, Permitted<QuotaType>] string? Quota,
    [property: Required, Range(0d, QuotaSet.Largest)] decimal? Amount,
    [property: Required] string? Reason,
    [property: Range(1, RaiseLimits.LongestSeconds)] int? ForSeconds = null,
    string? Until = null,
    [property: AllowedValues(RaiseScope.User, RaiseScope.Tenant, null)] string? Scope = null);
