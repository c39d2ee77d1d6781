using System.Net;
using System.Net.Http.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests;

public sealed class KillTests
{
    // Long enough for a slow machine to see the session still taken after the kill.
    private const string Lease = "00:00:10";
    private const string CallLease = "00:00:02";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_process_killed_in_the_middle_of_a_turn_leaves_the_session_usable()
    {
        var ada = TestContexts.User();
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model, new() { ["Agent:SessionLease"] = Lease, ["Limits:Tokens:Lease"] = CallLease });
        using var client = host.For(ada);
        var session = (await client.SayAsync("hi")).Text("session_id");
        var (answer, hangs) = (model.Answer, new TaskCompletionSource());
        model.Answer = (_, http) => hangs.Task.WaitAsync(http.RequestAborted);

        await using (var doomed = await ServiceProcess.StartAsync("Services.Chat", [.. model.Settings, .. host.ProcessSettings, new("Agent:SessionLease", Lease), new("Limits:Tokens:Lease", CallLease)]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "lost", session_id = session }) };
            TenantContextHeaders.Write(request.Headers, ada, TestContexts.Codec());
            var lost = doomed.Client.SendAsync(request);
            await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2 || lost.IsCompleted), Patience);
            Assert.False(lost.IsCompleted, "The turn ended before the kill.");

            doomed.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => lost);
        }

        model.Answer = answer;
        using var busy = await client.ChatAsync("too early", session);
        await Eventually.TrueAsync(async () => (await client.ChatAsync("after", session)).StatusCode == HttpStatusCode.OK, Patience);
        var states = await Eventually.GetAsync(() => StatesAsync(host, ada), static states => !states.Contains("reserved"), Patience);
        var history = await (await client.GetAsync($"/sessions/{session}")).JsonAsync(HttpStatusCode.OK);

        await busy.RefusedAsync(HttpStatusCode.Conflict, "SESSION_BUSY");
        Assert.Equal(["settled", "abandoned", "settled"], states);
        Assert.Equal(["hi", "Hello.", "after", "Hello."], history.GetProperty("messages").EnumerateArray().Select(message => message.Text("content")));
    }

    private static async Task<List<string>> StatesAsync(ChatHost host, TenantContext context)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand("select state from nanobot.model_calls where tenant_id = $1 order by began_at");
        command.Parameters.Add(new() { Value = context.RequiredTenantId });
        await using var reader = await command.ExecuteReaderAsync();
        var states = new List<string>();
        while (await reader.ReadAsync())
        {
            states.Add(reader.GetString(0));
        }

        return states;
    }
}
