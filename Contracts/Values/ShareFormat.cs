namespace Nanobot.Contracts.Values;

/// <summary>The form in which a link gives a report.</summary>
public sealed record ShareFormat : Choice<ShareFormat>, IChoice<ShareFormat>
{
    private ShareFormat(string value)
        : base(value)
    {
    }

    /// <summary>A web page.</summary>
    public static ShareFormat Html { get; } = new("html");

    /// <summary>As it is stored.</summary>
    public static ShareFormat Markdown { get; } = new("markdown");

    /// <summary>Plain text.</summary>
    public static ShareFormat Text { get; } = new("text");

    /// <summary>A document to print.</summary>
    public static ShareFormat Pdf { get; } = new("pdf");

    /// <inheritdoc />
    public static IReadOnlyList<ShareFormat> All { get; } = [Html, Markdown, Text, Pdf];
}
