using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Turns;

/// <summary>A turn whose tenant is suspended, expires or is deleted while the model speaks.</summary>
public sealed class StoppedTenantTests
{
    private const string FirstWord = """data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"One"}}]}""" + "\n\n";

    [Theory]
    [InlineData("suspended", "TENANT_SUSPENDED")]
    [InlineData("expired", "TENANT_EXPIRED")]
    [InlineData("deleted", "TENANT_INACTIVE")]
    public async Task It_ends_at_once_up_to_the_model_and_says_why_while_others_go_on(string status, string code)
    {
        var (speaking, left) = (Signal(), Signal());
        await using var model = await StallingAsync(speaking, left);
        await using var host = await ChatHost.StartAsync(model);
        var (ada, bob) = (TestContexts.User(), TestContexts.User("bob"));
        using var client = host.For(ada);
        using var other = host.For(bob);
        var turn = client.PostAsJsonAsync("/chat", new { message = "tell me" });
        await speaking.Task.WaitAsync(Eventually.Deadline);

        await StopAsync(host, ada, turn, status);

        await (await turn.WaitAsync(Eventually.Deadline)).RefusedAsync(HttpStatusCode.Forbidden, code);
        await left.Task.WaitAsync(Eventually.Deadline);
        Assert.Empty((await client.GetFromJsonAsync<JsonElement>("/sessions")).GetProperty("items").EnumerateArray());
        model.Answer = static (request, http) => new ModelReply("Two").WriteAsync(http, request);
        Assert.Equal("Two", (await other.SayAsync("hi")).Text("response"));
    }

    [Fact]
    public async Task A_stream_has_its_reason_as_the_last_event()
    {
        var speaking = Signal();
        await using var model = await StallingAsync(speaking, Signal());
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "tell me" }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var reading = ReadAsync(response);
        await speaking.Task.WaitAsync(Eventually.Deadline);

        await StopAsync(host, ada, reading);

        var events = await reading.WaitAsync(Eventually.Deadline);
        Assert.Equal(["delta", "error"], events.Select(static item => item.Event));
        Assert.Equal((403, "TENANT_SUSPENDED"), (events[1].Data.GetProperty("status").GetInt32(), events[1].Data.Text("code")));
    }

    [Fact]
    public async Task One_that_was_let_in_before_is_not_begun_after_and_one_that_was_let_in_again_is()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Here."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await Eventually.TrueAsync(async () =>
        {
            await host.Services.BroadcastAsync(ada.TenantId!, new TenantSuspended(ada.TenantId!, ada.Epoch + 1));
            using var response = await client.PostAsJsonAsync("/chat", new { message = "hi" });
            return response.StatusCode == HttpStatusCode.Forbidden;
        });

        using var again = host.For(TestContexts.Of(ada.TenantId, ada.UserId, TenantRole.User, ada.Plan, ada.Epoch + 2));
        Assert.Equal("Here.", (await again.SayAsync("hi")).Text("response"));
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Says a word, and then nothing until the client leaves.
    private static Task<ScriptedModel> StallingAsync(TaskCompletionSource speaking, TaskCompletionSource left) => ScriptedModel.StartAsync(async (_, http) =>
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync(FirstWord);
        await http.Response.Body.FlushAsync();
        speaking.TrySetResult();
        using var gone = http.RequestAborted.Register(left.SetResult);
        await left.Task.WaitAsync(Eventually.Deadline);
    });

    // The listener hears what comes after its start, so it may have to be said again.
    private static Task StopAsync(ChatHost host, TenantContext context, Task until, string status = "suspended") => Eventually.TrueAsync(async () =>
    {
        var (tenant, epoch) = (context.RequiredTenantId, context.Epoch + 1);
        await (status switch
        {
            "suspended" => host.Services.BroadcastAsync(tenant, new TenantSuspended(tenant, epoch)),
            "expired" => host.Services.BroadcastAsync(tenant, new TenantExpired(tenant, epoch)),
            _ => host.Services.BroadcastAsync(tenant, new TenantDeleted(tenant, epoch)),
        });
        return until.IsCompleted;
    });

    private static async Task<List<(string Event, JsonElement Data)>> ReadAsync(HttpResponseMessage response)
    {
        var events = new List<(string, JsonElement)>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
        }

        return events;
    }
}
