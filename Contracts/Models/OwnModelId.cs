namespace Nanobot.Contracts.Models;

/// <summary>
/// Names of models that tenants and users have brought, in policies, the ledger and at OpenAI's door: <c>tenant.name</c> and <c>user.name</c>. No model of the installation
/// is called so, and so none of them stands for another.
/// </summary>
public static class OwnModelId
{
    /// <summary>Before the names of tenants' models.</summary>
    public const string TenantPrefix = "tenant.";

    /// <summary>Before the names of users' models.</summary>
    public const string UserPrefix = "user.";

    /// <summary>The name of one.</summary>
    public static string Of(string name, bool isUsers) => (isUsers ? UserPrefix : TenantPrefix) + name;

    /// <summary>Whether it is such a name.</summary>
    public static bool IsOne(string? id) => id is not null && (id.StartsWith(TenantPrefix, StringComparison.Ordinal) || id.StartsWith(UserPrefix, StringComparison.Ordinal));
}
