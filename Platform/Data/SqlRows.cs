using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>A statement of a batch whose rows are read; one that cannot be fails the batch's reader, while what the batch did is done.</summary>
/// <param name="statement">The statement.</param>
/// <param name="map">Reads a row.</param>
public sealed class SqlRows<T>(Sql statement, Func<NpgsqlDataReader, T> map) : SqlStep(statement)
{
    /// <summary>What was read.</summary>
    public List<T> Rows { get; } = [];

    internal override void Clear() => Rows.Clear();

    internal override void Read(NpgsqlDataReader row, UnreadableRows? unreadable) => Rows.Add(RowReading.Read(Statement, row, map));
}
