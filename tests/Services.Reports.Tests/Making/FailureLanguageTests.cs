using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>Why a report failed is for its user to read; what lies behind it is for the log.</summary>
public sealed class FailureLanguageTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Theory]
    [InlineData("zh", true, "*文字未能写出：语言模型暂时不可用。行情与新闻不受影响。*")]
    [InlineData("zh-TW", true, "*文字未能写出：语言模型暂时不可用。行情与新闻不受影响。*")]
    [InlineData("en", true, "*There are no words: The language model is not available at the moment. The figures and headlines do not depend on them.*")]
    [InlineData("zh", false, "*文字未能写出：语言模型没有给出可用的回答。行情与新闻不受影响。*")]
    [InlineData("en", false, "*There are no words: The language model gave no usable answer. The figures and headlines do not depend on them.*")]
    public async Task A_model_that_cannot_be_asked_is_told_of_in_the_users_language(string language, bool isTransient, string message) =>
        Assert.Contains(message, (await MakeAsync(language, () => new ModelUnavailableException("it answered with HTTP 500", isTransient))).Content, StringComparison.Ordinal);

    [Fact]
    public async Task What_breaks_on_our_side_is_told_of_in_the_users_language() =>
        Assert.Equal("尝试 5 次后放弃：我们这边出错了。", (await MakeAsync("zh", static () => new InvalidOperationException("secret detail"))).ErrorMessage);

    [Fact]
    public async Task A_report_whose_workers_all_died_is_told_of_in_the_users_language()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = own.User(new Watchlist(), Speaking("zh"));

        Assert.Equal("尝试 5 次后放弃：每次都被中途打断。", await GiveUpAsync(own, user, "update all_reports set attempts = 5 where report_id = $1 returning 1"));
        Assert.Equal("尝试 5 次后放弃：语言模型暂时不可用。", await GiveUpAsync(own, user,
            "update all_reports set attempts = 5, last_error = 'The language model is not available at the moment.' where report_id = $1 returning 1"));
    }

    [Fact]
    public async Task A_report_whose_workers_all_died_ends_although_nobody_can_say_its_users_language()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = TestContexts.User();
        Away(own, user);

        Assert.Equal("Given up after 5 attempts: The work was cut off each time.", await GiveUpAsync(own, user, "update all_reports set attempts = 5 where report_id = $1 returning 1"));
    }

    [Theory]
    [InlineData(null, "Given up after 5 attempts: The user's configuration cannot be read at the moment.")]
    [InlineData("芯片", "尝试 5 次后放弃：暂时无法读取用户配置。")]
    public async Task Where_the_users_configuration_cannot_be_read_the_language_is_that_of_the_request(string? prompt, string message)
    {
        await using var own = new ReportsSuite();
        var user = TestContexts.User();
        Away(own, user);

        Assert.Equal(message, (await own.MakeAsync(user, prompt is null ? null : new { report_type = "custom", custom_prompt = prompt })).ErrorMessage);
    }

    [Fact]
    public async Task A_user_who_is_gone_is_told_of_in_the_language_of_the_request() =>
        Assert.Equal("用户已不存在。", (await suite.MakeAsync(TestContexts.User(), new { report_type = "custom", custom_prompt = "谁还在？" })).ErrorMessage);

    private static Preferences Speaking(string language) => new(Language: language, TimeZone: "UTC", MaxReportLength: 5000);

    private static void Away(ReportsSuite own, TenantContext user) => own.Peer.Answer($"/users/{user.UserId}", static http =>
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    });

    private static async Task<string?> GiveUpAsync(ReportsSuite own, TenantContext user, string sql)
    {
        var id = (await own.RequestAsync(user)).ReportId;
        await own.SqlAsync<int>(sql, id);
        var claimed = Assert.Single(await own.Services.GetRequiredService<ReportLanes>().Asked.ClaimAsync(1, CancellationToken.None));
        await using var scope = own.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReportAttempt>().RunAsync(claimed, CancellationToken.None);
        return (await own.EndAsync(user, id)).ErrorMessage;
    }

    private async Task<ReportResource> MakeAsync(string language, Func<Exception> failure)
    {
        suite.Peer.Quotes("FLA", "2026-11-19,1,2,1,1.5,10");
        var user = suite.User(new Watchlist(Stocks: ["FLA"]), Speaking(language));
        suite.Model(user, (_, _) => throw failure());
        return await suite.MakeAsync(user);
    }
}
