namespace Nanobot.Contracts.Operations;

/// <summary>Who may ask for an operation at all; whose data it reaches is another matter.</summary>
public enum Access
{
    /// <summary>Anyone, without a credential.</summary>
    Anonymous,

    /// <summary>Anyone who has a link: what it lets its holder see is in the link itself, which its module reads. The gateway asks in its own name.</summary>
    Link,

    /// <summary>A user of a tenant.</summary>
    User,

    /// <summary>Anyone of a tenant: a user or an administrator.</summary>
    Member,

    /// <summary>An administrator of a tenant.</summary>
    Admin,

    /// <summary>Whoever manages the tenant that the path names: its administrator, or an operator of the platform.</summary>
    Manager,

    /// <summary>Anyone with a credential: of a tenant, or an operator of the platform. What each sees the endpoint asks.</summary>
    Caller,

    /// <summary>An operator of the platform.</summary>
    Operator,

    /// <summary>The gateway alone; the outside does not reach it.</summary>
    Gateway,

    /// <summary>A module itself, for what it does in the background for all tenants; the outside does not reach it.</summary>
    Module,

    /// <summary>A module of the suite, in the name of one of a tenant; the outside does not reach it.</summary>
    Peer,
}
