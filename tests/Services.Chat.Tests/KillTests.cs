using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Chat.Tests;

public sealed class KillTests
{
    // Long enough for a slow machine to see the session still taken after the kill.
    private const string Lease = "00:00:10";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_process_killed_in_the_middle_of_a_turn_leaves_the_session_usable()
    {
        var ada = TestContexts.User();
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model, new() { ["Agent:SessionLease"] = Lease });
        using var client = host.For(ada);
        var session = (await client.SayAsync("hi")).Text("session_id");
        var (answer, hangs) = (model.Answer, new TaskCompletionSource());
        model.Answer = (_, http) => hangs.Task.WaitAsync(http.RequestAborted);

        using var doomed = Start(host, model, out var address);
        try
        {
            using var direct = new HttpClient { BaseAddress = address };
            await Eventually.TrueAsync(async () => await IsAliveAsync(direct), Patience);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "lost", session_id = session }) };
            TenantContextHeaders.Write(request.Headers, ada, TestContexts.Codec());
            var lost = direct.SendAsync(request);
            await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2 || lost.IsCompleted), Patience);
            Assert.False(lost.IsCompleted, "The turn ended before the kill.");

            doomed.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => lost);
        }
        finally
        {
            doomed.Kill();
            await doomed.WaitForExitAsync();
        }

        model.Answer = answer;
        using var busy = await client.ChatAsync("too early", session);
        await Eventually.TrueAsync(async () => (await client.ChatAsync("after", session)).StatusCode == HttpStatusCode.OK, Patience);
        var history = await (await client.GetAsync($"/sessions/{session}")).JsonAsync(HttpStatusCode.OK);

        await busy.RefusedAsync(HttpStatusCode.Conflict, "SESSION_BUSY");
        Assert.Equal(["hi", "Hello.", "after", "Hello."], history.GetProperty("messages").EnumerateArray().Select(message => message.Text("content")));
    }

    private static Process Start(ChatHost host, ScriptedModel model, out Uri address)
    {
        address = new Uri($"http://127.0.0.1:{LocalProcess.FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Services.Chat.dll"));
        foreach (var (key, value) in model.Settings.Concat(host.ProcessSettings).Append(new("ASPNETCORE_URLS", address.ToString())).Append(new("Agent:SessionLease", Lease)))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<bool> IsAliveAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/health")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
