using Nanobot.Platform.Ai.Offline;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Words;

/// <summary>A language that reports are written in. What a report says by itself is Chinese or English; the model is asked for its words in any.</summary>
internal sealed class ReportLanguage
{
    private const int CodeLength = 2;

    private ReportLanguage(string code, string ofWords)
    {
        Code = code;
        OfWords = ofWords;
    }

    public static ReportLanguage English { get; } = new("en", "en");

    public static ReportLanguage Chinese { get; } = new("zh", "zh");

    /// <summary>That of fixed texts and of evidence: <c>zh</c> or <c>en</c>.</summary>
    public string Code { get; }

    /// <summary>That which the model is asked for, a code of ISO 639-1.</summary>
    public string OfWords { get; }

    /// <summary>The language of a preference: <c>zh…</c> is Chinese, all else English but for the words.</summary>
    public static ReportLanguage For(string? preference)
    {
        var code = preference?.Split('-', '_')[0].Trim().ToLowerInvariant();
        return code == Chinese.Code ? Chinese
            : code is { Length: CodeLength } && code != English.Code && code.All(char.IsAsciiLetter) ? new ReportLanguage(English.Code, code)
            : English;
    }

    /// <summary>The language that texts of a user are written in: Chinese where one of them has Chinese characters.</summary>
    public static ReportLanguage Of(IEnumerable<string?> texts) => texts.Any(static text => text is not null && OfflineLanguage.IsChinese(text)) ? Chinese : English;

    /// <summary>Of a text in both languages, the one in this.</summary>
    public string Say(string zh, string en) => Code == Chinese.Code ? zh : en;

    /// <summary>The same of a wording.</summary>
    public string Say(Wording wording) => Say(wording.Zh, wording.En);
}
