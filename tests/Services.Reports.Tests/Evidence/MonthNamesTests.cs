using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class MonthNamesTests
{
    [Fact]
    public void Accents_go_and_what_is_no_character_does_no_harm()
    {
        Assert.Equal("fevrier", MonthNames.WithoutMarks("f\u00e9vrier"));
        Assert.Equal("a\ufffdb", MonthNames.WithoutMarks("a\ud800b"));
        Assert.Equal("a\ufffdb", MonthNames.WithoutMarks("a\ufffeb"));
    }
}
