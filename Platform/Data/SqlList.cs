using Nanobot.Platform.Core.Stored;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>A statement of a batch that reads a list, as <see cref="TenantDb.ListAsync"/> does: a row that cannot be read keeps its place.</summary>
/// <param name="statement">The statement.</param>
/// <param name="key">Positions of the columns that the order goes by.</param>
/// <param name="map">Reads a row.</param>
public sealed class SqlList<T>(Sql statement, IReadOnlyList<int> key, Func<NpgsqlDataReader, T> map) : SqlStep(statement)
{
    /// <summary>What was read.</summary>
    public List<StoredRow<T>> Rows { get; } = [];

    internal override void Clear() => Rows.Clear();

    internal override void Read(NpgsqlDataReader row, UnreadableRows? unreadable) => Rows.Add(RowReading.TryRead(Statement, row, key, map, unreadable));
}
