using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Workspaces;

public sealed class WorkspaceTripTests
{
    [Theory]
    [InlineData("/workspace/files", HttpStatusCode.OK)]
    [InlineData("/workspace/files/USER.md", HttpStatusCode.OK)]
    [InlineData("/workspace/files/missing.md", HttpStatusCode.NotFound)]
    public async Task Reading_a_workspace_is_one_round_trip_that_writes_nothing(string path, HttpStatusCode status)
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        await client.GetAsync("/workspace/files");
        host.Peers.Down = true;
        var trace = ActivityTraceId.CreateRandom();
        var trips = new ConcurrentQueue<string>();
        using var listener = Listen(trace, trips);
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using var response = await client.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        var statement = Assert.Single(trips);
        Assert.Contains("workspace_file", statement, StringComparison.Ordinal);
        Assert.DoesNotContain("insert", statement, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_first_write_makes_the_workspace_with_its_templates()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        using var written = await client.PutAsync("/workspace/files/notes.md", new StringContent("mine"));

        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        var files = await (await client.GetAsync("/workspace/files")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(7, files.GetProperty("items").GetArrayLength());
    }

    /// <summary>
    /// The statements that are sent to the database in one trace, one text a round trip. A session that the pool has to begin, because the ones it
    /// keeps are at work for others, is no part of what a request costs.
    /// </summary>
    private static ActivityListener Listen(ActivityTraceId trace, ConcurrentQueue<string> trips)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                // Told of every span that any listener of this process wants.
                if (activity.TraceId == trace && activity.GetTagItem("db.query.text") is string statement)
                {
                    trips.Enqueue(statement);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
