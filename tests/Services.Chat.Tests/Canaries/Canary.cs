using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>A user with a word of its own, which nobody else's data may ever have.</summary>
/// <param name="User">The user.</param>
/// <param name="Word">The word; where it was put stands behind it, as in <c>cnr0123456789abcdef-file</c>.</param>
internal sealed record Canary(TenantContext User, string Word)
{
    /// <summary>The word as it is put into a place.</summary>
    public string In(string place) => $"{Word}-{place}";

    public override string ToString() => $"{User.UserId} of {User.TenantId}";
}
