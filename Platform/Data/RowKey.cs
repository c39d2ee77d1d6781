using System.Globalization;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>
/// Reads what a list's order goes by. Only of types whose every value can be read, however odd, so that each row has a place and a
/// list can go on behind any of them.
/// </summary>
internal static class RowKey
{
    private const char Separator = '.';

    /// <summary>The columns' values with a dot between two; of a null nothing.</summary>
    public static string Read(NpgsqlDataReader row, IReadOnlyList<int> columns)
    {
        var key = Read(row, columns[0]);
        for (var i = 1; i < columns.Count; i++)
        {
            key += Separator + Read(row, columns[i]);
        }

        return key;
    }

    /// <summary>The first column's value, which is what a row is known by; its type may be any.</summary>
    public static string OfFirst(NpgsqlDataReader row)
    {
        try
        {
            return Find(row, 0) ?? string.Create(CultureInfo.InvariantCulture, $"{row.GetValue(0)}");
        }
        catch (InvalidCastException)
        {
            return "?";
        }
    }

    private static string Read(NpgsqlDataReader row, int column) =>
        Find(row, column) ?? throw new InvalidOperationException($"A list cannot go by {row.GetDataTypeName(column)}: not every value of it can be read.");

    private static string? Find(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetDataTypeName(column) switch
    {
        "text" => row.GetString(column),
        "uuid" => row.GetGuid(column).ToString(),
        "smallint" or "integer" or "bigint" => row.GetInt64(column).ToString(CultureInfo.InvariantCulture),
        "timestamp with time zone" => new StoredInstant(row.GetFieldValue<long>(column)).ToString(),
        _ => null,
    };
}
