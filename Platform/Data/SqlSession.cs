using Nanobot.Platform.Core.Stored;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>
/// Runs statements on one connection. The preamble (the tenant setting) travels in front of the first statement, in the
/// same round trip; a batch without an explicit transaction is one implicit transaction, so the setting ends with it.
/// </summary>
internal sealed class SqlSession(NpgsqlConnection connection, Sql? preamble, UnreadableRows? unreadable = null)
{
    private Sql? _preamble = preamble;

    /// <summary>Whether anything has been changed so far that is not the platform's own bookkeeping.</summary>
    public bool HasWritten { get; private set; }

    public async Task<int> ExecuteAsync(IReadOnlyList<Sql> statements, CancellationToken cancellationToken)
    {
        await using var batch = Batch(statements, out var skipped);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        var affected = 0;
        for (var i = skipped; i < batch.BatchCommands.Count; i++)
        {
            affected += Math.Max(0, batch.BatchCommands[i].RecordsAffected);
            Note(statements[i - skipped], batch.BatchCommands[i]);
        }

        return affected;
    }

    /// <summary>A statement that is a transaction of its own; how many rows it affected.</summary>
    public async Task<int> ExecuteAsync(Sql statement, AuditedStatement audited, CancellationToken cancellationToken)
    {
        await using var batch = Batch(audited.Entry is { } entry ? [statement, entry] : [statement], out var skipped);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        audited.Committed(batch.BatchCommands[^1].RecordsAffected > 0);
        return Math.Max(0, batch.BatchCommands[skipped].RecordsAffected);
    }

    /// <exception cref="StoredDataException">A row cannot be read.</exception>
    public async Task<List<T>> QueryAsync<T>(
        Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken, AuditedStatement audited = default)
    {
        var rows = new SqlRows<T>(statement, map);
        await RunAsync([rows], audited, cancellationToken);
        return rows.Rows;
    }

    /// <summary>All rows, those that cannot be read as such.</summary>
    public async Task<List<StoredRow<T>>> ListAsync<T>(
        Sql statement, IReadOnlyList<int> key, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = new SqlList<T>(statement, key, map);
        await RunAsync([rows], default, cancellationToken);
        return rows.Rows;
    }

    /// <summary>Runs all of <paramref name="steps"/> in one round trip, and the entry of what they change behind them.</summary>
    /// <exception cref="UnmetDemandException">One of their demands does not hold.</exception>
    /// <exception cref="StoredDataException">A row cannot be read.</exception>
    public async Task RunAsync(IReadOnlyList<SqlStep> steps, AuditedStatement audited, CancellationToken cancellationToken)
    {
        await using var batch = Batch([.. steps.Select(static step => step.Statement), .. audited.Entry is { } entry ? [entry] : Array.Empty<Sql>()], out var skipped);
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (skipped > 0)
            {
                await reader.NextResultAsync(cancellationToken);
            }

            foreach (var step in steps.Where(static step => step.ReturnsRows))
            {
                step.Clear();
                while (await reader.ReadAsync(cancellationToken))
                {
                    step.Read(reader, unreadable);
                }

                await reader.NextResultAsync(cancellationToken);
            }

            // To its end: a failure of what stands behind it is one of the whole.
            while (await reader.NextResultAsync(cancellationToken))
            {
            }
        }
        catch (PostgresException exception) when (UnmetDemandException.Of(exception) is { } unmet)
        {
            throw unmet;
        }

        for (var i = 0; i < steps.Count; i++)
        {
            Note(steps[i].Statement, batch.BatchCommands[skipped + i]);
        }

        audited.Committed(batch.BatchCommands[^1].RecordsAffected > 0);
    }

    private void Note(Sql statement, NpgsqlBatchCommand command) =>
        HasWritten |= command.Rows > 0 && !statement.IsBookkeeping && StatementNames.Changes(statement.Text);

    private NpgsqlBatch Batch(IReadOnlyList<Sql> statements, out int skipped)
    {
        var batch = new NpgsqlBatch(connection);
        skipped = 0;
        if (_preamble is { } first)
        {
            batch.BatchCommands.Add(first.ToCommand());
            _preamble = null;
            skipped = 1;
        }

        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement.ToCommand());
        }

        return batch;
    }
}
