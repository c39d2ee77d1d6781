using System.Collections.Concurrent;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>Says of an answer whether it is one that the caller may have.</summary>
internal sealed class Judge(Estates estates)
{
    // What each tenant itself was answered with success when it had settled.
    private readonly ConcurrentDictionary<(string TenantId, string Role, Route Route), bool> _held = new();

    /// <summary>Notes what a tenant gets of its own.</summary>
    public void Note(Attempt attempt, Answer answer)
    {
        if (answer.IsSuccess)
        {
            _held[(attempt.Caller.TenantId, attempt.Role, attempt.Route)] = true;
        }
    }

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    /// <param name="attempt">What was asked.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="missing">What the same with ids that nothing has was answered.</param>
    public string? Fault(Attempt attempt, Answer answer, Answer? missing)
    {
        if (estates.ForeignIn(Answer.Without($"{answer.Headers}\n{answer.Body}", attempt.Sent), attempt.Caller, IsRecord(attempt.Route)) is { } mark)
        {
            return $"{attempt} answered {answer.Status} with {mark} of another tenant";
        }

        if (missing is not null && attempt.Missing is { } twin)
        {
            var (foreign, nothing) = (answer.Likeness(attempt.Sent), missing.Likeness(twin.Sent));
            if (foreign != nothing)
            {
                return $"{attempt} answered '{foreign}', and where nothing has the id '{nothing}'";
            }
        }

        if ((attempt.IsRefused && answer.IsSuccess) || (attempt.Only is { } only && answer.Status != only))
        {
            return $"{attempt} answered {answer.Status}";
        }

        return attempt.IsOwn && !answer.IsSuccess && _held.ContainsKey((attempt.Caller.TenantId, attempt.Role, attempt.Route))
            ? $"{attempt} answered {answer.Status} to whom it belongs: {answer.Body}"
            : null;
    }

    private static bool IsRecord(Route route) => route.Path.EndsWith("/audit", StringComparison.Ordinal) || route.Path.EndsWith("/decisions", StringComparison.Ordinal);
}
