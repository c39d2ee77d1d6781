using Nanobot.Platform.Core.Stored;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>Reads one row, and tells what is wrong with it from what else can end its reading.</summary>
internal static class RowReading
{
    /// <exception cref="StoredDataException">The row cannot be read.</exception>
    public static T Read<T>(Sql statement, NpgsqlDataReader row, Func<NpgsqlDataReader, T> map)
    {
        try
        {
            return map(row);
        }
        catch (Exception exception) when (RowFaults.Find(exception, row) is { } fault)
        {
            throw new StoredDataException($"the row {RowKey.OfFirst(row)} of {StatementNames.Of(statement.Text)} cannot be read: {fault}", exception);
        }
    }

    /// <summary>The row, or that it cannot be read.</summary>
    public static StoredRow<T> TryRead<T>(Sql statement, NpgsqlDataReader row, IReadOnlyList<int> key, Func<NpgsqlDataReader, T> map, UnreadableRows? unreadable)
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
    }
}
