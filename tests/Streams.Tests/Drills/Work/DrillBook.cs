using System.Collections.Concurrent;

namespace Nanobot.Streams.Tests.Drills.Work;

/// <summary>What callers were told to be done, which has to be there in the end, and what they were told instead.</summary>
internal sealed class DrillBook
{
    /// <summary>Users that were made.</summary>
    public ConcurrentBag<(string Tenant, string User)> Users { get; } = [];

    /// <summary>What each user follows by the last answer: by tenant and user, the last symbol of its list.</summary>
    public ConcurrentDictionary<(string Tenant, string User), string> Watchlists { get; } = new();

    /// <summary>What each tenant that is switched on and off was answered to be at last.</summary>
    public ConcurrentDictionary<string, string> Statuses { get; } = new(StringComparer.Ordinal);

    /// <summary>Reports that were accepted.</summary>
    public ConcurrentBag<Guid> Reports { get; } = [];

    /// <summary>Jobs that were accepted; each is due once.</summary>
    public ConcurrentBag<Guid> Jobs { get; } = [];

    /// <summary>Messages that were answered; each of a text of its own.</summary>
    public ConcurrentBag<string> Messages { get; } = [];

    /// <summary>Requests that were answered as they ask for.</summary>
    public int Answered => _answered;

    /// <summary>How often each refusal was heard, by its status and code, or why nothing was answered at all.</summary>
    public ConcurrentDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers that nobody should be given, whatever fails.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>The longest that an answer, or a refusal, has taken.</summary>
    public TimeSpan Slowest { get; private set; }

    private int _answered;

    public void Note(TimeSpan took) => Slowest = took > Slowest ? took : Slowest;

    /// <summary>The next answer is the first that <see cref="Slowest"/> is of.</summary>
    public void ForgetSlowest() => Slowest = TimeSpan.Zero;

    public void Answer() => Interlocked.Increment(ref _answered);

    public void Refuse(string what) => Refusals.AddOrUpdate(what, 1, static (_, count) => count + 1);

    /// <summary>All refusals in one line, the most frequent first.</summary>
    public string Told() => Refusals.IsEmpty ? "none" : string.Join(", ", Refusals.OrderByDescending(static one => one.Value).Select(static one => $"{one.Key} {one.Value}"));
}
