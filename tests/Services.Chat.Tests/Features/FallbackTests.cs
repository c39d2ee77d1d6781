using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>A further model stands in for one that gives no answer, as a call of its own.</summary>
public sealed class FallbackTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_one_model_is_away_the_next_answers_and_the_ledger_has_both(bool isStreamed)
    {
        await using var model = await ScriptedModel.StartAsync(Only("beside"));
        await using var host = await ChatHost.StartAsync(model, Further(("beside", true)));
        var ada = TestContexts.User();
        using var client = host.For(ada);

        var answer = isStreamed ? await StreamAsync(client) : (await client.SayAsync("hello")).Text("response");

        Assert.Contains("From beside.", answer, StringComparison.Ordinal);
        Assert.Equal(["scripted-1", "beside"], model.Requests.Select(static request => request.Text("model")));
        Assert.Equal(["failed", "settled"], await CallsAsync(host, ada.TenantId!));
    }

    [Fact]
    public async Task Who_names_a_model_gets_that_one_or_none()
    {
        await using var model = await ScriptedModel.StartAsync(Only("apart"));
        await using var host = await ChatHost.StartAsync(model, Further(("beside", true), ("apart", false)));
        using var client = host.For(TestContexts.User());

        Assert.Equal(["scripted-1", "beside", "apart"], (await (await client.GetAsync("/v1/models")).JsonAsync(HttpStatusCode.OK)).GetProperty("data").EnumerateArray().Select(static one => one.Text("id")));
        var completion = await (await CompleteAsync(client, "apart")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(("apart", "From apart."), (completion.Text("model"), completion.GetProperty("choices")[0].GetProperty("message").Text("content")));
        Assert.Equal(HttpStatusCode.BadGateway, (await CompleteAsync(client, "beside")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await CompleteAsync(client, "nowhere")).StatusCode);
        // What stands in for none is not asked by itself.
        await (await client.ChatAsync("hello")).RefusedAsync(HttpStatusCode.BadGateway, "MODEL_UNAVAILABLE");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_once_it_was_heard_is_not_begun_anew_elsewhere()
    {
        await using var model = await ScriptedModel.StartAsync(async (request, http) =>
        {
            if (request.Text("model") != "scripted-1")
            {
                await new ModelReply("From beside.").WriteAsync(http, request);
                return;
            }

            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync("data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Half of it\"}}]}\n\n");
            await http.Response.WriteAsync("data: {\"error\":{\"message\":\"overloaded\"}}\n\n");
        });
        await using var host = await ChatHost.StartAsync(model, Further(("beside", true)));
        using var client = host.For(TestContexts.User());

        var events = await StreamAsync(client);

        Assert.Contains("Half of it", events, StringComparison.Ordinal);
        Assert.Contains("MODEL_UNAVAILABLE", events, StringComparison.Ordinal);
        Assert.DoesNotContain("From beside", events, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Further(params IReadOnlyList<(string Model, bool IsFallback)> models)
    {
        var settings = new Dictionary<string, string?> { ["Ai:MaximumRetries"] = "0" };
        for (var i = 0; i < models.Count; i++)
        {
            (settings[$"Ai:Models:{i}:Model"], settings[$"Ai:Models:{i}:IsFallback"]) = (models[i].Model, $"{models[i].IsFallback}");
        }

        return settings;
    }

    private static Func<JsonElement, HttpContext, Task> Only(string model) => (request, http) =>
    {
        if (request.Text("model") == model)
        {
            return new ModelReply($"From {model}.").WriteAsync(http, request);
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    };

    private static Task<HttpResponseMessage> CompleteAsync(HttpClient client, string model) =>
        client.PostAsync("/v1/chat/completions", new StringContent($$"""{"model":"{{model}}","messages":[{"role":"user","content":"hello"}]}""", null, "application/json"));

    private static async Task<string> StreamAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = new StringContent("""{"message":"hello"}""", null, "application/json"), Headers = { { "Accept", "text/event-stream" } } };
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<List<string>> CallsAsync(ChatHost host, string tenant)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand("select state from nanobot.model_calls where tenant_id = $1 order by began_at, call_id");
        command.Parameters.Add(new() { Value = tenant });
        await using var rows = await command.ExecuteReaderAsync();
        var calls = new List<string>();
        while (await rows.ReadAsync())
        {
            calls.Add(rows.GetString(0));
        }

        return calls;
    }
}
