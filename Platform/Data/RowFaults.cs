using System.Text.Json;
using Nanobot.Platform.Core.Stored;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>
/// Tells what is wrong with a row itself from everything else that can end its reading: a failing database, a wish to stop
/// and a defect are none of the row's faults.
/// </summary>
public static class RowFaults
{
    /// <summary>What is wrong with the row, without anything that it holds; null where the failure is not its own.</summary>
    internal static string? Find(Exception exception, NpgsqlDataReader row) => exception switch
    {
        StoredDataException => exception.Message,
        JsonException json => $"JSON that does not fit its type at {json.Path ?? "its beginning"}",
        FormatException => "a text that does not fit its type",
        // Of an instant beyond the years 1 to 9999; the types themselves were settled when the statement was written.
        InvalidCastException { InnerException: ArgumentOutOfRangeException or OverflowException } => "a value out of range",
        InvalidCastException when NullColumn(exception, row) is { } column => $"a null in {column}",
        _ => null,
    };

    /// <summary>Reads what a row holds beside what is known of it already; where that cannot be read, says why.</summary>
    public static (T? Value, string? Fault) TryRead<T>(NpgsqlDataReader row, Func<NpgsqlDataReader, T> map)
        where T : class
    {
        try
        {
            return (map(row), null);
        }
        catch (Exception exception) when (Find(exception, row) is { } fault)
        {
            return (null, fault);
        }
    }

    private static string? NullColumn(Exception exception, NpgsqlDataReader row)
    {
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (row.IsDBNull(i) && exception.Message.Contains($"'{row.GetName(i)}'", StringComparison.Ordinal))
            {
                return row.GetName(i);
            }
        }

        return null;
    }
}
