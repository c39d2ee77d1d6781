using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Protocol;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

public sealed class ResourceServerTests
{
    private const string Key = "the-key";

    [Fact]
    public async Task The_application_is_introduced_by_its_name_and_asks_for_no_newer_dashboard()
    {
        await using var server = await StartAsync(new FakeView());
        using var client = new DashboardClient(server.Url, Key);

        var answer = await client.CallAsync("GetApplicationInformation", new ApplicationInformationRequest(), ApplicationInformationResponse.Parser);

        Assert.Equal("Suite under test", answer.ApplicationName);
        Assert.Empty(answer.MinDashboardVersion);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the-kez")]
    [InlineData("the-key-and-more")]
    public async Task A_missing_or_wrong_key_is_unauthenticated_before_anything_is_read(string? key)
    {
        await using var server = await StartAsync(new FakeView());
        using var client = new DashboardClient(server.Url, key);

        foreach (var method in new[] { "GetApplicationInformation", "WatchResources", "ExecuteResourceCommand", "Nothing" })
        {
            using var response = await client.SendAsync(method, new WatchResourcesRequest());

            Assert.Equal("16", DashboardClient.Status(response));
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("UploadFile")]
    [InlineData("watchresources")]
    [InlineData("")]
    public async Task A_method_that_is_not_served_is_unimplemented(string method)
    {
        await using var server = await StartAsync(new FakeView());
        using var client = new DashboardClient(server.Url, Key);

        using var response = await client.SendAsync(method, new WatchResourcesRequest());

        Assert.Equal("12", DashboardClient.Status(response));
    }

    [Fact]
    public async Task Bytes_that_are_no_frame_are_refused_and_the_next_call_is_served()
    {
        await using var server = await StartAsync(new FakeView());
        using var client = new DashboardClient(server.Url, Key);
        (byte[] Body, string Status)[] cases =
        [
            ([], "3"),
            ([0, 0, 0, 0, 9, 1], "3"),
            ([0, 0, 0, 0, 2, 0xFF, 0xFF], "3"),
            ([1, 0, 0, 0, 0], "12"),
            ([0, 0xFF, 0xFF, 0xFF, 0xFF], "8"),
            ([0, 0, 1, 0, 1], "8"),
        ];

        foreach (var (body, status) in cases)
        {
            using var response = await client.SendAsync("ExecuteResourceCommand", body);
            Assert.Equal(status, DashboardClient.Status(response));
        }

        await client.CallAsync("GetApplicationInformation", new ApplicationInformationRequest(), ApplicationInformationResponse.Parser);
    }

    [Fact]
    public async Task A_watch_starts_with_every_resource_and_goes_on_with_each_change()
    {
        var view = new FakeView { Current = [Snapshots.Event(), Snapshots.Event("cache-abcdefgh", Snapshots.Minimal() with { ResourceType = "Container" })] };
        await using var server = await StartAsync(view);
        using var client = new DashboardClient(server.Url, Key);

        using var response = await client.SendAsync("WatchResources", new WatchResourcesRequest());
        await using var stream = await response.Content.ReadAsStreamAsync();
        var first = await DashboardClient.ReadAsync(stream, WatchResourcesUpdate.Parser);
        view.Publish(Snapshots.Event(snapshot: Snapshots.Minimal("Stopping")));
        view.Publish(Snapshots.Event(snapshot: Snapshots.Minimal("Exited")));
        var second = await DashboardClient.ReadAsync(stream, WatchResourcesUpdate.Parser);
        var third = await DashboardClient.ReadAsync(stream, WatchResourcesUpdate.Parser);

        Assert.Equal(["gateway-abcdefgh", "cache-abcdefgh"], first!.InitialData.Resources.Select(r => r.Name));
        Assert.Equal(["Container", "Project"], first.InitialData.ResourceTypes.Select(t => t.UniqueName));
        Assert.Equal("Stopping", Assert.Single(second!.Changes.Value).Upsert.State);
        Assert.Equal("Exited", Assert.Single(third!.Changes.Value).Upsert.State);
    }

    [Fact]
    public async Task A_dashboard_that_goes_away_ends_its_watch()
    {
        var view = new FakeView();
        await using var server = await StartAsync(view);
        using var client = new DashboardClient(server.Url, Key);
        var response = await client.SendAsync("WatchResources", new WatchResourcesRequest());
        var stream = await response.Content.ReadAsStreamAsync();
        await DashboardClient.ReadAsync(stream, WatchResourcesUpdate.Parser);

        response.Dispose();

        await view.WatchEnded.WaitAsync(DashboardClient.Deadline);
    }

    [Fact]
    public async Task A_host_that_stops_ends_open_watches_and_says_so()
    {
        var server = await StartAsync(new FakeView());
        using var client = new DashboardClient(server.Url, Key);
        using var interactions = await client.SendAsync("WatchInteractions", ReadOnlyMemory<byte>.Empty);

        await server.DisposeAsync().AsTask().WaitAsync(DashboardClient.Deadline);

        Assert.Empty(await interactions.Content.ReadAsByteArrayAsync());
        Assert.Equal("14", DashboardClient.Status(interactions));
    }

    [Fact]
    public async Task Console_lines_keep_their_number_and_source_and_large_ones_are_cut_to_size()
    {
        var wide = new string('x', ResourceService.MaxCharacters + 1);
        var view = new FakeView { Log = [new("one", false, 1), new("two", true, 2), new(wide, false, 3), new("four", false, 4)] };
        await using var server = await StartAsync(view);
        using var client = new DashboardClient(server.Url, Key);

        using var response = await client.SendAsync("WatchResourceConsoleLogs", new WatchResourceConsoleLogsRequest { ResourceName = "gateway-abcdefgh", SuppressFollow = true });
        await using var stream = await response.Content.ReadAsStreamAsync();
        var messages = new List<WatchResourceConsoleLogsUpdate>();
        while (await DashboardClient.ReadAsync(stream, WatchResourceConsoleLogsUpdate.Parser) is { } message)
            messages.Add(message);

        Assert.Equal(("0", null), (DashboardClient.Status(response), DashboardClient.Message(response)));
        Assert.Equal([1, 2, 3, 4], messages.SelectMany(m => m.LogLines).Select(l => l.LineNumber));
        Assert.Equal([false, true], messages.SelectMany(m => m.LogLines).Select(l => l.IsStdErr).Take(2));
        Assert.All(messages, m => Assert.True(m.LogLines.Sum(l => l.Text.Length) <= ResourceService.MaxCharacters));
    }

    [Fact]
    public async Task A_followed_log_is_accepted_before_its_first_line()
    {
        await using var server = await StartAsync(new FakeView());
        using var client = new DashboardClient(server.Url, Key);

        using var response = await client.SendAsync("WatchResourceConsoleLogs", new WatchResourceConsoleLogsRequest { ResourceName = "gateway-abcdefgh" });

        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_command_reaches_the_resource_and_its_failure_reaches_the_page()
    {
        var view = new FakeView { Execute = (name, command) => command == "stop" ? null : $"{name} cannot {command}." };
        await using var server = await StartAsync(view);
        using var client = new DashboardClient(server.Url, Key);

        var stopped = await ExecuteAsync(client, "stop");
        var restarted = await ExecuteAsync(client, "restart");

        Assert.Equal(ResourceCommandResponseKind.Succeeded, stopped.Kind);
        Assert.Equal(ResourceCommandResponseKind.Failed, restarted.Kind);
        Assert.Equal("gateway-abcdefgh cannot restart.", restarted.Message);
    }

    [Fact]
    public async Task A_view_that_throws_is_an_internal_error_of_that_call_only()
    {
        var view = new FakeView { Execute = (_, _) => throw new InvalidOperationException("näher beschrieben") };
        await using var server = await StartAsync(view);
        using var client = new DashboardClient(server.Url, Key);

        using var response = await client.SendAsync("ExecuteResourceCommand", new ResourceCommandRequest());

        Assert.Equal("13", DashboardClient.Status(response));
        Assert.Equal("näher beschrieben", DashboardClient.Message(response));
        await client.CallAsync("GetApplicationInformation", new ApplicationInformationRequest(), ApplicationInformationResponse.Parser);
    }

    private static Task<ResourceServer> StartAsync(FakeView view) => ResourceServer.StartAsync(view, Key, CancellationToken.None);

    private static Task<ResourceCommandResponse> ExecuteAsync(DashboardClient client, string command) => client.CallAsync(
        "ExecuteResourceCommand",
        new ResourceCommandRequest { ResourceName = "gateway-abcdefgh", CommandName = command },
        ResourceCommandResponse.Parser);
}
