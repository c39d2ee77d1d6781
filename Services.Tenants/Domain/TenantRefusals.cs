using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Domain;

/// <summary>The refusals that several use cases of this module share.</summary>
internal static class TenantRefusals
{
    public static Refusal TenantNotFound { get; } = Refusals.NotFound("TENANT_NOT_FOUND", "tenant");

    public static Refusal UserNotFound { get; } = Refusals.NotFound("USER_NOT_FOUND", "user");

    public static Refusal KeyNotFound { get; } = Refusals.NotFound("KEY_NOT_FOUND", "key");

    public static Refusal CredentialNotFound { get; } = Refusals.NotFound("CREDENTIAL_NOT_FOUND", "credential");

    public static Refusal TenantExists { get; } =
        Refusals.Conflict("TENANT_EXISTS", "A tenant with this id was created with another name, tier or time zone; it is left as it is.");

    public static Refusal UserExists { get; } =
        Refusals.Conflict("USER_EXISTS", "A user with this id was created with other initial data; it is left as it is.");

    /// <summary>An id of a wrong form has a code of its own; whatever else is wrong is named beside it.</summary>
    public static Refusal InvalidTenantId(Refusal everything) => everything with
    {
        Status = StatusCodes.Status400BadRequest,
        Code = "INVALID_TENANT_ID",
        Detail = $"The tenant_id {TenantId.Form}.",
    };
}
