using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Notifications;
using Nanobot.Services.Chat.Tests.Tools;
using Nanobot.Services.Chat.Trust;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What the assistant tells its user outside of answers.</summary>
public sealed class NotificationTests
{
    [Fact]
    public async Task What_the_assistant_tells_its_user_is_kept_until_the_user_puts_it_away_and_nobody_else_sees_it()
    {
        await using var turn = await ToolTurn.StartAsync();
        var ada = TestContexts.User();
        using var client = turn.Host.For(ada);
        using var bob = turn.Host.For(TestContexts.User("bob", ada.TenantId));

        Assert.All(await turn.CallAsync(client, ("message_send", """{"text":" The water boils. "}"""), ("message_send", """{"text":"水开了"}""")), static result => Assert.True(result.GetProperty("sent").GetBoolean()));

        var told = await ListAsync(client);
        Assert.Equal(["水开了", "The water boils."], told.Select(static one => one.Text("text")));
        Assert.All(told, static one => Assert.Equal(JsonValueKind.String, one.GetProperty("session_id").ValueKind));
        Assert.Empty(await ListAsync(bob));
        var id = told[0].Text("notification_id");
        await (await bob.DeleteAsync($"/notifications/{id}")).RefusedAsync(HttpStatusCode.NotFound, "NOTIFICATION_NOT_FOUND");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/notifications/{id}")).StatusCode);
        foreach (var gone in new[] { id, "mine" })
        {
            await (await client.DeleteAsync($"/notifications/{gone}")).RefusedAsync(HttpStatusCode.NotFound, "NOTIFICATION_NOT_FOUND");
        }

        Assert.Equal(["The water boils."], (await ListAsync(client)).Select(static one => one.Text("text")));
        await (await client.GetAsync("/notifications?cursor=x")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
    }

    [Fact]
    public async Task Words_of_the_web_wait_for_the_user_before_they_are_pushed_and_those_of_the_workspace_do_not()
    {
        await using var turn = await ToolTurn.StartAsync();
        var ada = TestContexts.User();
        using var client = turn.Host.For(ada);
        await client.PutAsync("/workspace/files/letter.md", new StringContent("Call this number."));

        var fromFile = await turn.CallAsync(client, ("workspace_read", """{"path":"letter.md"}"""), ("message_send", """{"text":"You have a letter."}"""));
        Assert.Equal("", ToolTurn.Code(fromFile[1]));

        await turn.CallAsync(client, ("report_request", """{"report_type":"daily"}"""));
        var report = turn.Host.Peers.Reports[(ada.RequiredTenantId, ada.RequiredUserId)].Single().ReportId;
        var fromWeb = await turn.CallAsync(client, ("report_get", $$"""{"report_id":"{{report}}"}"""), ("message_send", """{"text":"Call this number."}"""));
        Assert.Equal("APPROVAL_PENDING", ToolTurn.Code(fromWeb[1]));
        Assert.Equal(["You have a letter."], (await ListAsync(client)).Select(static one => one.Text("text")));

        var waiting = Assert.Single((await client.GetFromJsonAsync<JsonElement>("/approvals")).GetProperty("items").EnumerateArray());
        Assert.Equal("notice", waiting.Text("sink"));
        using var approved = await client.PostAsJsonAsync($"/approvals/{waiting.Text("approval_id")}", new { decision = "approve" });
        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        Assert.Equal(["Call this number.", "You have a letter."], (await ListAsync(client)).Select(static one => one.Text("text")));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"text":"  "}""")]
    [InlineData("""{"text":7}""")]
    public async Task A_message_that_says_nothing_is_told_to_the_model(string arguments)
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());

        Assert.Equal("TOOL_ARGUMENTS_INVALID", ToolTurn.Code(Assert.Single(await turn.CallAsync(client, ("message_send", arguments)))));
        Assert.Empty(await ListAsync(client));
    }

    [Fact]
    public async Task A_call_that_is_made_again_tells_nothing_twice_and_the_oldest_make_room()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var store = host.Services.GetRequiredService<NotificationStore>();

        Assert.True(await TellAsync(store, ada, 0));
        Assert.False(await TellAsync(store, ada, 0));
        for (var i = 1; i <= NotificationStore.MostOfUser; i++)
        {
            Assert.True(await TellAsync(store, ada, i));
        }

        var told = await ListAsync(client);
        Assert.Equal(NotificationStore.MostOfUser, told.Count);
        Assert.DoesNotContain(told, static one => one.Text("text") == "0");
    }

    [Fact]
    public async Task What_a_user_wants_to_find_here_is_kept_once_with_its_labels_and_is_its_own()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var bob = host.For(TestContexts.User("bob", ada.TenantId));
        var requested = new NotificationRequested(Guid.NewGuid(), "Herons\n\nCall this number.\n\n/reports/1", ["web", "unheard-of"]);
        for (var i = 0; i < 2; i++)
        {
            await host.Services.GetRequiredService<TenantDb>().TransactionAsync(ada, transaction => transaction.PublishAsync(requested, CancellationToken.None), CancellationToken.None);
        }

        await host.Services.GetRequiredService<TenantDb>().TransactionAsync(ada, transaction => transaction.PublishAsync(requested with { DeliveryId = Guid.NewGuid(), Text = "Last" }, CancellationToken.None), CancellationToken.None);
        var told = await Eventually.GetAsync(() => ListAsync(client), static told => told.Any(static one => one.Text("text") == "Last"));

        Assert.Equal(["Last", requested.Text], told.Select(static one => one.Text("text")));
        Assert.All(told, static one => Assert.Equal(["web", "other"], one.GetProperty("labels").EnumerateArray().Select(static label => label.GetString())));
        Assert.All(told, static one => Assert.Equal(JsonValueKind.Null, one.GetProperty("session_id").ValueKind));
        Assert.Empty(await ListAsync(bob));
    }

    private static Task<bool> TellAsync(NotificationStore store, TenantContext user, int number) =>
        store.TellAsync(user, null, Guid.NewGuid(), $"call-{number}", $"{number}", TextLabels.User, CancellationToken.None);

    private static async Task<List<JsonElement>> ListAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/notifications?limit=200")).GetProperty("items").EnumerateArray()];
}
