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
    public Task<List<T>> QueryAsync<T>(
        Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken, AuditedStatement audited = default) =>
        ReadAsync(statement, row =>
        {
            try
            {
                return map(row);
            }
            catch (Exception exception) when (RowFaults.Find(exception, row) is { } fault)
            {
                throw new StoredDataException($"the row {RowKey.OfFirst(row)} of {StatementNames.Of(statement.Text)} cannot be read: {fault}", exception);
            }
        }, audited, cancellationToken);

    /// <summary>All rows, those that cannot be read as such.</summary>
    public Task<List<StoredRow<T>>> ListAsync<T>(
        Sql statement, IReadOnlyList<int> key, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        ReadAsync(statement, row =>
        {
            var at = RowKey.Read(row, key);
            try
            {
                return new StoredRow<T>(at, map(row), true);
            }
            catch (Exception exception) when (unreadable is not null && RowFaults.Find(exception, row) is { } fault)
            {
                unreadable.Record(StatementNames.Of(statement.Text), RowKey.OfFirst(row), fault);
                return new StoredRow<T>(at, default, false);
            }
        }, default, cancellationToken);

    private async Task<List<T>> ReadAsync<T>(
        Sql statement, Func<NpgsqlDataReader, T> map, AuditedStatement audited, CancellationToken cancellationToken)
    {
        await using var batch = Batch(audited.Entry is { } entry ? [statement, entry] : [statement], out var skipped);
        var rows = new List<T>();
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            for (var i = 0; i < skipped; i++)
            {
                await reader.NextResultAsync(cancellationToken);
            }

            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(map(reader));
            }

            // To its end: a failure of what stands behind it is one of the whole.
            while (await reader.NextResultAsync(cancellationToken))
            {
            }
        }

        Note(statement, batch.BatchCommands[skipped]);
        audited.Committed(batch.BatchCommands[^1].RecordsAffected > 0);
        return rows;
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
