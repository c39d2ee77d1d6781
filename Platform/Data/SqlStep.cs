using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>One statement of a batch (<see cref="TenantDb.BatchAsync"/>), and what becomes of the rows that it returns.</summary>
public abstract class SqlStep
{
    private protected SqlStep(Sql statement) => Statement = statement;

    /// <summary>The statement.</summary>
    public Sql Statement { get; }

    /// <summary>Whether it returns rows, be they none.</summary>
    internal virtual bool ReturnsRows => true;

    /// <summary>A statement that returns nothing.</summary>
    public static SqlStep Do(Sql statement) => new SqlWrite(statement);

    /// <summary>A statement that calls <c>nanobot.demand</c>.</summary>
    public static SqlStep Demand(Sql statement) => new SqlDemand(statement);

    /// <summary>Begins anew: what an earlier try has read is forgotten.</summary>
    internal virtual void Clear()
    {
    }

    /// <summary>Reads one row.</summary>
    internal abstract void Read(NpgsqlDataReader row, UnreadableRows? unreadable);

    private sealed class SqlWrite(Sql statement) : SqlStep(statement)
    {
        internal override bool ReturnsRows => false;

        internal override void Read(NpgsqlDataReader row, UnreadableRows? unreadable) =>
            throw new InvalidOperationException("A statement that was to return nothing returned a row.");
    }

    private sealed class SqlDemand(Sql statement) : SqlStep(statement)
    {
        // It holds, or there is an error in place of the row.
        internal override void Read(NpgsqlDataReader row, UnreadableRows? unreadable)
        {
        }
    }
}
