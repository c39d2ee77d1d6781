using System.Text.Json;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>A model that calls in each turn what a test says, and then ends it.</summary>
internal sealed class ToolTurn : IAsyncDisposable
{
    private readonly ScriptedModel _model;
    private IReadOnlyList<(string Id, string Name, string Arguments)> _calls = [];

    private ToolTurn(ScriptedModel model, ChatHost host) => (_model, Host) = (model, host);

    public ChatHost Host { get; }

    public ScriptedModel Model => _model;

    public static async Task<ToolTurn> StartAsync(Dictionary<string, string?>? settings = null)
    {
        ToolTurn? turn = null;
        var model = await ScriptedModel.StartAsync((request, http) =>
        {
            var calls = Interlocked.Exchange(ref turn!._calls, []);
            return new ModelReply(calls.Count == 0 ? "Done." : "", calls).WriteAsync(http, request);
        });
        return turn = new ToolTurn(model, await ChatHost.StartAsync(model, settings));
    }

    /// <summary>The code of a failure; empty where there is none.</summary>
    public static string Code(JsonElement result) => result.TryGetProperty("error", out var error) ? error.Text("code") : "";

    /// <summary>Has the model call the tools, in one turn of a new session; what each returned.</summary>
    public async Task<List<JsonElement>> CallAsync(HttpClient client, params (string Tool, string Arguments)[] calls)
    {
        _calls = [.. calls.Select(static (call, index) => ($"call{index}", call.Tool, call.Arguments))];
        // An address that the user names may be asked in every turn.
        await client.SayAsync(string.Join(' ', calls.Select(static call => JsonDocument.Parse(call.Arguments).RootElement.TryGetProperty("url", out var url) ? url.GetString() : "").Prepend("go on")));
        return
        [
            .. _model.Requests.Last().GetProperty("messages").EnumerateArray().Where(static message => message.Text("role") == "tool")
                .Select(static message => JsonDocument.Parse(message.Words()).RootElement),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _model.DisposeAsync();
    }
}
