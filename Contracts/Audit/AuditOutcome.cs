namespace Nanobot.Contracts.Audit;

/// <summary>Words of entries that are not codes of refusals, roles of contexts or names of operations.</summary>
public static class AuditOutcome
{
    /// <summary>It was done.</summary>
    public const string Ok = "ok";

    /// <summary>It was begun, by an operator within a tenant; what came of it is another entry.</summary>
    public const string Accessed = "accessed";

    /// <summary>Entries that there was no room for; their number is the entry's count.</summary>
    public const string Overflow = "AUDIT_OVERFLOW";

    /// <summary>The role of the platform itself, in work that no request asks for.</summary>
    public const string System = "system";
}
