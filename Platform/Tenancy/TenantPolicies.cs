using Nanobot.Contracts.Operations;

namespace Nanobot.Platform.Tenancy;

/// <summary>Names of the authorization policies. An endpoint without one of them is denied to everybody.</summary>
public static class TenantPolicies
{
    /// <summary>A user of a tenant: the context has both ids.</summary>
    public const string User = "tenant:user";

    /// <summary>Anyone of a tenant: a user or an administrator.</summary>
    public const string Member = "tenant:member";

    /// <summary>An administrator of a tenant.</summary>
    public const string Admin = "tenant:admin";

    /// <summary>An administrator of a tenant or an operator of the platform; whether it is that tenant's the endpoint asks.</summary>
    public const string Manager = "tenant:manager";

    /// <summary>Anyone of a tenant, or an operator of the platform.</summary>
    public const string Caller = "tenant:caller";

    /// <summary>An operator of the platform.</summary>
    public const string Operator = "platform:operator";

    /// <summary>The gateway itself.</summary>
    public const string Gateway = "platform:gateway";

    /// <summary>A module itself, for no tenant.</summary>
    public const string Module = "platform:module";

    /// <summary>A module of the suite, in the name of one of a tenant.</summary>
    public const string Peer = "platform:peer";

    /// <summary>The service's own Dapr sidecar; there is one only where Dapr carries the events.</summary>
    public const string Sidecar = "platform:sidecar";

    /// <summary>The policy that lets in those who may ask for an operation; null where that is anyone.</summary>
    public static string? Of(Access access) => access switch
    {
        Access.Anonymous => null,
        Access.Link => Gateway,
        Access.User => User,
        Access.Member => Member,
        Access.Admin => Admin,
        Access.Manager => Manager,
        Access.Caller => Caller,
        Access.Operator => Operator,
        Access.Gateway => Gateway,
        Access.Module => Module,
        Access.Peer => Peer,
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, null),
    };
}
