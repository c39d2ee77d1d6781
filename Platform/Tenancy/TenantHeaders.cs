namespace Nanobot.Platform.Tenancy;

/// <summary>The headers between the gateway and the services. The gateway strips them from every inbound request.</summary>
public static class TenantHeaders
{
    /// <summary>The signed envelope: the only one that services trust.</summary>
    public const string Context = "X-Tenant-Context";

    /// <summary>The tenant's id in clear, for people and logs.</summary>
    public const string TenantId = "X-Tenant-ID";

    /// <summary>The user's id in clear, for people and logs.</summary>
    public const string UserId = "X-User-ID";

    /// <summary>For whom the gateway asks in its own name, for the audit: JSON, read in the gateway's own calls alone.</summary>
    public const string Actor = "X-Tenant-Actor";

    /// <summary>The code of a refusal in a module's answer, for the audit; the gateway takes it off.</summary>
    public const string Refusal = "X-Tenant-Refusal";

    /// <summary>Which door of the suite a call stands behind, for example <c>chat</c>; a label, never a permission.</summary>
    public const string Origin = "X-Tenant-Origin";
}
