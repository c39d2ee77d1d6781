using Nanobot.Platform.Core.Caching;
using Nanobot.Services.Gateway.Caching;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// Answers of the tenants module, each asked for once by all who wait for it. A fresh one serves at once. An older one serves
/// as long as events are heard, since they tell what changes, and is looked up again behind it; without events it is asked for
/// again first. It has ended after <see cref="MemoryOptions.KnownAtMost"/>. What is unknown is remembered shortly and apart, so
/// that guesses neither reach the module each time nor crowd out what is known.
/// </summary>
/// <param name="kind">What is asked for, as metrics name it.</param>
/// <param name="memory">What all kinds share.</param>
/// <param name="ask">Asks the module; null where it knows of nothing.</param>
internal sealed class RememberedAnswers<TKey, TValue>(
    string kind, LookupMemory memory, Func<Question<TKey>, CancellationToken, Task<TValue?>> ask)
    where TKey : notnull
    where TValue : class
{
    private readonly ExpiringCache<TKey, Answer> _known = new(memory.Options.CacheCapacity, memory.Time);
    private readonly ExpiringCache<TKey, bool> _unknown = new(memory.Options.CacheCapacity, memory.Time);
    private readonly SingleFlight<TKey, TValue?> _lookups = new(TenantsDirectory.Deadline, memory.Time);

    /// <summary>When a value ends by itself; null: it does not.</summary>
    public Func<TValue, DateTimeOffset?> EndOf { get; init; } = static _ => null;

    /// <summary>Whether events tell what changes of a value; where not, it is never used past its time.</summary>
    public Func<TValue, bool> IsTold { get; init; } = static _ => true;

    /// <summary>Puts into a value what has been heard since; the same object where that is nothing.</summary>
    public Func<TValue, TValue> Amend { get; init; } = static value => value;

    /// <summary>The value, or null where there is none.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="origin">Who has it asked.</param>
    /// <param name="isVouched">Whether something verified names it.</param>
    /// <param name="cancellationToken">Ends the wait, not the look-up.</param>
    public ValueTask<TValue?> FindAsync(TKey key, LookupOrigin origin, bool isVouched, CancellationToken cancellationToken)
    {
        if (!_known.TryGet(key, out var answer))
        {
            return _unknown.TryGet(key, out _) ? default : new(AskAsync(new(key, origin, isVouched), cancellationToken));
        }

        if (IsFresh(answer))
        {
            return new(answer.Value);
        }

        var question = new Question<TKey>(key, origin, IsVouched: true);
        if (answer.Value is not { } value || !IsTold(value) || !memory.Hears(answer.AskedAt))
        {
            return new(AskAsync(question, cancellationToken));
        }

        if (answer.MayRefresh(memory.Now, memory.UntilNextRefresh))
        {
            _ = RefreshAsync(question);
        }

        return new(value);
    }

    /// <summary>The value as the module has it now, whatever is remembered; null where there is none. For what something verified names.</summary>
    public Task<TValue?> AskAgainAsync(TKey key, LookupOrigin origin, CancellationToken cancellationToken) =>
        _lookups.RunAsync(key, token => AskModuleAsync(new(key, origin, IsVouched: true), token), cancellationToken);

    /// <summary>Takes over that there is a value, where none is known; one that is known says more.</summary>
    public void LearnUnlessKnown(TKey key, TValue value)
    {
        if (!_known.TryGet(key, out var known) || known.Value is null)
        {
            Keep(key, value, memory.Now);
        }
    }

    /// <summary>Takes over a value that came another way, unless what is known was asked for later.</summary>
    public void Learn(TKey key, TValue value, DateTimeOffset askedAt)
    {
        if (!_known.TryGet(key, out var known) || known.AskedAt <= askedAt)
        {
            Keep(key, value, askedAt);
        }
    }

    /// <summary>Puts into the value, where it is known, what has been heard since.</summary>
    public void Reconsider(TKey key)
    {
        if (_known.TryGet(key, out var known) && known.Value is { } value)
        {
            Keep(key, value, known.AskedAt);
        }
    }

    private bool IsFresh(Answer answer) => memory.Now - answer.AskedAt < memory.Options.KnownFor;

    private Task<TValue?> AskAsync(Question<TKey> question, CancellationToken cancellationToken) =>
        _lookups.RunAsync(question.Key, token => LookUpAsync(question, token), cancellationToken);

    private async Task RefreshAsync(Question<TKey> question)
    {
        try
        {
            await AskAsync(question, CancellationToken.None);
            memory.Refreshed(kind);
        }
        catch (Exception exception)
        {
            // Whatever it was: there is no news.
            memory.NotRefreshed(kind, exception);
        }
    }

    private async Task<TValue?> LookUpAsync(Question<TKey> question, CancellationToken cancellationToken)
    {
        // Whoever missed memory just before the last look-up ended must not start another.
        if (_known.TryGet(question.Key, out var known) && IsFresh(known))
        {
            return known.Value;
        }

        return await AskModuleAsync(question, cancellationToken);
    }

    private async Task<TValue?> AskModuleAsync(Question<TKey> question, CancellationToken cancellationToken)
    {
        var asked = memory.Now;
        var value = await ask(question, cancellationToken);
        memory.LookedUp(kind, value is not null);
        return value is null ? Miss(question.Key, asked) : Keep(question.Key, value, asked);
    }

    private TValue Keep(TKey key, TValue value, DateTimeOffset askedAt)
    {
        while (true)
        {
            var until = askedAt + memory.Options.KnownAtMost;
            _known.Set(key, new Answer(value, askedAt), EndOf(value) is { } end && end < until ? end : until);
            // Looked at after it is kept: what is heard in between finds it there.
            var amended = Amend(value);
            if (ReferenceEquals(amended, value))
            {
                return value;
            }

            value = amended;
        }
    }

    private TValue? Miss(TKey key, DateTimeOffset asked)
    {
        var until = memory.Now + memory.Options.UnknownFor;
        if (!_known.TryGet(key, out var known))
        {
            _unknown.Set(key, true, until);
            return null;
        }

        // Told of after it was asked for: the answer is the older news.
        if (known.AskedAt >= asked)
        {
            return known.Value;
        }

        _known.Set(key, new Answer(null, asked), until);
        return null;
    }

    /// <summary>A value, or that there is none any more, as of the time at which it was asked for.</summary>
    private sealed class Answer(TValue? value, DateTimeOffset askedAt)
    {
        private long _refreshAt;

        public TValue? Value { get; } = value;

        public DateTimeOffset AskedAt { get; } = askedAt;

        /// <summary>True for one of all who find it stale, and for one more after <paramref name="wait"/>.</summary>
        public bool MayRefresh(DateTimeOffset now, Func<TimeSpan> wait)
        {
            var at = Volatile.Read(ref _refreshAt);
            return now.UtcTicks >= at
                && Interlocked.CompareExchange(ref _refreshAt, (now + wait()).UtcTicks, at) == at;
        }
    }
}
