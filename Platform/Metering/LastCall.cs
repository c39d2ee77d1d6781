using Nanobot.Platform.Data;

namespace Nanobot.Platform.Metering;

/// <summary>
/// A call of the model that has ended, and whose end the ledger does not say yet: its row and its reservations stand as of one that runs, and are those of a call that
/// died should this process die now.
/// </summary>
public abstract class LastCall
{
    private protected LastCall()
    {
    }

    /// <summary>Writes its end, for a transaction of its tenant: it stands last in it, as others of the tenant wait for its locks.</summary>
    public abstract SqlStep Step { get; }

    /// <summary>Its id in the ledger.</summary>
    internal abstract Guid CallId { get; }

    /// <summary>What it came to.</summary>
    internal abstract RunUsage Usage { get; }

    /// <summary>Whether that is written.</summary>
    internal bool IsWritten { get; private set; }

    /// <summary>The transaction with <see cref="Step"/> has been committed: its budgets are told. Never throws: what fails is told later.</summary>
    public Task WrittenAsync()
    {
        IsWritten = true;
        return CloseAsync(isWritten: true);
    }

    /// <summary>Writes it alone.</summary>
    internal Task WriteAsync()
    {
        IsWritten = true;
        return CloseAsync(isWritten: false);
    }

    private protected abstract Task CloseAsync(bool isWritten);
}
