using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class RenameSessionTests
{
    [Fact]
    public async Task A_renamed_session_is_listed_and_read_by_its_new_title_which_later_turns_leave_alone()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hello")).Text("session_id");
        var before = await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}");

        var renamed = await (await RenameAsync(client, session, "  Zoe\u0308s 黄金 ")).JsonAsync(HttpStatusCode.OK);
        await client.SayAsync("list my files", session);

        Assert.Equal((session, "Zoës 黄金", 1), (renamed.Text("session_id"), renamed.Text("title"), renamed.GetProperty("turns").GetInt32()));
        Assert.Equal(before.GetProperty("updated_at").GetDateTimeOffset(), renamed.GetProperty("updated_at").GetDateTimeOffset());
        Assert.Equal("Zoës 黄金", (await client.GetFromJsonAsync<JsonElement>("/sessions")).GetProperty("items")[0].Text("title"));
        var read = await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}");
        Assert.Equal(("Zoës 黄金", 2), (read.Text("title"), read.GetProperty("turns").GetInt32()));
    }

    [Fact]
    public async Task A_renaming_is_a_change_and_what_it_is_called_already_is_none()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var session = (await client.SayAsync("hello")).Text("session_id");

        foreach (var title in new[] { "herons", "herons", "  herons" })
        {
            await (await RenameAsync(client, session, title)).JsonAsync(HttpStatusCode.OK);
        }

        Assert.Equal($"sessions.rename {session}",
            Assert.Single(await host.ChangesAsync(ada.TenantId!), static change => change.StartsWith("sessions.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"title":null}""")]
    [InlineData("""{"title":""}""")]
    [InlineData("""{"title":"  "}""")]
    [InlineData("""{"title":"a\nb"}""")]
    [InlineData("""{"title":"a\u0000b"}""")]
    [InlineData("""{"title":7}""")]
    [InlineData("""{"title":"x","turns":9}""")]
    public async Task A_title_that_is_none_is_refused_by_name_and_the_old_one_stays(string body)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hello")).Text("session_id");

        using var response = await client.PatchAsync($"/sessions/{session}", new StringContent(body, null, "application/json"));
        await response.RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Assert.Equal("hello", (await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}")).Text("title"));
    }

    [Fact]
    public async Task A_session_of_somebody_else_is_not_there_and_keeps_its_title()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var other = host.For(ada.AsUser("bob"));
        var session = (await client.SayAsync("hello")).Text("session_id");

        var foreign = await (await RenameAsync(other, session, "mine")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        var missing = await (await RenameAsync(other, Guid.NewGuid().ToString(), "mine")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        await (await RenameAsync(other, "none", "mine")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");

        Assert.Equal(missing.Text("detail"), foreign.Text("detail"));
        Assert.Equal("hello", (await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}")).Text("title"));
    }

    private static Task<HttpResponseMessage> RenameAsync(HttpClient client, string session, string title) =>
        client.PatchAsJsonAsync($"/sessions/{session}", new { title });
}
