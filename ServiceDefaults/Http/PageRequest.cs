using System.Buffers;
using System.Buffers.Text;
using System.Reflection;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// What a list endpoint is asked for: <c>?limit=1..200</c> (default 50) and <c>?cursor=</c>, an opaque text from the
/// previous page. Every list binds this type, so none is unbounded.
/// </summary>
/// <param name="Limit">Most items of the page.</param>
/// <param name="After">Sort key of the last item seen, or null for the first page.</param>
public readonly record struct PageRequest(int Limit, string? After)
{
    internal const int DefaultLimit = 50;
    internal const int MaximumLimit = 200;

    // More than a key of an index takes.
    private const int LongestCursor = 4096;

    /// <summary>Binds from the query; a wrong value is a 400 that names the parameter.</summary>
    public static ValueTask<PageRequest> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var limit = DefaultLimit;
        if (http.Request.Query.TryGetValue("limit", out var limits)
            && (limits.Count != 1 || !WholeNumber.TryParse(limits[0], out limit)
                || limit is < 1 or > MaximumLimit))
        {
            throw new RefusalException(Refusals.Invalid("limit", $"must be a whole number from 1 to {MaximumLimit}"));
        }

        string? after = null;
        if (http.Request.Query.TryGetValue("cursor", out var cursors)
            && (cursors.Count != 1 || (after = Decode(cursors[0])) is null))
        {
            throw new RefusalException(Refusals.WrongCursor);
        }

        return ValueTask.FromResult(new PageRequest(limit, after));
    }

    /// <summary>
    /// Makes the page of rows that were read with a limit of <see cref="Limit"/> + 1; the surplus row only says that
    /// there is more. Rows that cannot be read take their places all the same: a page may have fewer items than its limit, or
    /// none, and still a next one.
    /// </summary>
    public Page<T> ToPage<T>(IReadOnlyList<StoredRow<T>> rows)
    {
        List<T> items = [.. rows.Take(Limit).Readable()];
        return rows.Count <= Limit
            ? new Page<T>(items, null)
            : new Page<T>(items, ToCursor(rows[Limit - 1].Key));
    }

    /// <summary>The request for the page behind a cursor of this list.</summary>
    public PageRequest Behind(string cursor) => this with { After = Decode(cursor) };

    /// <summary>The cursor of the page behind a row.</summary>
    /// <param name="key">The row's sort key.</param>
    public static string ToCursor(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    // Any text that a column may hold: a list goes on behind what has an id that nothing here would give.
    private static string? Decode(string? cursor)
    {
        if (cursor is not { Length: > 0 and < LongestCursor })
        {
            return null;
        }

        // The forms that return an array throw for spare bits that are set, even where the text is said to be valid.
        Span<byte> octets = stackalloc byte[Base64Url.GetMaxDecodedLength(cursor.Length)];
        return Base64Url.DecodeFromChars(cursor, octets, out _, out var written) == OperationStatus.Done
            && Utf8.IsValid(octets[..written]) && !octets[..written].Contains((byte)0)
            ? Encoding.UTF8.GetString(octets[..written])
            : null;
    }
}
