using System.Buffers;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>All tenants of a trial, and whatever must not stand in an answer to one of them.</summary>
internal sealed class Estates(IReadOnlyList<Estate> all)
{
    private readonly Dictionary<string, Foreign> _marks = Of(all, static estate => estate.Marks);
    private readonly Dictionary<string, Foreign> _unsent = Of(all, static estate => estate.Unsent);

    public IReadOnlyList<Estate> All { get; } = all;

    /// <summary>What of another tenant stands in a text that <paramref name="caller"/> was answered; null: nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="caller">Who was answered.</param>
    /// <param name="isRecord">Whether it tells what the tenant's own callers have asked for: then what they may have sent says nothing.</param>
    public string? ForeignIn(string text, Estate caller, bool isRecord)
    {
        var foreign = (isRecord ? _unsent : _marks)[caller.TenantId];
        return text.AsSpan().IndexOfAny(foreign.Search) is >= 0 and var at ? foreign.Marks.First(mark => text.AsSpan(at).StartsWith(mark, StringComparison.Ordinal)) : null;
    }

    private static Dictionary<string, Foreign> Of(IReadOnlyList<Estate> all, Func<Estate, IReadOnlyList<string>> marks) => all.ToDictionary(static estate => estate.TenantId, estate =>
    {
        string[] others = [.. all.Where(other => other != estate).SelectMany(marks)];
        return new Foreign(others, SearchValues.Create(others, StringComparison.Ordinal));
    });

    private sealed record Foreign(IReadOnlyList<string> Marks, SearchValues<string> Search);
}
