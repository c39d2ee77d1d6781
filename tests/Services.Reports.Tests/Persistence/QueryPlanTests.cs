using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Features.ListReports;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Searching;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Persistence;

public sealed class QueryPlanTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    // Finished reports stay for good, so what looks for work or for the newest must not read them all.
    private const string Fill = """
        insert into all_reports (tenant_id, user_id, report_id, report_type, origin, status, progress, content, due_at, created_at, completed_at)
        select 'plan-' || i % 20, 'ada', gen_random_uuid(), 'daily', 'schedule', 'completed', 100, 'c', now(), now() - i * interval '1 minute', now()
        from generate_series(1, 20000) i
        returning 1
        """;

    private const string FillEvidence = """
        insert into all_report_evidence (tenant_id, user_id, report_id, gathered_at, evidence, basis_hash)
        select tenant_id, user_id, report_id, created_at, '{}', report_id::text from all_reports where content = 'c'
        returning 1
        """;

    private const string FillTexts = """
        insert into report_texts (tenant_id, user_id, report_id, said, folded)
        select tenant_id, user_id, report_id, 'c', 'c' from reports where content = 'c'
        returning 1
        """;

    [Fact]
    public async Task Claims_and_lists_go_by_their_indexes()
    {
        // The table is there once the service has started.
        using var client = suite.Client(TestContexts.User());
        await suite.SqlAsync<int>(Fill);
        await suite.SqlAsync<int>(FillEvidence);
        await suite.SqlAsync<int>(FillTexts);
        await suite.SqlAsync<int>("analyze reports, report_evidence, report_texts");

        foreach (var (statement, index) in new[] { (ReportLane.Asked, "reports_asked"), (ReportLane.Scheduled, "reports_scheduled") })
        {
            var claim = await PlanAsync(statement, "timestamptz, int, timestamptz, text", "now(), 4, now(), ''");
            Assert.Contains(index, claim, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on reports", claim, StringComparison.Ordinal);
        }

        // Rows are in the partition of before, whose indexes have names that say something; of months, most are empty.
        Assert.DoesNotContain("Seq Scan on reports ", await PlanAsync(ArchiveQueue.Claim, "timestamptz, int, timestamptz", "now() - interval '1 minute', 32, now()"), StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on reports ", await PlanAsync(ReportRetention.Delete, "text[], timestamptz[], int, int", "'{plan-1}', array[now() - interval '1 year'], 200, 500"), StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on reports ", await PlanAsync(EarlierReports.FindCompared, "text, text, text, text, text[], text", "'plan-1', 'ada', 'daily', null, '{}', 'h'"), StringComparison.Ordinal);
        Assert.Contains("reports_newest", await PlanAsync(ListReportsEndpoint.Newest, "text, text, timestamptz, uuid, text, text, timestamptz, timestamptz, int", "'plan-1', 'ada', null, null, null, null, null, null, 51"), StringComparison.Ordinal);

        // A search reads the user's rows and no others, whatever it looks for.
        var search = await PlanAsync(ReportSearch.Select, "text, text, timestamptz, uuid, text, text, timestamptz, timestamptz, int, int, text, text, int, int",
            "'plan-1', 'ada', null, null, null, null, null, null, 500, 4000000, 'gold', 'AAPL', 80, 700");
        Assert.Contains("report_texts_pkey", search, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on reports ", search, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on report_texts", search, StringComparison.Ordinal);
    }

    private async Task<string> PlanAsync(string statement, string types, string arguments)
    {
        var lines = await suite.LinesAsync($"prepare p({types}) as {statement}", $"explain execute p({arguments})", "deallocate p");
        return string.Join('\n', lines);
    }
}
