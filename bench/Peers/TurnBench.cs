using System.Globalization;

namespace Nanobot.Bench;

/// <summary>
/// Turns of the assistant against the model's server called directly, and behind YARP alone: how many a second, how long until the first words of a stream, and what many streams
/// at once hold in memory. Rounds interleaved, medians.
/// </summary>
internal static class TurnBench
{
    private const int Crowd = 32;
    private const int Streams = 300;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(30);
    private const string Words = "Say hello to everybody who reads this, in one short sentence.";

    /// <summary>Prints Markdown for docs/performance.md.</summary>
    public static async Task RunAsync(TurnBenchTargets targets, int rounds, TimeSpan round, int streams, TextWriter output)
    {
        var members = await BenchTenant.ClientsAsync(targets.Gateway, targets.OperatorKey, "all", Crowd);
        var users = new List<HttpClient>();
        for (var number = 0; number < Crowd; number++)
        {
            users.AddRange(await BenchTenant.ClientsAsync(targets.Gateway, targets.OperatorKey, $"{number}", 1));
        }

        using var model = BenchTenant.Client(targets.Model);
        using var proxy = BenchTenant.Client(targets.Proxy);
        var sessions = new string[Crowd];
        for (var number = 0; number < Crowd; number++)
        {
            sessions[number] = (await BenchTenant.PostAsync(users[number], "chat", new { message = Words })).GetProperty("session_id").GetString()!;
        }

        await TableAsync("turns", "turns/s", rounds, round, output,
        [
            ("the model's server", index => AskAsync(model, "v1/chat/completions", Completion(false))),
            ("behind YARP alone", index => AskAsync(proxy, "v1/chat/completions", Completion(false))),
            ("`/v1/chat/completions`", index => AskAsync(users[index], "v1/chat/completions", Completion(false))),
            ("`/chat`, new sessions", index => AskAsync(users[index], "chat", new { message = Words })),
            ("`/chat`, in a session", index => AskAsync(users[index], "chat", new { message = Words, session_id = sessions[index] })),
            ("`/chat`, new sessions, all of one tenant", index => AskAsync(members[index], "chat", new { message = Words })),
        ]);
        await FirstAsync(rounds, output,
        [
            ("the model's server", () => FirstWordsAsync(model, "v1/chat/completions", Completion(true))),
            ("behind YARP alone", () => FirstWordsAsync(proxy, "v1/chat/completions", Completion(true))),
            ("`/v1/chat/completions`", () => FirstWordsAsync(users[0], "v1/chat/completions", Completion(true))),
            ("`/chat`, new sessions", () => FirstWordsAsync(users[0], "chat", new { message = Words })),
            ("`/chat`, in a session", () => FirstWordsAsync(users[0], "chat", new { message = Words, session_id = sessions[0] })),
        ]);
        await ManyAsync(users, streams, targets, output);
        users.Concat(members).ToList().ForEach(static user => user.Dispose());
    }

    private static object Completion(bool stream) => new { model = "m", stream, messages = new[] { new { role = "user", content = Words } } };

    private static async Task TableAsync(string title, string unit, int rounds, TimeSpan round, TextWriter output, (string Name, Func<int, Task> Ask)[] ways)
    {
        var rates = Array.ConvertAll(ways, static _ => new List<double>());
        for (var number = -1; number < rounds; number++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                // The first is for the runtime, which compiles what is asked often, and again where it has seen how.
                var rate = await RateAsync(ways[way].Ask, number < 0 ? Warming : round);
                if (number >= 0)
                {
                    rates[way].Add(rate);
                }
            }
        }

