using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Caching;
using Nanobot.Services.Gateway.Caching;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// Answers of the tenants module, each asked for once by all who wait for it. None serves whose tenant has changed since it was asked for, and
/// none before what has changed is compared. A fresh one serves at once; an older one too while it is known what has changed, and is looked up again shortly before
/// its end. Where that is not known it serves
/// as long as events are heard, since they tell what changes, and is looked up again behind it; without events it is asked for
/// again first, and so it is after <see cref="MemoryOptions.KnownAtMost"/>. It has ended after <see cref="MemoryOptions.ComparedFor"/>. What is unknown is remembered shortly and apart, so
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
    private readonly SingleFlight<TKey, Answer> _lookups = new(TenantsDirectory.Deadline, memory.Time);

    /// <summary>The tenant whose changes a value ends with; null: it belongs to none.</summary>
    public required Func<TValue, string?> TenantOf { get; init; }

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
    public ValueTask<TValue?> FindAsync(TKey key, LookupOrigin origin, bool isVouched, CancellationToken cancellationToken) => memory.IsFresh
        ? FindKnownAsync(key, origin, isVouched, isCompared: true, cancellationToken)
        : new(CompareAndFindAsync(key, origin, isVouched, cancellationToken));

    private async Task<TValue?> CompareAndFindAsync(TKey key, LookupOrigin origin, bool isVouched, CancellationToken cancellationToken)
    {
        var isCompared = await memory.CompareAsync(cancellationToken);
        return await FindKnownAsync(key, origin, isVouched, isCompared, cancellationToken);
    }

    private ValueTask<TValue?> FindKnownAsync(TKey key, LookupOrigin origin, bool isVouched, bool isCompared, CancellationToken cancellationToken)
    {
        if (!_known.TryGet(key, out var answer))
        {
            return _unknown.TryGet(key, out _) ? default : new(AskAsync(new(key, origin, isVouched), cancellationToken));
        }

        var holds = memory.Holds(answer.Place, answer.Asked);
        if (holds && (IsFresh(answer) || (isCompared && Serves(answer))))
        {
            return new(answer.Value);
        }

        var question = new Question<TKey>(key, origin, IsVouched: true);
        if (!holds || answer.Value is not { } value || !IsTold(value) || !memory.Hears(answer.Asked.At) || (!isCompared && AgeOf(answer) >= memory.Options.KnownAtMost))
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
        RunAsync(key, token => AskModuleAsync(new(key, origin, IsVouched: true), token), cancellationToken);

    /// <summary>Takes over that there is a value, where none is known; one that is known says more.</summary>
    public void LearnUnlessKnown(TKey key, TValue value)
    {
        if (!_known.TryGet(key, out var known) || known.Value is null)
        {
            Keep(key, value, memory.Asking);
        }
    }

    /// <summary>Takes over a value that came another way, unless what is known was asked for later.</summary>
    public void Learn(TKey key, TValue value, Asked asked)
    {
        if (!_known.TryGet(key, out var known) || known.Asked.At <= asked.At)
        {
            Keep(key, value, asked);
        }
    }

    /// <summary>Puts into the value, where it is known, what has been heard since.</summary>
    public void Reconsider(TKey key)
    {
        if (_known.TryGet(key, out var known) && known.Value is { } value)
        {
            Keep(key, value, known.Asked);
        }
    }

    // Nothing of it has changed. It is asked for again before its end all the same, for what may have been changed past the module.
    private bool Serves(Answer answer) =>
        answer.Value is { } value && IsTold(value) && AgeOf(answer) < memory.Options.ComparedFor - memory.Options.KnownFor;

    private bool IsFresh(Answer answer) => AgeOf(answer) < memory.Options.KnownFor;

    private TimeSpan AgeOf(Answer answer) => memory.Now - answer.Asked.At;

    private Task<TValue?> AskAsync(Question<TKey> question, CancellationToken cancellationToken) =>
        RunAsync(question.Key, token => LookUpAsync(question, token), cancellationToken);

    private async Task<TValue?> RunAsync(TKey key, Func<CancellationToken, Task<Answer>> look, CancellationToken cancellationToken)
    {
        var answer = await _lookups.RunAsync(key, look, cancellationToken);
        // Somebody else may have asked before the change that is known by now. Whatever is asked for from here on is asked after it.
        return memory.Holds(answer.Place, answer.Asked) ? answer.Value : (await _lookups.RunAsync(key, look, cancellationToken)).Value;
    }

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

    private async Task<Answer> LookUpAsync(Question<TKey> question, CancellationToken cancellationToken)
    {
        // Whoever missed memory just before the last look-up ended must not start another.
        if (_known.TryGet(question.Key, out var known) && IsFresh(known) && memory.Holds(known.Place, known.Asked))
        {
            return known;
        }

        return await AskModuleAsync(question, cancellationToken);
    }

    private async Task<Answer> AskModuleAsync(Question<TKey> question, CancellationToken cancellationToken)
    {
        var asked = memory.Asking;
        var value = await ask(question, cancellationToken);
        memory.LookedUp(kind, value is not null);
        return value is null ? Miss(question.Key, asked) : Keep(question.Key, value, asked);
    }

    private Answer Keep(TKey key, TValue value, Asked asked)
    {
        while (true)
        {
            var until = asked.At + memory.Options.ComparedFor;
            var answer = new Answer(value, asked, ChangeMarks.PlaceOf(TenantOf(value)));
            _known.Set(key, answer, EndOf(value) is { } end && end < until ? end : until);
            // Looked at after it is kept: what is heard in between finds it there.
            var amended = Amend(value);
            if (ReferenceEquals(amended, value))
            {
                return answer;
            }

            value = amended;
        }
    }

    private Answer Miss(TKey key, Asked asked)
    {
        var until = memory.Now + memory.Options.UnknownFor;
        if (!_known.TryGet(key, out var known))
        {
            _unknown.Set(key, true, until);
            return new Answer(null, asked, ChangeMarks.PlaceOf(null));
        }

        // Told of after it was asked for: the answer is the older news.
        if (known.Asked.At >= asked.At)
        {
            return known;
        }

        var gone = new Answer(null, asked, known.Place);
        _known.Set(key, gone, until);
        return gone;
    }

    /// <summary>A value, or that there is none any more, as of the time at which it was asked for.</summary>
    private sealed class Answer(TValue? value, Asked asked, int place)
    {
        private long _refreshAt;

        public TValue? Value { get; } = value;

        public Asked Asked { get; } = asked;

        public int Place { get; } = place;

        /// <summary>True for one of all who find it stale, and for one more after <paramref name="wait"/>.</summary>
        public bool MayRefresh(DateTimeOffset now, Func<TimeSpan> wait)
        {
            var at = Volatile.Read(ref _refreshAt);
            return now.UtcTicks >= at
                && Interlocked.CompareExchange(ref _refreshAt, (now + wait()).UtcTicks, at) == at;
        }
    }
}
