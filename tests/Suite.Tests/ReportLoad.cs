using System.Text.Json.Nodes;
using Nanobot.Testing;
using Nanobot.Testing.Running;

namespace Nanobot.Suite.Tests;

/// <summary>Many one-off jobs of a few users, each to give exactly one report.</summary>
internal sealed class ReportLoad(SuiteFixture suite)
{
    private const int Users = 4;
    private const int JobsPerUser = 50;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private readonly List<(string Token, List<string> Jobs)> _users = [];

    /// <summary>
    /// Schedules the jobs evenly over <paramref name="span"/>, beginning when they are likely to be there; a busy machine
    /// that takes longer to make them has the late ones fire a little later.
    /// </summary>
    public async Task ScheduleAsync(TimeSpan span)
    {
        var tenant = await suite.CreateTenantAsync();
        for (var user = 0; user < Users; user++)
        {
            _users.Add((await tenant.CreateUserAsync($"user-{user}"), []));
        }

        var start = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(6);
        await Task.WhenAll(_users.Select(async user =>
        {
            using var client = suite.As(user.Token);
            for (var job = 0; job < JobsPerUser; job++)
            {
                var planned = start + (span * job / JobsPerUser);
                var soonest = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(4);
                var answer = await SuiteFixture.SendAsync(client, HttpMethod.Post, "/schedule/jobs", new
                {
                    name = $"job {job}",
                    kind = "at",
                    time = (planned > soonest ? planned : soonest).ToString("O"),
                    payload = new { type = "report", report_type = "daily" },
                });
                user.Jobs.Add(answer["job_id"]!.GetValue<string>());
            }
        }));
    }

    /// <summary>Waits until every job has its report, then requires exactly one whole report for each.</summary>
    public async Task AssertEachExactlyOnceAsync()
    {
        foreach (var (token, jobs) in _users)
        {
            using var client = suite.As(token);
            var reports = await Eventually.GetAsync(
                () => ReportsAsync(client),
                all => all.Count >= JobsPerUser && all.All(report => report["status"]!.GetValue<string>() is "completed" or "failed"),
                Deadline);
            Assert.All(reports, report => Assert.Equal("completed", report["status"]!.GetValue<string>()));
            Assert.Equal(JobsPerUser, reports.Count);

            var ids = reports.Select(Id).ToHashSet();
            Assert.Equal(JobsPerUser, ids.Count);
            foreach (var job in jobs)
            {
                var history = await SuiteFixture.SendAsync(client, HttpMethod.Get, $"/schedule/jobs/{job}/history");
                var occurrence = Assert.Single(history["items"]!.AsArray());
                Assert.True(ids.Remove(Id(occurrence!)), $"the report of job {job} is missing, or is another job's too");
            }

            Assert.Empty(ids);
        }
    }

    private static string Id(JsonNode node) => node["report_id"]!.GetValue<string>();

    private static async Task<List<JsonNode>> ReportsAsync(HttpClient client)
    {
        var page = await SuiteFixture.SendAsync(client, HttpMethod.Get, "/reports?limit=200");
        return [.. page["items"]!.AsArray().Select(item => item!)];
    }
}