        await output.WriteLineAsync($"| {title} | {unit} | of the model's server |\n| --- | --- | --- |");
        for (var way = 0; way < ways.Length; way++)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {ways[way].Name} | {Median(rates[way]):0} | {Median(rates[way]) / Median(rates[0]):0.000} |"));
        }

        await output.WriteLineAsync();
    }

    private static async Task<double> RateAsync(Func<int, Task> ask, TimeSpan span)
    {
        var began = TimeProvider.System.GetTimestamp();
        var asked = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(async index =>
        {
            var count = 0;
            while (TimeProvider.System.GetElapsedTime(began) < span)
            {
                await ask(index);
                count++;
            }

            return count;
        }));
        return asked.Sum() / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task FirstAsync(int rounds, TextWriter output, (string Name, Func<Task<double>> Ask)[] ways)
    {
        var figures = Array.ConvertAll(ways, static _ => new List<(double P50, double P99)>());
        for (var number = -1; number < rounds; number++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var taken = new List<double>();
                for (var stream = 0; stream < Streams; stream++)
                {
                    taken.Add(await ways[way].Ask());
                }

                if (number >= 0)
                {
                    figures[way].Add((At(taken, 0.50), At(taken, 0.99)));
                }
            }
        }

        await output.WriteLineAsync("| first words of a stream | p50 µs | added | of what YARP adds | p99 µs |\n| --- | --- | --- | --- | --- |");
        var medians = Array.ConvertAll(figures, static of => (P50: Median(of.ConvertAll(static one => one.P50)), P99: Median(of.ConvertAll(static one => one.P99))));
        for (var way = 0; way < ways.Length; way++)
        {
            var added = medians[way].P50 - medians[0].P50;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {ways[way].Name} | {medians[way].P50:0} | {added:0} | {added / (medians[1].P50 - medians[0].P50):0.0} | {medians[way].P99:0} |"));
        }

        await output.WriteLineAsync();
    }

    private static async Task ManyAsync(List<HttpClient> users, int streams, TurnBenchTargets targets, TextWriter output)
    {
        var before = Held(targets);
        var open = 0;
        var all = Enumerable.Range(0, streams).Select(async number =>
        {
            // The model's server says a word each 100 ms for 10 s where it is asked so.
            using var request = Streamed("chat", new { message = "drip " + Words });
            using var response = await users[number % users.Count].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            Interlocked.Increment(ref open);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            var text = await reader.ReadToEndAsync();
            return text.Contains("event: done", StringComparison.Ordinal);
        }).ToList();
        var (most, atOnce) = (before, 0);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!all.TrueForAll(static one => one.IsCompleted) && await ticks.WaitForNextTickAsync())
        {
            var now = Held(targets);
            most = (Math.Max(most.Chat, now.Chat), Math.Max(most.Gateway, now.Gateway));
            atOnce = Math.Max(atOnce, Volatile.Read(ref open) - all.Count(static one => one.IsCompleted));
        }

        var whole = (await Task.WhenAll(all)).Count(static one => one);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{streams} streams of 100 words in 10 s: {whole} whole, {atOnce} open at once. Resident memory before, and at most: chat {before.Chat} MB, {most.Chat} MB; gateway {before.Gateway} MB, {most.Gateway} MB."));
    }

    private static (long Chat, long Gateway) Held(TurnBenchTargets targets) => (Held(targets.Chat), Held(targets.GatewayProcess));

    private static long Held(int process)
    {
        using var found = System.Diagnostics.Process.GetProcessById(process);
        return found.WorkingSet64 / 1_000_000;
    }

    private static async Task AskAsync(HttpClient client, string path, object body) => await BenchTenant.PostAsync(client, path, body);

    private static HttpRequestMessage Streamed(string path, object body) =>
        new(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { { "Accept", "text/event-stream" } } };

    private static async Task<double> FirstWordsAsync(HttpClient client, string path, object body)
    {
        var buffer = new byte[4096];
        using var request = Streamed(path, body);
        var began = TimeProvider.System.GetTimestamp();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        var taken = 0.0;
        for (var read = ""; await stream.ReadAsync(buffer) is > 0 and var count;)
        {
            read += System.Text.Encoding.UTF8.GetString(buffer, 0, count);
            if (taken == 0 && read.Contains("Hello", StringComparison.Ordinal))
            {
                taken = TimeProvider.System.GetElapsedTime(began).TotalMicroseconds;
            }
        }

        return taken > 0 ? taken : throw new InvalidOperationException($"{path}: the stream has no words.");
    }

    private static double Median(List<double> values) => At(values, 0.5);

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)Math.Min(values.Count - 1, values.Count * share));
}
