using Nanobot.Contracts.Audit;

namespace Nanobot.Platform.Tenancy.Audit;

/// <summary>The module that keeps the audit, as far as others tell it of what concerns no tenant.</summary>
public interface IAuditKeeper
{
    /// <summary>Tells it of entries; those that it has already stay as they are.</summary>
    /// <param name="entries">The entries, <see cref="AuditBatch.Largest"/> at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Core.Problems.ModuleUnavailableException">It has not kept them, or does not say.</exception>
    Task KeepAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);
}
