namespace Nanobot.Platform.Policies.Rules;

/// <summary>What a policy's principal begins with.</summary>
internal static class PrincipalKind
{
    public const string Tenant = "tenant:";
    public const string User = "user:";
    public const string Role = "role:";
    public const string Key = "key:";

    public static IReadOnlyList<string> All { get; } = [Tenant, User, Role, Key];
}
