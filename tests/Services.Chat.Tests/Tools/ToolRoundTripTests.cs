using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Chat.Tools;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Nanobot.Testing.RoundTrips;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>Whatever a model calls tools with, the turn ends, its history can be read, and so can every file.</summary>
public sealed class ToolRoundTripTests
{
    private const int AtOnce = 16;

    [Fact]
    public async Task No_argument_of_any_tool_breaks_a_turn_its_history_or_what_it_wrote()
    {
        IReadOnlyList<(string Id, string Name, string Arguments)> calls = [];
        await using var model = await ScriptedModel.StartAsync((request, http) =>
        {
            var reply = new ModelReply(calls.Count == 0 ? "Done." : "", calls);
            calls = [];
            return reply.WriteAsync(http, request);
        });
        await using var host = await ChatHost.StartAsync(model);
        var (all, wrong) = (Calls(host.Services.GetRequiredService<ToolCatalogue>()).ToList(), new List<string>());
        Assert.True(all.Count > 1000);
        // A tenant has so many sessions and no more.
        foreach (var tool in all.GroupBy(static call => call.Tool))
        {
            using var client = host.For(TestContexts.User());
            foreach (var some in tool.Chunk(AtOnce))
            {
                await CallAsync(client, some);
            }

            foreach (var path in (await client.AllAsync("/workspace/files", 3)).Select(static file => file.Text("path")))
            {
                using var file = await client.GetAsync($"/workspace/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
                Assert.Equal((HttpStatusCode.OK, "text/plain"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        async Task CallAsync(HttpClient client, (string Name, string Tool, string Arguments)[] some)
        {
            calls = [.. some.Select(static (call, index) => ($"call{index}", call.Tool, call.Arguments))];
            using var answer = await client.ChatAsync("go on");
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                wrong.Add($"{string.Join(", ", some.Select(static call => call.Name))}: {text}");
                return;
            }

            using var read = await client.GetAsync($"/sessions/{JsonDocument.Parse(text).RootElement.Text("session_id")}");
            var history = await read.Content.ReadAsStringAsync();
            if (read.StatusCode != HttpStatusCode.OK || JsonDocument.Parse(history).RootElement.GetProperty("messages").GetArrayLength() != some.Length + 3)
            {
                wrong.Add($"the history of {string.Join(", ", some.Select(static call => call.Name))}: {(int)read.StatusCode}");
            }
            else if (history.Contains("TOOL_FAILED", StringComparison.Ordinal))
            {
                wrong.AddRange(JsonDocument.Parse(history).RootElement.GetProperty("messages").EnumerateArray()
                    .Where(static message => message.Text("role") == "tool" && message.Text("content").Contains("TOOL_FAILED", StringComparison.Ordinal))
                    .Select(message => $"{some[int.Parse(message.Text("tool_call_id")[4..], System.Globalization.CultureInfo.InvariantCulture)].Name} broke"));
            }
        }
    }

    [Fact]
    public async Task A_tool_of_a_name_that_no_row_keeps_is_told_to_be_none_and_the_turn_ends()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("a", "no\0such\u0001tool", "{}")), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var answer = await client.SayAsync("go on");

        var history = await (await client.GetAsync($"/sessions/{answer.Text("session_id")}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("no_such_tool", history.GetProperty("messages")[2].Text("tool_name"));
        Assert.Contains("TOOL_UNKNOWN", history.GetProperty("messages")[2].Text("content"), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Tool, string Arguments)> Calls(ToolCatalogue catalogue)
    {
        foreach (var tool in catalogue.All)
        {
            var members = tool.Function.JsonSchema.GetProperty("properties").EnumerateObject().ToList();
            foreach (var member in members)
            {
                foreach (var (name, value) in HardValues.All)
                {
                    var arguments = members.Select(other => $"\"{other.Name}\":{(other.Name == member.Name ? value : Usual(other))}");
                    yield return ($"{tool.Name}({member.Name} = {name})", tool.Name, $"{{{string.Join(',', arguments)}}}");
                }
            }
        }
    }

    private static string Usual(JsonProperty member) => member.Value.TryGetProperty("enum", out var choices) ? choices[0].GetRawText()
        : member.Name == "path" ? "\"heron.md\""
        : member.Value.GetProperty("type").GetString() switch
        {
            "integer" => member.Value.TryGetProperty("minimum", out var minimum) ? minimum.GetRawText() : "1",
            "array" => "[\"heron\"]",
            _ => "\"heron\"",
        };
}
