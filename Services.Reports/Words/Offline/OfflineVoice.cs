using System.Globalization;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Reports.Words.Offline;

/// <summary>How the offline model says things in one of its two languages.</summary>
/// <param name="IsChinese">Whether in Chinese, else in English.</param>
internal sealed record OfflineVoice(bool IsChinese)
{
    public string Say(string zh, string en) => OfflineLanguage.Say(IsChinese, zh, en);

    /// <summary>A sentence that rests on a line.</summary>
    public string Sentence(string zh, string en, int number) => string.Create(CultureInfo.InvariantCulture, $"{Say(zh, en)} [E{number}]{Say("。", ".")}");

    /// <summary>Sentences as a paragraph; nothing where there is none.</summary>
    public string? Paragraph(IEnumerable<string> sentences) => string.Join(Say("", " "), sentences) is { Length: > 0 } text ? text : null;
}
