namespace Nanobot.Platform.Tenancy;

/// <summary>Role names that a <see cref="TenantContext"/> may carry.</summary>
public static class TenantRole
{
    /// <summary>A user acting for itself alone.</summary>
    public const string User = "user";

    /// <summary>Manages the users of its own tenant.</summary>
    public const string TenantAdmin = "tenant_admin";

    /// <summary>Manages tenants; carries no tenant and so sees no tenant's rows.</summary>
    public const string Operator = "operator";

    /// <summary>The gateway itself, resolving a credential before a tenant is known.</summary>
    public const string Gateway = "gateway";

    /// <summary>A module itself, asking how the tenants stand whose stored work it is about to do.</summary>
    public const string Module = "module";
}
