using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Ai.Counting;
using Nanobot.Platform.Metering.Accounts;
using Nanobot.Platform.Metering.Pricing;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>
/// Counts one call while it runs. What the model's server says counts before what is counted here: each attempt by what the server said
/// of it; where it said nothing, the prompt and what was received of the answer are estimated, once an answer has begun or may have; an
/// attempt that never reached the server, or that it refused, has cost nothing.
/// </summary>
internal sealed class CallCount(string asked, PromptEstimate prompt, PriceList prices)
{
    private UsageDetails? _told;
    private long _heard;
    private string? _model;

    /// <summary>The attempts, as whoever speaks to the server writes them down.</summary>
    public CallTally Tally { get; } = new();

    /// <summary>Hears an answer that came at once.</summary>
    public void Hear(ChatResponse response)
    {
        _model = response.ModelId ?? _model;
        Add(response.Usage);
        foreach (var message in response.Messages)
        {
            _heard += PromptEstimate.Quarters(message.Contents);
        }
    }

    /// <summary>Hears a part of an answer, and takes what it says of usage out of it.</summary>
    public void Hear(ChatResponseUpdate update)
    {
        _model = update.ModelId is { Length: > 0 } model ? model : _model;
        Interlocked.Add(ref _heard, PromptEstimate.Quarters(update.Contents));
        if (update.Contents.OfType<UsageContent>().ToList() is { Count: > 0 } usages)
        {
            usages.ForEach(usage => Add(usage.Details));
            update.Contents = [.. update.Contents.Where(static content => content is not UsageContent)];
        }
    }

    /// <summary>What it has come to, at least: for the row of a call that runs, should its process die.</summary>
    public CallCost SoFar() => Priced(asked, 0, new Tokens(prompt.Words + prompt.Declarations,
        TokenEstimate.OfQuarters(Math.Max(Tally.Received, Interlocked.Read(ref _heard))), 0, 0, IsEstimated: true));

    /// <summary>What it came to.</summary>
    /// <param name="isWhole">Whether the model has answered.</param>
    public CallCost Total(bool isWhole)
    {
        if (Tally.Attempts is not { Count: > 0 } attempts)
        {
            return Priced(_model, 1, Own(isWhole));
        }

        var tokens = attempts.Select(Of).Aggregate(static (left, right) => left + right);
        return Priced(attempts.LastOrDefault(static attempt => attempt.Model is { Length: > 0 })?.Model ?? _model, attempts.Count, tokens);
    }

    // A model that speaks to no server: what was not heard of it was not made.
    private Tokens Own(bool isWhole) => _told is { InputTokenCount: { } read, OutputTokenCount: { } written }
        ? new(read, written, Math.Min(_told.ReasoningTokenCount ?? 0, written), Math.Min(_told.CachedInputTokenCount ?? 0, read), IsEstimated: false)
        : isWhole || _heard > 0
            ? new(_told?.InputTokenCount ?? prompt.Words + prompt.Declarations, _told?.OutputTokenCount ?? TokenEstimate.OfQuarters(_heard), 0, 0, IsEstimated: true)
            : default;

    private Tokens Of(CallAttempt attempt) => attempt.Reach switch
    {
        AttemptReach.Refused => default,
        _ => new(attempt.Prompt ?? prompt.Words + prompt.Declarations, attempt.Completion ?? TokenEstimate.OfQuarters(attempt.Received), attempt.Reasoning, attempt.Cached,
            attempt.Prompt is null || attempt.Completion is null),
    };

    private CallCost Priced(string? answered, int attempts, Tokens tokens)
    {
        var price = prices.Find(answered, asked);
        return new(answered is { Length: > 0 } ? answered : asked, attempts, tokens.Prompt, tokens.Completion, tokens.Reasoning, tokens.Cached, tokens.IsEstimated,
            price?.Version, price?.Price.CostOf(tokens.Prompt, tokens.Cached, tokens.Completion) ?? 0);
    }

    private void Add(UsageDetails? usage)
    {
        if (usage is not null)
        {
            (_told ??= new()).Add(usage);
        }
    }

    private readonly record struct Tokens(long Prompt, long Completion, long Reasoning, long Cached, bool IsEstimated)
    {
        public static Tokens operator +(Tokens left, Tokens right) => new(left.Prompt + right.Prompt, left.Completion + right.Completion,
            left.Reasoning + right.Reasoning, left.Cached + right.Cached, left.IsEstimated || right.IsEstimated);
    }
}
