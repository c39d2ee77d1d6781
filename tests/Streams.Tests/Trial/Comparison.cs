using Nanobot.Streams.Tests.Provider;
using Nanobot.Streams.Tests.Running;

namespace Nanobot.Streams.Tests.Trial;

/// <summary>The ledger's rows beside what the provider counted and the clients were given: the definition of drift in docs/services/ledger.md, row by row.</summary>
internal sealed class Comparison(CountingServer provider, IReadOnlyDictionary<string, StreamOutcome> clients)
{
    private readonly List<string> _faults = [];

    /// <summary>What does not agree.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Tokens by which rows with the provider's own figures differ from them, whatever the sign.</summary>
    public long Drift { get; private set; }

    public int Exact { get; private set; }

    public int Estimated { get; private set; }

    public int Abandoned { get; private set; }

    /// <summary>Of rows with an estimate: tokens that the ledger counts, that the provider sent, and that clients were given.</summary>
    public (long Counted, long Sent, long Given) Estimates { get; private set; }

    /// <summary>Calls whose process died, or was left, before the provider was asked.</summary>
    public int Unasked { get; private set; }

    public void Compare(IReadOnlyList<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            Compare(row, provider.Calls.TryGetValue(row.CallId, out var calls) ? [.. calls] : []);
        }

        var known = rows.Select(static row => row.CallId).ToHashSet();
        _faults.AddRange(provider.Calls.Keys.Where(call => !known.Contains(call)).Select(static call => $"{call}: the provider was asked, and the ledger has no row"));
    }

    private void Compare(LedgerRow row, List<ProviderCall> calls)
    {
        var counted = calls.Where(static call => !call.IsRefused).ToList();
        Unasked += calls.Count == 0 ? 1 : 0;
        Abandoned += row.State == "abandoned" ? 1 : 0;
        Expect(row.Attempts >= calls.Count, row, $"the provider was asked {calls.Count} times");
        if (row.IsEstimated)
        {
            CompareEstimate(row, calls, counted);
            return;
        }

        Exact++;
        var (prompt, sent) = (counted.Sum(static call => call.Prompt), counted.Sum(static call => call.Sent));
        Drift += Math.Abs(row.Prompt - prompt) + Math.Abs(row.Completion - sent);
        Expect((row.Prompt, row.Completion) == (prompt, sent), row, $"the provider counted {prompt} and {sent}");
        Expect(row.State != "abandoned", row, "what nobody knows is no exact figure");
    }

    private void CompareEstimate(LedgerRow row, List<ProviderCall> calls, List<ProviderCall> counted)
    {
        Estimated++;
        var (sent, given) = (counted.Sum(static call => call.Sent), counted.Select(static call => call.Stream).Distinct().Sum(stream => clients.TryGetValue(stream, out var client) ? client.Given : 0));
        Estimates = (Estimates.Counted + row.Completion, Estimates.Sent + sent, Estimates.Given + given);
        Expect(row.Completion >= given, row, $"clients were given {given}");
        Expect(row.Prompt > 0 || counted.Count == 0, row, "the prompt was read");
        if (row.State != "abandoned")
        {
            Expect(row.Completion <= sent, row, $"the provider sent no more than {sent}");
        }
        else if (calls.Exists(static call => call.IsWhole))
        {
            Expect(row.Completion >= sent, row, $"the provider made {sent}");
        }
        else if (calls.Count > 0)
        {
            Expect(row.Completion <= sent + StreamSuite.Ahead, row, $"the provider sent {sent}");
        }
    }

    private void Expect(bool holds, LedgerRow row, string otherwise)
    {
        if (!holds)
        {
            _faults.Add($"{row}: {otherwise}");
        }
    }
}
