using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Users;

/// <summary>What is refused of users.</summary>
internal static class UserRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("USER_NOT_FOUND", "user");

    public static Refusal Exists { get; } =
        Refusals.Conflict("USER_EXISTS", "A user with this id was created with other initial data; it is left as it is.");
}
