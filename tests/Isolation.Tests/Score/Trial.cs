using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>Tries an installation.</summary>
internal sealed class Trial : IDisposable
{
    private const int Workers = 16;
    private readonly AttemptMaker _maker;
    private readonly Judge _judge;
    private readonly Dictionary<string, HttpClient> _doors;
    private int _requests;

    private Trial(Installation installation, Estates estates, IReadOnlyList<Route> routes)
    {
        (Estates, _maker, _judge) = (estates, new AttemptMaker(estates, routes), new Judge(estates));
        _doors = routes.Select(static route => route.Service).Append("gateway").Distinct().ToDictionary(static name => name, installation.ClientOf);
    }

    public Estates Estates { get; }

    public int Routes => _maker.Routes;

    /// <summary>Has tenants settle in an installation, and notes what each of them gets of its own.</summary>
    public static async Task<Trial> PrepareAsync(Installation installation, int tenants)
    {
        var routes = await RouteDiscovery.FindAsync(installation.ClientOf);
        var trial = new Trial(installation, await new Settling(installation, routes).SettleAsync(tenants), routes);
        await Parallel.ForEachAsync(trial._maker.Owned(), async (attempt, _) => trial._judge.Note(attempt, await trial.AskAsync(attempt)));
        return trial;
    }

    /// <summary>Whatever of others stands in what each tenant itself is answered, or is no longer answered to it.</summary>
    public async Task<IReadOnlyList<string>> LookAsync()
    {
        var findings = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(_maker.Owned(), async (attempt, _) =>
        {
            if (_judge.Fault(attempt, await AskAsync(attempt), null) is { } fault)
            {
                findings.Enqueue(fault);
            }
        });
        return [.. findings];
    }

    /// <summary>Tries until there were as many tries, or where that is wanted until something was found.</summary>
    public async Task<TrialOutcome> RunAsync(int tries, int seed, bool untilFound = false)
    {
        var watch = Stopwatch.StartNew();
        var (left, made, before) = (tries, 0, _requests);
        var kinds = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var findings = new ConcurrentQueue<string>();
        var failures = new ConcurrentQueue<string>();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            // Not HashCode, which is another in each process.
            var random = new Random(unchecked((seed * Workers) + worker));
            while (Volatile.Read(ref left) > 0 && (!untilFound || findings.IsEmpty))
            {
                var attempt = _maker.Make(random);
                if (attempt.Kind != Attempt.Owners && Interlocked.Decrement(ref left) < 0)
                {
                    return;
                }

                var answer = await AskAsync(attempt);
                var missing = attempt.Missing is { } twin ? await AskAsync(twin) : null;
                kinds.AddOrUpdate(attempt.Kind, 1, static (_, count) => count + 1);
                if (attempt.Kind != Attempt.Owners)
                {
                    Interlocked.Increment(ref made);
                }

                if (_judge.Fault(attempt, answer, missing) is { } fault)
                {
                    findings.Enqueue(fault);
                }

                if (answer.Status >= 500)
                {
                    failures.Enqueue($"{attempt} answered {answer.Status}: {answer.Body}");
                }
            }
        })));
        return new TrialOutcome(made, _requests - before, watch.Elapsed, new SortedDictionary<string, int>(kinds, StringComparer.Ordinal), [.. findings], [.. failures]);
    }

    public void Dispose()
    {
        foreach (var door in _doors.Values)
        {
            door.Dispose();
        }
    }

    private async Task<Answer> AskAsync(Attempt attempt)
    {
        using var request = new HttpRequestMessage(new HttpMethod(attempt.Route.Method), attempt.Path);
        if (attempt.Context is { } context)
        {
            request.Headers.TryAddWithoutValidation(TenantHeaders.Context, context);
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", attempt.Caller.Credential(attempt.Role));
        }

        foreach (var (name, value) in attempt.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = attempt.Body is { } body ? new StringContent(body.Text, Encoding.UTF8, body.Type) : null;
        Interlocked.Increment(ref _requests);
        using var response = await _doors[attempt.Door].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await Answer.ReadAsync(response);
    }
}
