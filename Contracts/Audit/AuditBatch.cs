namespace Nanobot.Contracts.Audit;

/// <summary>Entries on their way to where they are kept, from the gateway or, of what concerns no tenant, from the module that changed it.</summary>
/// <param name="Entries">The entries, <see cref="Largest"/> at most.</param>
public sealed record AuditBatch(IReadOnlyList<AuditEntry> Entries)
{
    /// <summary>Most entries of one batch.</summary>
    public const int Largest = 500;

    /// <summary>The name of the call by which whoever reads the audit has every gateway tell what it holds.</summary>
    public const string RollCall = "audit";
}
