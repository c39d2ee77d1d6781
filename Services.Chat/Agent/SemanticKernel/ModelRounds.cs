using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Rights;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>
/// Each single call of the model in one turn: what it is sent fits its window, what it says is heard while it is said,
/// counted, cleaned and kept. The loop around it never sees a stream.
/// </summary>
internal sealed class ModelRounds(IChatClient model, ModelChain chain, KernelTools tools, AgentTurn turn, ModuleRights rights, ChatTelemetry telemetry)
    : DelegatingChatClient(model)
{
    // Whether whoever watches has heard a word of the answer that is being given.
    private bool _isHeard;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (journal, round, loop) = (turn.Run.Journal, turn.Rounds++, messages.ToList());
        if (round > 0)
        {
            // What the user says ahead of the first is a message of its own.
            turn.Hear(loop, await journal.HearAsync(round, cancellationToken));
        }

        var conversation = turn.Whole(loop);
        if (journal.AnswerOf(round) is { } known)
        {
            turn.Usage += known.Usage;
            return Answer(conversation, known);
        }

        var said = await AskAsync(conversation, options, cancellationToken);
        var wishes = turn.Run.Wishes;
        if (said.Calls.Count > 0 && said.Calls.All(call => wishes.Has(call.Name) && call.Exception is null))
        {
            // Not for the loop: it ends here, and whoever asked makes them.
            turn.CallerCalls = said.Calls;
            said = said with { Calls = [] };
        }

        if (said.Calls.Count > 0)
        {
            await journal.AnsweredAsync(round, said, cancellationToken);
        }

        return Answer(conversation, said);
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The turn's observer hears the stream.");

    protected override void Dispose(bool disposing)
    {
        // The model is shared by all turns.
    }

    /// <summary>What PostgreSQL's text can hold: not the character that C strings end with.</summary>
    internal static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private ChatResponse Answer(List<ChatMessage> conversation, RecordedAnswer said)
    {
        (turn.Model, turn.Reason) = (said.Model, said.Reason);
        var answer = new ChatMessage(ChatRole.Assistant, [.. Words(said.Text), .. said.Calls.Select(Callable)]);
        turn.Conversation = [.. conversation, answer];
        return new ChatResponse(answer)
        {
            ModelId = said.Model, FinishReason = said.Reason,
            Usage = new UsageDetails { InputTokenCount = said.Usage.PromptTokens, OutputTokenCount = said.Usage.CompletionTokens },
        };
    }

    private async Task<RecordedAnswer> AskAsync(List<ChatMessage> conversation, ChatOptions? options, CancellationToken cancellationToken)
    {
        // The loop takes the tools away for the last round. The model still has to know what the calls before were about.
        var (wishes, bounds) = (turn.Run.Wishes, turn.Run.SubAgent);
        if (turn.Usage.PromptTokens + turn.Usage.CompletionTokens >= bounds?.MostTokens)
        {
            throw new SubAgentSpentException();
        }

        var mayCall = options?.Tools is { Count: > 0 } && wishes.ToolMode is not NoneChatToolMode;
        var settings = options?.Clone() ?? new ChatOptions();
        IList<AITool> declared = bounds is null ? wishes.Offered(tools.Declarations) : [.. tools.Declarations.Where(tool => bounds.MayCall(tool.Name))];
        var mode = mayCall ? wishes.ToolMode : ChatToolMode.None;
        var before = turn.Usage;
        _isHeard = false;
        // For each call: between two of a turn the policies may have changed.
        var response = await chain.AskAsync(new ModelWish(wishes.Model, conversation.Exists(static message => message.Contents.Any(static content => content is DataContent))),
            known => rights.DemandAsync(turn.Run.Context, new Use(ResourceKind.Model, known.Id) { Provider = known.Provider, Origin = turn.Run.Origin }, cancellationToken),
            known =>
            {
                known.ApplyTo(settings);
                (settings.Tools, settings.ToolMode) = known.TakesTools ? (declared, mode) : (null, null);
                return AskAsync(Fitting(conversation, known), settings, cancellationToken);
            },
            () => !_isHeard, cancellationToken);
        List<FunctionCallContent> calls = mayCall ? [.. response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Select(Readable)] : [];
        return new RecordedAnswer(response.Text, calls, Clean(response.ModelId ?? ""), response.FinishReason, turn.Usage - before);
    }

    // A model of the tenant's may read less at once than those that the turn was made for.
    private IReadOnlyList<ChatMessage> Fitting(List<ChatMessage> conversation, KnownModel known) => ContextWindow.Fit(
        conversation, turn.Run.Prompt.Count, turn.Run.Prompt.Count + turn.Run.History.Count, known.WindowBytes(turn.Run.WindowBytes));

    private async Task<ChatResponse> AskAsync(IReadOnlyList<ChatMessage> conversation, ChatOptions settings, CancellationToken cancellationToken)
    {
        if (!turn.Observer.WantsText)
        {
            var response = await base.GetResponseAsync(conversation, settings, cancellationToken);
            Count(conversation, response);
            return response;
        }

        var updates = new List<ChatResponseUpdate>();
        try
        {
            await foreach (var update in base.GetStreamingResponseAsync(conversation, settings, cancellationToken))
            {
                updates.Add(update);
                if (update.Text is { Length: > 0 } text)
                {
                    _isHeard = true;
                    await turn.Observer.TextAsync(Clean(text), cancellationToken);
                }
            }
        }
        finally
        {
            // A stream that breaks off has cost what was heard of it.
            if (updates.Count > 0)
            {
                Count(conversation, updates.ToChatResponse());
            }
        }

        return updates.ToAnswer();
    }

    private void Count(IReadOnlyList<ChatMessage> conversation, ChatResponse response)
    {
        var used = new AgentUsage(
            response.Usage?.InputTokenCount ?? TokenEstimate.OfLength(conversation.Sum(static message => (long)message.Text.Length)),
            response.Usage?.OutputTokenCount ?? TokenEstimate.OfLength(response.Text.Length));
        turn.Usage += used;
        telemetry.TokensUsed(turn.Run.Context, used.PromptTokens, used.CompletionTokens);
    }

    /// <summary>The call in a form that the loop can work on, whatever the model made up.</summary>
    private FunctionCallContent Callable(FunctionCallContent call)
    {
        if (!tools.Knows(call.Name) && turn.MadeUpTools.TrueForAll(tool => tool.Name != call.Name))
        {
            turn.MadeUpTools.Add(turn.Run.Wishes.Has(call.Name) ? ToolFunction.PutOff(call.Name) : ToolFunction.MadeUp(call.Name));
        }

        return call;
    }

    private static FunctionCallContent Readable(FunctionCallContent call) =>
        WhatIsWrongWith(call.Arguments) is { } wrong ? new FunctionCallContent(call.CallId, call.Name) { Exception = new ArgumentException(wrong) } : call;

    private static string? WhatIsWrongWith(IDictionary<string, object?>? arguments) =>
        arguments is null ? null
        // Semantic Kernel's arguments ignore case, and break on two that differ in nothing else.
        : arguments.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < arguments.Count ? "Two arguments have one name."
        : !arguments.Values.All(ArgumentForm.CanBeKept) ? "The arguments hold half a character, or more levels than any tool has."
        : null;

    private static IEnumerable<AIContent> Words(string text) => Clean(text) is { Length: > 0 } words ? [new TextContent(words)] : [];
}
