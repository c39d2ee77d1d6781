namespace Nanobot.Contracts.Values;

/// <summary>The form in which a user wants reports.</summary>
public sealed record ReportFormat : Choice<ReportFormat>, IChoice<ReportFormat>
{
    private ReportFormat(string value)
        : base(value)
    {
    }

    /// <summary>As it is stored: mails are plain text, webhooks have the Markdown.</summary>
    public static ReportFormat Markdown { get; } = new("markdown");

    /// <summary>A web page: mails have it beside their text, webhooks have it.</summary>
    public static ReportFormat Html { get; } = new("html");

    /// <summary>A document to print: mails have the page, and it attached; webhooks only say where it is.</summary>
    public static ReportFormat Pdf { get; } = new("pdf");

    /// <inheritdoc />
    public static IReadOnlyList<ReportFormat> All { get; } = [Markdown, Html, Pdf];
}
