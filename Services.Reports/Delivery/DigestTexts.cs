using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Delivery;

/// <summary>What a message about several things says by itself, in the language of what it tells.</summary>
internal static class DigestTexts
{
    private const int LongestTitle = 200;

    /// <summary>The language of what is told.</summary>
    public static ReportLanguage LanguageOf(IEnumerable<DeliveryItem> items) => ReportLanguage.Of(items.Select(static item => item.Subject.Title));

    /// <summary>What it is called, in one line.</summary>
    public static string TitleOf(IReadOnlyList<DeliveryItem> items) =>
        PlainText.Line(LanguageOf(items).Say($"{items.Count} 条通知：{items[0].Subject.Title}", $"{items.Count} notices: {items[0].Subject.Title}"), LongestTitle);

    /// <summary>Says that something is not there as a whole, since all of it would be too much.</summary>
    public static string TooMuch(ReportLanguage language) => language.Say("（内容过长，请通过链接阅读。）", "(Too long to stand here: read it by its link.)");
}
