using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Streaming;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>
/// A turn as OpenAI's events: <c>chat.completion.chunk</c> with each piece of the words, then the caller's tools to call, the reason of the end,
/// the usage where it is wanted, and <c>[DONE]</c>; or an <c>error</c>, which is the last. What the assistant's own tools do is not told.
/// </summary>
internal sealed class CompletionStream(EventWriter writer, CompletionHead head, bool withUsage) : ITurnEvents
{
    private bool _begun;
    private bool _said;
    private bool _isNewRound;

    public bool WantsText => true;

    public bool HasBegun => writer.HasBegun;

    public Task<T> KeepAliveAsync<T>(Task<T> turn) => writer.KeepAliveAsync(turn);

    public Task TextAsync(string text, CancellationToken cancellationToken)
    {
        // As the whole answer parts what was said before tools were called from what was said behind.
        var piece = _said && _isNewRound ? $"\n\n{text}" : text;
        (_said, _isNewRound) = (true, false);
        return WriteAsync(new JsonObject { ["content"] = piece }, null, cancellationToken);
    }

    public Task ToolAsync(string callId, string name, string status, string? code, CancellationToken cancellationToken)
    {
        _isNewRound = true;
        return Task.CompletedTask;
    }

    // Nothing can wait where nothing is kept.
    public Task ApprovalAsync(Approval approval, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task EndAsync(TurnAnswer answer, CancellationToken cancellationToken)
    {
        var outcome = answer.Outcome;
        for (var i = 0; i < outcome.Calls.Count; i++)
        {
            var call = JsonSerializer.SerializeToNode(CompletionCall.Of(outcome.Calls[i], i), Json.Wire);
            await WriteAsync(new JsonObject { ["tool_calls"] = new JsonArray(call) }, null, cancellationToken);
        }

        await WriteAsync([], CompletionHead.Finish(outcome), cancellationToken);
        if (withUsage)
        {
            var usage = Chunk([]);
            usage["usage"] = JsonSerializer.SerializeToNode(CompletionUsage.Of(outcome.Usage), Json.Wire);
            await WriteAsync(usage, cancellationToken);
        }

        await writer.WriteAsync("data: [DONE]\n\n", cancellationToken);
    }

    public Task ErrorAsync(Refusal refusal, string traceId, CancellationToken cancellationToken) => WriteAsync(OpenAiError.Of(refusal, traceId), cancellationToken);

    private Task WriteAsync(JsonObject delta, string? finish, CancellationToken cancellationToken)
    {
        if (!_begun)
        {
            _begun = true;
            delta["role"] = "assistant";
            delta.TryAdd("content", "");
        }

        return WriteAsync(Chunk([new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finish }]), cancellationToken);
    }

    private JsonObject Chunk(JsonArray choices)
    {
        var chunk = new JsonObject
        {
            ["id"] = head.Id, ["object"] = "chat.completion.chunk", ["created"] = head.Created, ["model"] = head.Model, ["choices"] = choices,
        };
        if (withUsage)
        {
            chunk["usage"] = null;
        }

        return chunk;
    }

    private Task WriteAsync(JsonObject data, CancellationToken cancellationToken) =>
        writer.WriteAsync($"data: {data.ToJsonString(Json.Wire)}\n\n", cancellationToken);
}
