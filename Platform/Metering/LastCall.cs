using Nanobot.Platform.Data;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;
using Nanobot.Platform.Metering.Calls;

namespace Nanobot.Platform.Metering;

/// <summary>
/// A call of the model that has ended, and whose end the ledger does not say yet: its row and its reservations stand as of one that runs, and are those of a call that
/// died should this process die now.
/// </summary>
public sealed class LastCall
{
    private readonly OpenCall _call;
    private readonly CallEnding _ending;
    private readonly CallCloser _closer;
    private readonly SqlRows<BudgetTotal> _end;

    internal LastCall(OpenCall call, CallEnding ending, SqlRows<BudgetTotal> end, CallCloser closer) => (_call, _ending, _end, _closer) = (call, ending, end, closer);

    /// <summary>Writes its end, for a transaction of its tenant: it stands last in it, as others of the tenant wait for its locks.</summary>
    public SqlStep Step => _end;

    /// <summary>Whether that is written.</summary>
    internal bool IsWritten { get; private set; }

    /// <summary>The transaction with <see cref="Step"/> has been committed: its budgets are told. Never throws: what fails is told later.</summary>
    public Task WrittenAsync()
    {
        IsWritten = true;
        return _closer.CloseAsync(_call, _ending, _end.Rows);
    }

    /// <summary>Writes it alone.</summary>
    internal Task WriteAsync()
    {
        IsWritten = true;
        return _closer.CloseAsync(_call, _ending);
    }
}
