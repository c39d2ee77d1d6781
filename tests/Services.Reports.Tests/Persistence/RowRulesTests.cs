using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Persistence;

public sealed partial class RowRulesTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    public static TheoryData<string, string[]> Columns => new()
    {
        { "report_type", [.. ReportType.Names] },
        { "origin", [.. ReportOrigin.Names] },
        { "status", [.. ReportStatus.Names] },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task A_column_permits_the_words_of_its_value_and_no_others(string column, string[] words)
    {
        // The table is there once the service has started.
        using var client = suite.Client(TestContexts.User());
        var rule = await suite.SqlAsync<string>(
            "select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'reports'::regclass and conname = $1", $"reports_{column}_check");

        Assert.Equal(words, Word().Matches(rule!).Select(static match => match.Groups[1].Value));
    }

    [GeneratedRegex("'([a-z]+)'::text")]
    private static partial Regex Word();
}
