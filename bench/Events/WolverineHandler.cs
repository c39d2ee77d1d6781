using Npgsql;

namespace Nanobot.Bench.Events;

/// <summary>What takes up where Wolverine brings it; public, since code that Wolverine compiles calls it.</summary>
public sealed class WolverineHandler(NpgsqlDataSource source, Moments moments)
{
    /// <summary>Notes that it came, and keeps a row.</summary>
    public Task HandleAsync(Told told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        moments.Taken(told.Number);
        return PeerTables.TakenAsync(source, told.Number, cancellationToken);
    }
}
