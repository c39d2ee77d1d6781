using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Nanobot.Bench;

/// <summary>
/// How long answers take at a fixed rate, whoever is slow (requests are sent when it is their turn, not when the last one is answered), and
/// the first octets of a stream, one after the other. Rounds interleaved, medians of the rounds' figures.
/// </summary>
internal static class LatencyBench
{
    private const int PerSecond = 3000;
    private const int Streams = 300;
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(15);

    /// <summary>Prints Markdown for docs/performance.md.</summary>
    /// <param name="credentials">Header lines, asked with by turns.</param>
    /// <param name="targets">Each <c>name=URL</c>; what is first is what the others add to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="output">Takes the tables.</param>
    public static async Task RunAsync(string[] credentials, string[] targets, TimeProvider time, TextWriter output)
    {
        var named = targets.Select(static target => target.Split('=', 2)).Select(static pair => (Name: pair[0], Url: new Uri(pair[1]))).ToList();
        var headers = credentials.Select(static line => line.Split(": ", 2)).Select(static pair => (pair[0], pair[1])).ToArray();
        // One for all, so that a round finds the connections of the last one: what a caller pays to connect is not what the gateway costs.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null, UseCookies = false, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan });
        var works = new (string Title, Func<Uri, TimeSpan, Task<double[]>> Work)[]
        {
            ($"{PerSecond.ToString("N0", CultureInfo.InvariantCulture)} requests/s", (url, span) => AtRateAsync(client, url, headers, span, time)),
            ("first octets of a stream", (url, _) => StreamsAsync(client, url, headers, time)),
        };
        foreach (var (title, work) in works)
        {
            foreach (var (_, url) in named)
            {
                await work(url, Warm);
            }

            var rounds = named.Select(static _ => new List<(double P50, double P99)>()).ToList();
            for (var round = 0; round < Rounds; round++)
            {
                for (var index = 0; index < named.Count; index++)
                {
                    var taken = await work(named[index].Url, Round);
                    rounds[index].Add((At(taken, 0.50), At(taken, 0.99)));
                }
            }

            var figures = rounds.Select(static of => (P50: At([.. of.Select(static one => one.P50)], 0.5), P99: At([.. of.Select(static one => one.P99)], 0.5))).ToList();
            await output.WriteLineAsync($"| {title} | p50 µs | added | p99 µs | added |\n| --- | --- | --- | --- | --- |");
            for (var index = 0; index < named.Count; index++)
            {
                var (p50, p99) = figures[index];
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"| {named[index].Name} | {p50:0} | {p50 - figures[0].P50:0} | {p99:0} | {p99 - figures[0].P99:0} |"));
            }

            await output.WriteLineAsync();
        }
    }

    private static async Task<double[]> AtRateAsync(HttpClient client, Uri url, (string, string)[] headers, TimeSpan span, TimeProvider time)
    {
        var taken = new ConcurrentBag<double>();
        var (sent, began, target) = (new List<Task>(), time.GetTimestamp(), new Uri(url, "reports"));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1), time);
        while (time.GetElapsedTime(began) < span && await ticks.WaitForNextTickAsync())
        {
            var due = (int)(time.GetElapsedTime(began).TotalSeconds * PerSecond);
            while (sent.Count < due)
            {
                sent.Add(AskAsync(client, target, headers[sent.Count % headers.Length], taken, time));
            }
        }

        await Task.WhenAll(sent);
        return [.. taken];
    }

    private static async Task AskAsync(HttpClient client, Uri url, (string Name, string Value) header, ConcurrentBag<double> taken, TimeProvider time)
    {
        var began = time.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        taken.Add(time.GetElapsedTime(began).TotalMicroseconds);
    }

    private static async Task<double[]> StreamsAsync(HttpClient client, Uri url, (string Name, string Value)[] headers, TimeProvider time)
    {
        var taken = new double[Streams];
        var buffer = new byte[4096];
        for (var number = 0; number < Streams; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, "chat"))
            {
                Content = new StringContent("""{"message":"hello"}""", Encoding.UTF8, "application/json"),
                Headers = { { "Accept", "text/event-stream" } },
            };
            request.Headers.TryAddWithoutValidation(headers[number % headers.Length].Name, headers[number % headers.Length].Value);
            var began = time.GetTimestamp();
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync();
            if (await body.ReadAsync(buffer) == 0)
            {
                throw new InvalidOperationException("The stream is empty.");
            }

            taken[number] = time.GetElapsedTime(began).TotalMicroseconds;
            while (await body.ReadAsync(buffer) > 0)
            {
                // To its end, so that the connection serves the next one.
            }
        }

        return taken;
    }

    private static double At(double[] values, double share) => values.Order().ElementAt((int)Math.Min(values.Length - 1, values.Length * share));
}
