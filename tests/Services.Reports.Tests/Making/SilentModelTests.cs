using Microsoft.Extensions.AI;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>A model that answers without saying anything.</summary>
public sealed class SilentModelTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u200B\uFEFF")]
    [InlineData("##\n\n**\n```\n---")]
    [InlineData("[E1] [E2].")]
    public async Task An_answer_without_words_is_asked_for_again(string nothing)
    {
        var user = UserOf("SLA");
        var calls = 0;
        suite.Model(user, (_, _) => Task.FromResult(++calls < 3 ? nothing : "Calm."));

        var report = await suite.MakeAsync(user);

        Assert.Equal(("completed", 3), (report.Status, calls));
        Assert.Contains("## Summary\n\nCalm.\n", report.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_never_says_anything_leaves_a_report_of_the_evidence_that_says_so()
    {
        var user = UserOf("SLB");
        var calls = 0;
        suite.Model(user, (_, _) =>
        {
            calls++;
            return Task.FromResult("");
        });

        var report = await suite.MakeAsync(user);

        Assert.Equal(("completed", 5), (report.Status, calls));
        Assert.Contains("| SLB | [E1] | 2026-11-19 | 1.50 |", report.Content, StringComparison.Ordinal);
        Assert.Contains("## Summary\n\n*The model said nothing: its answer was empty. The figures and headlines do not depend on it.*\n", report.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length", "*模型没有写出任何文字：词元已在回答之前用完。行情与新闻不受影响。*")]
    [InlineData("content_filter", "*模型没有写出任何文字：模型服务因内容而拒绝回答。行情与新闻不受影响。*")]
    [InlineData("stop", "*模型没有写出任何文字：回答为空。行情与新闻不受影响。*")]
    public async Task Why_it_said_nothing_stands_in_the_reports_language(string reason, string sentence)
    {
        var user = UserOf("SLC", "zh");
        suite.Model(user, "", new ChatFinishReason(reason));

        var report = await suite.MakeAsync(user);

        Assert.Contains(sentence, report.Content, StringComparison.Ordinal);
        Assert.Null(report.ErrorMessage);
    }

    private TenantContext UserOf(string symbol, string language = "en")
    {
        suite.Peer.Quotes(symbol, "2026-11-19,1,2,1,1.5,10");
        return suite.User(new Watchlist(Stocks: [symbol]), new Preferences(Language: language, TimeZone: "UTC", MaxReportLength: 5000));
    }
}
