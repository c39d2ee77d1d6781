using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;

namespace Nanobot.Services.Reports.Workspaces;

/// <summary>What a report wants of its user's notes.</summary>
/// <param name="Terms">Words, names and symbols that a line is to name, or the heading above it, or its file's name.</param>
/// <param name="Request">What the report is about in the user's words, which may name a file; null for none.</param>
/// <param name="OnlyNew">Whether only what was written since the report before.</param>
/// <param name="Most">Lines at most.</param>
/// <param name="MostOfFile">Of these of one file.</param>
internal sealed record NoteWish(IReadOnlyList<string> Terms, string? Request, bool OnlyNew, int Most, int MostOfFile)
{
    /// <summary>Null where reports of a kind want none: those on single symbols and on trends are about figures.</summary>
    public static NoteWish? Of(string reportType, Watchlist watchlist, IReadOnlyList<string> focusAreas, string? request) =>
        reportType == ReportType.Custom.Value || reportType == ReportType.Content.Value ? new NoteWish(Followed.Of(watchlist, focusAreas).Terms, request, false, 12, 5)
        : reportType == ReportType.Daily.Value || reportType == ReportType.Weekly.Value
            ? new NoteWish(Followed.Of(new Watchlist(Stocks: watchlist.Stocks, Keywords: watchlist.Keywords), focusAreas).Terms, null, true, 8, 3)
        : null;

    /// <summary>Whether no line can be wanted, whatever there is.</summary>
    public bool IsEmpty => Terms.Count == 0 && Request is null;

    /// <summary>Whether the name of a file says that all of it is wanted: it has a term, or the request has it.</summary>
    public bool Names(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name.Length > 0 && (IsNamedIn(name.Replace('_', ' ')) || (Request is { } request && Followed.Names(request, name)));
    }

    /// <summary>Whether a text has one of the terms.</summary>
    public bool IsNamedIn(string text) => Terms.Any(term => Followed.Names(text, term));
}
