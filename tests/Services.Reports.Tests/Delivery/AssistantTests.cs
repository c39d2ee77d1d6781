using System.Text.Json.Nodes;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Tests.Delivery;

public sealed class AssistantTests
{
    [Fact]
    public async Task What_its_user_wants_to_find_with_its_assistant_is_left_there_once_as_words_of_the_web()
    {
        await using var host = new DeliveryHost([new("Delivery:PublicUrl", "https://reports.example")]);
        var ada = host.User(["assistant"]);
        var report = await host.MakeAsync(ada);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal(0, await host.DeliverAsync());

        Assert.Equal("assistant sent", await host.StandAsync(ada, report));
        var left = Assert.Single(await LeftAsync(host, ada));
        var seen = Assert.Single(await host.SeenAsync(ada, report));
        Assert.Equal((seen["delivery_id"]!.ToString(), "[\"web\"]"), (left["delivery_id"]!.ToString(), left["labels"]!.ToJsonString()));
        var content = (await host.SendAsync(ada, HttpMethod.Get, $"/reports/{report}", null, 200))["content"]!.GetValue<string>();
        var lines = left["text"]!.GetValue<string>().Split('\n');
        Assert.Equal(content.Split('\n')[0].TrimStart('#', ' '), lines[0]);
        Assert.Equal($"https://reports.example/reports/{report}", lines[^1]);
        Assert.True(lines.Length > 3, left["text"]!.GetValue<string>());
        Assert.True(left["text"]!.GetValue<string>().Length <= 2000);
    }

    [Fact]
    public async Task A_night_is_one_word_with_all_titles()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["assistant"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/quiet-hours", new { from = "11:00", to = "13:00" }, 200);
        var reports = new[] { await host.MakeAsync(ada), await host.MakeAsync(ada) };
        await host.DeliverAsync();
        Assert.Empty(await LeftAsync(host, ada));
        host.Clock.SetUtcNow(DeliveryHost.Start.AddHours(1).AddSeconds(30));
        await host.DeliverAsync();

        var left = Assert.Single(await LeftAsync(host, ada))["text"]!.GetValue<string>();
        Assert.StartsWith("2 notices: ", left, StringComparison.Ordinal);
        Assert.All(reports, report => Assert.Contains($"/reports/{report}", left, StringComparison.Ordinal));
    }

    private static async Task<List<JsonObject>> LeftAsync(DeliveryHost host, TenantContext user) =>
        [.. JsonNode.Parse((await host.Suite.SqlAsync<string>("select coalesce(json_agg(envelope::jsonb -> 'data'), '[]')::text from nanobot.outbox where tenant_id = $1 and topic = 'notification.requested.v1'", user.RequiredTenantId))!)!.AsArray().Select(static item => item!.AsObject())];
}
