using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Values;

public sealed class WrittenTextTests
{
    [Fact]
    public void A_prompt_is_kept_as_it_was_written_up_to_its_last_character()
    {
        Rule.Accepts<CustomPrompt>(" 芯片?\r\n\tand chips ", " 芯片?\r\n\tand chips ");
        Rule.Accepts<CustomPrompt>(new string('x', 2000), new string('x', 2000));
        Rule.Accepts<FocusArea>(new string('x', 100), new string('x', 100));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("a\0b")]
    [InlineData("a\u0007b")]
    [InlineData("a\u0085b")]
    public void A_text_that_says_nothing_or_cannot_be_shown_is_refused(string? text)
    {
        Rule.Refuses<CustomPrompt>(text);
        Rule.Refuses<FocusArea>(text);
    }

    [Fact]
    public void White_space_at_the_ends_counts()
    {
        // The database counts it too: a prompt that a job takes must be one that a report takes.
        Rule.Refuses<CustomPrompt>(new string('x', 2000) + " ");
        Rule.Refuses<FocusArea>(" " + new string('x', 100));
    }

    [Fact]
    public void A_request_for_a_report_is_told_everything_that_is_wrong_with_it()
    {
        Assert.Empty(Wrong(new ReportRequest("daily")));
        Assert.Empty(Wrong(new ReportRequest("custom", "chips", [.. Enumerable.Repeat("a", 10)])));
        Assert.Equal([("custom_prompt", "is needed for a custom report")], Wrong(new ReportRequest("custom")));
        Assert.Equal(
            [("report_type", ReportType.Form), ("custom_prompt", CustomPrompt.Form), ("focus_areas", "must be at most 10"), ("focus_areas", $"each {FocusArea.Form}")],
            Wrong(new ReportRequest("hourly", " ", [.. Enumerable.Repeat(" ", 11)])));
        Assert.Equal(["report_type", "focus_areas"], Wrong(new ReportRequest(null, null, [null!])).Select(static wrong => wrong.Member));
    }

    private static List<(string Member, string Why)> Wrong(ReportRequest request)
    {
        var wrong = new List<(string, string)>();
        ReportRequestRules.Check(request, (member, why) => wrong.Add((member, why)));
        return wrong;
    }
}
