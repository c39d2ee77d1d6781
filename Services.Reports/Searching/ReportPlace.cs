using Nanobot.Platform.Data;

namespace Nanobot.Services.Reports.Searching;

/// <summary>A place in the list of a user's reports, which goes by when they were asked for, the newest first.</summary>
internal readonly record struct ReportPlace(StoredInstant At, Guid Id)
{
    /// <summary>Reads the key of a row, as a cursor has it.</summary>
    public static ReportPlace? Parse(string key) =>
        key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && StoredInstant.TryParse(key[..dot], out var at)
            && Guid.TryParse(key.AsSpan(dot + 1), out var id)
                ? new ReportPlace(at, id)
                : null;
}
