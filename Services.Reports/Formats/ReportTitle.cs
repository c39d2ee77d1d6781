using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Formats;

/// <summary>What a report is called, in one line of plain text.</summary>
internal static class ReportTitle
{
    private const int Longest = 200;

    /// <summary>Its first heading; null where it has none.</summary>
    public static string? Of(string? markdown) =>
        markdown is not null && PlainText.Line(ReportDocument.TitleOf(ReportDocument.Read(markdown)), Longest) is { Length: > 0 } title ? title : null;

    /// <summary>Of one that failed: why, as its user was told, and else its type.</summary>
    public static string OfFailure(string? error, string reportType) => error is null ? reportType : PlainText.Line(error, Longest);
}
