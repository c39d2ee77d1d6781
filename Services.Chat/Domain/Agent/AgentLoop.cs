using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Ai;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Domain.Agent;

/// <summary>
/// The assistant: asks the model, runs the tools it calls, tells it what came of them, until it answers in words. It
/// keeps nothing between turns; all that a turn works on is in its <see cref="AgentRun"/>.
/// </summary>
internal sealed class AgentLoop(IChatClient model, ToolRunner tools, IOptions<AgentOptions> options, ChatMetrics metrics)
{
    private const int MaximumCallsAtOnce = 16;

    /// <summary>Runs one turn to its answer.</summary>
    /// <exception cref="ModelUnavailableException">The model gave no usable answer.</exception>
    public async Task<AgentOutcome> RunAsync(AgentRun run, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var conversation = run.Messages.ToList();
        var usage = default(AgentUsage);
        var called = 0;
        for (var iteration = 0; ; iteration++)
        {
            var mayCall = iteration < options.Value.MaximumIterations;
            var response = await AskAsync(ContextWindow.Fit(conversation, run.Messages.Count - 1, run.WindowBytes), mayCall, observer, cancellationToken);
            usage += Count(conversation, response);
            var calls = mayCall ? response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().ToList() : [];
            var answer = new ChatMessage(ChatRole.Assistant, [new TextContent(Clean(response.Text)), .. calls]);
            conversation.Add(answer);
            if (calls.Count == 0)
            {
                return string.IsNullOrWhiteSpace(answer.Text)
                    ? throw new ModelUnavailableException("its answer is empty", isTransient: true)
                    : new AgentOutcome(answer.Text, [.. conversation.Skip(run.Messages.Count)], usage, called, Clean(response.ModelId ?? ""));
            }

            conversation.Add(new ChatMessage(ChatRole.Tool, await CallAsync(run, calls, called, observer, cancellationToken)));
            called += calls.Count;
        }
    }

    private async Task<ChatResponse> AskAsync(
        IReadOnlyList<ChatMessage> conversation, bool mayCall, IAgentObserver observer, CancellationToken cancellationToken)
    {
        using var activity = metrics.StartModel();
        var settings = new ChatOptions
        {
            MaxOutputTokens = options.Value.ReplyTokens,
            Tools = tools.Declarations,
            ToolMode = mayCall ? ChatToolMode.Auto : ChatToolMode.None,
        };
        if (!observer.WantsText)
        {
            return await model.GetResponseAsync(conversation, settings, cancellationToken);
        }

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in model.GetStreamingResponseAsync(conversation, settings, cancellationToken))
        {
            updates.Add(update);
            if (update.Text is { Length: > 0 } text)
            {
                await observer.TextAsync(Clean(text), cancellationToken);
            }
        }

        return updates.ToChatResponse();
    }

    private async Task<List<AIContent>> CallAsync(
        AgentRun run, List<FunctionCallContent> calls, int before, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var results = new List<AIContent>();
        foreach (var call in calls)
        {
            await observer.ToolAsync(call.CallId, call.Name, "started", cancellationToken);
            var result = results.Count < MaximumCallsAtOnce
                ? await tools.RunAsync(run, call, before + results.Count + 1, cancellationToken)
                : ToolResult.Error("TOO_MANY_CALLS", $"At most {MaximumCallsAtOnce} tools can be called at once.");
            await observer.ToolAsync(call.CallId, call.Name, result.Failed ? "failed" : "completed", cancellationToken);
            results.Add(new FunctionResultContent(call.CallId, Clean(result.Text)));
        }

        return results;
    }

    private static AgentUsage Count(List<ChatMessage> conversation, ChatResponse response) => new(
        response.Usage?.InputTokenCount ?? TokenEstimate.OfLength(conversation.Sum(static message => (long)message.Text.Length)),
        response.Usage?.OutputTokenCount ?? TokenEstimate.OfLength(response.Text.Length));

    // PostgreSQL's text cannot hold the character that C strings end with.
    private static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
