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
/// <param name="call">The call.</param>
/// <param name="wish">What was asked of which model.</param>
/// <param name="cover">How much of the answer is written down ahead.</param>
/// <param name="prices">What models cost.</param>
internal sealed class CallCount(Guid call, CallWish wish, AnswerCover cover, PriceList prices)
{
    private UsageDetails? _told;
    private long _heard;
    private string? _model;

    /// <summary>The attempts, as whoever speaks to the server writes them down.</summary>
    public CallTally Tally { get; } = new(call.ToString());

    /// <summary>Tokens of the answer so far, as the house counts them: at least what whoever reads it has been given.</summary>
    public long Heard => TokenEstimate.OfQuarters(Math.Max(Tally.Received, Interlocked.Read(ref _heard)));

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

    /// <summary>Hears what was made of texts, all at once.</summary>
    public void Hear(GeneratedEmbeddings<Embedding<float>> embeddings)
    {
        _model = embeddings.FirstOrDefault()?.ModelId ?? _model;
        // Nothing is written: where it says nothing of that, it is none.
        Add(embeddings.Usage is { InputTokenCount: { } read } told ? new UsageDetails { InputTokenCount = read, OutputTokenCount = told.OutputTokenCount ?? 0 } : null);
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

    /// <summary>
    /// What its row has to say before any more of the answer is given out: should the process die, that is what the call came to. Asked by the
    /// flow of the call alone.
    /// </summary>
    public CallCost Cover()
    {
        var attempts = Tally.Attempts;
        var earlier = attempts.SkipLast(1).Select(Of).Aggregate(default(Tokens), static (left, right) => left + right);
        var heard = TokenEstimate.OfQuarters(Math.Max(attempts is [.., var last] ? last.Received : 0, Interlocked.Read(ref _heard)));
        var now = new Tokens(wish.Prompt.Words + wish.Prompt.Declarations, cover.Over(heard), 0, 0, IsEstimated: true);
        return Priced(wish.Model, Math.Max(1, attempts.Count), earlier + now);
    }

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

    // A model of which no server's attempts are written down: what was not heard of it was not made, but what it was sent it may have read.
    private Tokens Own(bool isWhole) => _told is { InputTokenCount: { } read, OutputTokenCount: { } written }
        ? new(read, written, Math.Min(_told.ReasoningTokenCount ?? 0, written), Math.Min(_told.CachedInputTokenCount ?? 0, read), IsEstimated: false)
        : isWhole || _heard > 0 || !wish.IsAnswered
            ? new(_told?.InputTokenCount ?? wish.Prompt.Words + wish.Prompt.Declarations, _told?.OutputTokenCount ?? TokenEstimate.OfQuarters(_heard), 0, 0, IsEstimated: true)
            : default;

    private Tokens Of(CallAttempt attempt) => attempt.Reach switch
    {
        AttemptReach.Refused => default,
        _ => new(attempt.Prompt ?? wish.Prompt.Words + wish.Prompt.Declarations, attempt.Completion ?? TokenEstimate.OfQuarters(attempt.Received), attempt.Reasoning, attempt.Cached,
            attempt.Prompt is null || attempt.Completion is null),
    };

    private CallCost Priced(string? answered, int attempts, Tokens tokens)
    {
        var price = wish.Own is { } own ? PriceList.Of(own) : prices.Find(answered, wish.Model);
        return new(wish.Own is null && answered is { Length: > 0 } ? answered : wish.Model, attempts, tokens.Prompt, tokens.Completion, tokens.Reasoning, tokens.Cached, tokens.IsEstimated,
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
