namespace Nanobot.Platform.Core.Stored;

/// <summary>Lists of rows that may hold some which cannot be read.</summary>
public static class StoredRows
{
    /// <summary>What the rows hold, without those that cannot be read.</summary>
    public static IEnumerable<T> Readable<T>(this IEnumerable<StoredRow<T>> rows) =>
        rows.Where(static row => row.IsReadable).Select(static row => row.Value!);
}
