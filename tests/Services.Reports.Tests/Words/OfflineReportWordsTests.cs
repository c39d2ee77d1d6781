using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Words;

public sealed partial class OfflineReportWordsTests
{
    [Theory]
    [InlineData("en", "On the evidence at hand: AAPL closed at 190.12, +1.3 %.")]
    [InlineData("zh", "据现有资料：AAPL closed at 190.12, +1.3 %。")]
    public void Evidence_becomes_one_paragraph_a_line_without_a_number_of_its_own(string language, string paragraph)
    {
        var request = $"LANGUAGE {language}\nEVIDENCE AAPL closed at 190.12, +1.3 %\nEVIDENCE 3 headlines on gold";

        var text = OfflineReportWords.Skill.Write(request);

        Assert.True(OfflineReportWords.Skill.Recognise(request));
        Assert.Contains(paragraph, text, StringComparison.Ordinal);
        Assert.All(Numbers().Matches(text), number => Assert.Contains(number.Value, request, StringComparison.Ordinal));
        Assert.Contains(language == "zh" ? "离线" : "offline", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_without_evidence_is_none_for_a_report() => Assert.False(OfflineReportWords.Skill.Recognise("What is the evidence?"));

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
