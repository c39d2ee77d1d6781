using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Memory.Consolidating;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Memory;

/// <summary>Short names for what tests of memory do, with no worker around.</summary>
internal static class Remembering
{
    /// <summary>Nobody goes through sessions but the test.</summary>
    public static Dictionary<string, string?> ByHand => new() { ["Memory:Parallelism"] = "0", ["Memory:BackOff"] = "00:00:00.010" };

    /// <summary>Has what waits be due now, whatever its time.</summary>
    public static Task DueAsync(this ChatHost host, TenantContext user) => host.RunAsync(user, Guid.Empty.ToString(),
        "update chat_consolidation set due_at = now() - interval '1 second' where tenant_id = $1 and user_id = $2 and due_at is not null");

    /// <summary>Takes all that is due.</summary>
    public static Task<List<ClaimedConsolidation>> ClaimAsync(this ChatHost host) => host.Services.GetRequiredService<ConsolidationQueue>().ClaimAsync(64, default);

    /// <summary>Goes through what is due of the user's, once; how many sessions that were.</summary>
    public static async Task<int> ConsolidateAsync(this ChatHost host, TenantContext user)
    {
        await host.DueAsync(user);
        var claims = await host.ClaimAsync();
        foreach (var claim in claims)
        {
            await host.GoThroughAsync(claim);
        }

        return claims.Count;
    }

    public static Task GoThroughAsync(this ChatHost host, ClaimedConsolidation claim) => host.Services.GoThroughAsync(claim);

    public static async Task GoThroughAsync(this IServiceProvider services, ClaimedConsolidation claim)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Consolidation>().RunAsync(claim, default);
    }

    public static async Task<List<JsonElement>> FactsAsync(this HttpClient client, string? state = null) =>
        [.. (await (await client.GetAsync(state is null ? "/memory" : $"/memory?state={state}")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];

    public static async Task<List<string>> TextsAsync(this HttpClient client, string state) => [.. (await client.FactsAsync(state)).Select(static fact => fact.Text("text"))];

    public static async Task<string> MemoryAsync(this HttpClient client) => await (await client.GetAsync("/workspace/files/MEMORY.md")).Content.ReadAsStringAsync();

    public static Task<HttpResponseMessage> AcceptAsync(this HttpClient client, JsonElement fact) => client.PostAsync($"/memory/{fact.Text("fact_id")}/accept", null);

    public static Task<HttpResponseMessage> RejectAsync(this HttpClient client, JsonElement fact) => client.PostAsync($"/memory/{fact.Text("fact_id")}/reject", null);

    public static Task<HttpResponseMessage> ForgetAsync(this HttpClient client, JsonElement fact) => client.DeleteAsync($"/memory/{fact.Text("fact_id")}");

    public static Task<HttpResponseMessage> UndoAsync(this HttpClient client) => client.PostAsync("/memory/undo", null);

    /// <summary>An answer of a model that was asked for facts.</summary>
    public static string Facts(params (int Message, string Text)[] facts) =>
        JsonSerializer.Serialize(new { facts = facts.Select(static fact => new { message = fact.Message, kind = "preference", text = fact.Text }) });

    /// <summary>Has the model answer <paramref name="facts"/> whenever it is asked for some, and <paramref name="turns"/> in turn to everything else.</summary>
    public static void Finds(this ScriptedModel model, string facts, params ModelReply[] turns) => model.Finds(_ => facts, turns);

    /// <summary>The same, by what it is shown.</summary>
    public static void Finds(this ScriptedModel model, Func<string, string> facts, params ModelReply[] turns)
    {
        var next = -1;
        model.Answer = (request, http) => Asked(request) is { } question
            ? new ModelReply(facts(question)).WriteAsync(http, request)
            : (turns.Length == 0 ? new ModelReply("Done.") : turns[Math.Min(Interlocked.Increment(ref next), turns.Length - 1)]).WriteAsync(http, request);
    }

    /// <summary>What the model was shown, each time that it was asked for facts.</summary>
    public static List<string> Questions(this ScriptedModel model) => [.. model.Requests.Select(Asked).OfType<string>()];

    private static string? Asked(JsonElement request)
    {
        var last = request.GetProperty("messages").EnumerateArray().Last().Words();
        return last.StartsWith(FactQuestion.Head, StringComparison.Ordinal) ? last : null;
    }
}
