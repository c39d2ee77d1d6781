namespace Nanobot.Platform.Data;

/// <summary>Many rows in one statement: an array for each column, for <c>unnest</c>.</summary>
public static class SqlArrays
{
    /// <summary>One column of all.</summary>
    public static TColumn[] ToArray<T, TColumn>(this IReadOnlyList<T> rows, Func<T, TColumn> column)
    {
        var array = new TColumn[rows.Count];
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = column(rows[i]);
        }

        return array;
    }
}
