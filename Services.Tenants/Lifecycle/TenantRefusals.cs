using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>What is refused of tenants.</summary>
internal static class TenantRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("TENANT_NOT_FOUND", "tenant");

    public static Refusal Exists { get; } =
        Refusals.Conflict("TENANT_EXISTS", "A tenant with this id was created with another name, tier, time zone or end of trial, or has been deleted; it is left as it is.");

    /// <summary>An id of a wrong form has a code of its own; whatever else is wrong is named beside it.</summary>
    public static Refusal InvalidId(Refusal everything) => everything with
    {
        Status = StatusCodes.Status400BadRequest,
        Code = "INVALID_TENANT_ID",
        Detail = $"The tenant_id {TenantId.Form}.",
    };
}
