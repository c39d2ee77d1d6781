using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>What the answer and each event of it begin with, and how both are made of what the agent did.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Created">When it was asked for, in seconds.</param>
/// <param name="Model">The model, as it was asked for.</param>
internal sealed record CompletionHead(Guid TurnId, long Created, string Model)
{
    public string Id { get; } = $"chatcmpl-{TurnId:n}";

    /// <summary>The whole answer.</summary>
    public Completion Whole(AgentOutcome outcome)
    {
        var said = outcome.Said;
        var calls = outcome.Calls.Count > 0 ? outcome.Calls.Select(static call => CompletionCall.Of(call, null)).ToList() : null;
        var message = new CompletionMessage("assistant", said.Length > 0 || calls is null ? said : null, null, calls);
        return new Completion(Id, "chat.completion", Created, Model, [new CompletionChoice(0, message, null, Finish(outcome))], CompletionUsage.Of(outcome.Usage));
    }

    /// <summary>Why it ended, in OpenAI's words.</summary>
    public static string Finish(AgentOutcome outcome) =>
        outcome.Calls.Count > 0 ? "tool_calls"
        : outcome.Finish == ChatFinishReason.Length ? "length"
        : outcome.Finish == ChatFinishReason.ContentFilter ? "content_filter"
        : "stop";
}
