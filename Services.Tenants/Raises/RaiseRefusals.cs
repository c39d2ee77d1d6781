using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Raises;

/// <summary>What is refused of raises.</summary>
internal static class RaiseRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("LIMIT_REQUEST_NOT_FOUND", "request");

    public static Refusal Decided { get; } = Refusals.Conflict("LIMIT_REQUEST_DECIDED", "This request has been decided on, and stays so; ask anew for something else.");

    public static Refusal TooManyOpen { get; } = Refusals.Conflict("LIMIT_REQUESTS_OPEN", string.Create(CultureInfo.InvariantCulture,
        $"You have {RaiseLimits.Open} requests that nobody has decided on yet; wait for one of them."));

    public static Refusal TooManyLast { get; } = Refusals.Conflict("LIMIT_RAISES", string.Create(CultureInfo.InvariantCulture,
        $"{RaiseLimits.Lasting} raises last already; wait for the end of one, or have the amount itself changed."));

    public static Refusal OwnRequest { get; } = Refusals.PermissionDenied with { Detail = "Nobody decides on a request of their own; another administrator does, or an operator." };

    public static Refusal ForOperators { get; } = Refusals.PermissionDenied with { Detail = "An operator decides on a tenant's limits; an administrator on those of its users." };

    public static Refusal ForAdministrators { get; } = Refusals.PermissionDenied with { Detail = "A tenant's limits are asked for by its administrator; leave out the scope to ask for your own." };

    /// <summary>A user asks for what is not limited by an amount of its own.</summary>
    public static Refusal TenantsBinds(QuotaType quota, long most) => Refusals.Conflict("LIMIT_IS_TENANTS", string.Create(CultureInfo.InvariantCulture,
        $"What limits the user here is the tenant's amount of {quota}, {quota.Shown(most)}, and no smaller one of its own; an administrator of the tenant asks for more of that (scope tenant), and an operator grants it."))
        with { Members = new Dictionary<string, object?> { ["quota"] = quota.Value, ["owner"] = RaiseScope.Tenant, ["limit"] = quota.Shown(most) } };
}
