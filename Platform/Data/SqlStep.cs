using Nanobot.Contracts;
using Nanobot.Platform.Tenancy;
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

    /// <summary>Whether it puts an event in the outbox.</summary>
    internal bool Publishes { get; private init; }

    /// <summary>A statement that returns nothing.</summary>
    public static SqlStep Do(Sql statement) => new SqlWrite(statement);

    /// <summary>A statement that calls <c>nanobot.demand</c>.</summary>
    public static SqlStep Demand(Sql statement) => new SqlDemand(statement);

    /// <summary>Puts an event in the outbox: it is published if and only if the batch is committed, carrying the batch's context.</summary>
    public static SqlStep Publish<TEvent>(TEvent integrationEvent)
        where TEvent : IIntegrationEvent<TEvent> => new SqlEvent((outbox, context) => outbox.ToInsert(integrationEvent, context));

    /// <summary>What is run in its place for a tenant.</summary>
    internal virtual SqlStep For(TenantContext context, IOutbox? outbox) => this;

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

    private sealed class SqlEvent(Func<IOutbox, TenantContext, Sql> toInsert) : SqlStep(default)
    {
        internal override SqlStep For(TenantContext context, IOutbox? outbox) =>
            new SqlWrite(toInsert(outbox ?? throw new InvalidOperationException("The module publishes no events: it has no outbox."), context)) { Publishes = true };

        internal override void Read(NpgsqlDataReader row, UnreadableRows? unreadable) => throw new InvalidOperationException("An event is put in the outbox of a tenant.");
    }

    private sealed class SqlDemand(Sql statement) : SqlStep(statement)
    {
        // It holds, or there is an error in place of the row.
        internal override void Read(NpgsqlDataReader row, UnreadableRows? unreadable)
        {
        }
    }
}
